"""The forms that names have in requests, and what is said of one that has another."""

BOARD = "^[0-9a-f]{12}$"
KEY = "^[0-9a-f]{32}$"
DIGEST = "^[0-9a-f]{64}$"
COLOUR = "^(#[0-9a-fA-F]{6})?$"

_PART = r"\w[\w.-]{0,99}"
MODEL = f"^{_PART}(/{_PART})?$"
"""No path leads anywhere by it."""

EXPECTED = {
    BOARD: "serving.form-board",
    KEY: "serving.form-key",
    DIGEST: "serving.form-digest",
    COLOUR: "serving.form-colour",
    MODEL: "serving.form-model",
}
"""The message that says in words what each form is."""
