"""``make test`` ends here: the tiers beyond the core, each run or named loudly with how to run it."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from shutil import which

SIDE_BY_SIDE = ("large",)
"""Tiers whose tests may run beside each other: those with torch use all cores by themselves."""

TIERS: dict[str, tuple[Callable[[], bool], str]] = {
    "large": (lambda: True, "make test"),
    "torch": (lambda: bool(find_spec("torch")), "make test"),
    "browser": (lambda: bool(which("chromium")), "install Chromium (Debian: apt-get install chromium), then make test"),
}


def collected(tier: str) -> int:
    """How many tests a tier has."""
    command = [sys.executable, "-m", "pytest", "-m", tier, "--collect-only", "-q"]
    listing = subprocess.run(command, capture_output=True, text=True, check=False)
    return sum("::" in line for line in listing.stdout.splitlines())


def main() -> int:
    """Run every tier that has tests and can run here."""
    for tier, (can_run, how) in TIERS.items():
        count = collected(tier)
        if not count:
            print(f"tier {tier}: no tests in this version")
        elif can_run():
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-m",
                tier,
                "-q",
                *(["-n", "auto"] if tier in SIDE_BY_SIDE else []),
            ]
            if subprocess.run(command, check=False).returncode:
                return 1
        else:
            print(f"\n*** SKIPPED: {count} tests of the tier {tier!r}. To run them: {how}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
