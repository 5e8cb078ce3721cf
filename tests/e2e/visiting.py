"""Somebody before a real Chromium."""

from typing import Any

SWITCHES = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


class Visitor:
    """Somebody with a window of a size and a language, who notices what goes wrong in it."""

    def __init__(self, browser: Any, address: str, size: tuple[int, int], language: str) -> None:
        self.size, self.language = size, language
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=language)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._notice(request.url, address))

    def _notice(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:")):
            self.strangers.append(url)

    def has_all_in_view(self) -> bool:
        """Whether nothing of the page lies beside the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth")) == self.size[0]
