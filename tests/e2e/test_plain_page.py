"""The plain page, as people meet it: on a desk and in the hand, in English and in Russian."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from shutil import which
from typing import Any

import pytest
from visiting import SWITCHES, Visitor

pytestmark = pytest.mark.browser

DESK, HAND = (1440, 900), (390, 844)
VISITORS = [(size, language) for size in (DESK, HAND) for language in ("en", "ru")]

ENGLISH = "INT. YURT - NIGHT\n\nAldar sits by the fire.\n\nALDAR\nWho is there?\n\nThe bai enters."
RUSSIAN = "ИНТ. ЮРТА - НОЧЬ\n\nАлдар сидит у огня.\n\nАЛДАР\nКто там?\n\nВходит бай."
WORDS = {
    "en": {"script": "Script", "title": "Title", "draw": "Draw it", "told": ENGLISH, "name": "The shade"},
    "ru": {"script": "Сценарий", "title": "Название", "draw": "Нарисовать", "told": RUSSIAN, "name": "Тень"},
}

WIDTHS = """Promise.all([...document.images].map(async image => {
  image.loading = "eager"; await image.decode(); return image.naturalWidth
}))"""
"""In the browser: how wide every picture of the page is, once it is there."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server with an empty home is."""
    command = [sys.executable, "-m", "kadr", "serve", "--port", "0", "--lang", "en"]
    home = tmp_path_factory.mktemp("home")
    process = subprocess.Popen([*command, "--home", str(home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found
    yield found.group()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    process.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser of this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A visitor with the window and the language that the test is given for."""
    found = Visitor(chromium, address, *request.param)
    yield found
    found.context.close()
    assert not found.complaints
    assert not found.strangers


@pytest.mark.parametrize("visitor", VISITORS, indirect=True, ids=str)
def test_a_board_is_begun_and_drawn(visitor: Visitor, address: str) -> None:
    words, page = WORDS[visitor.language], visitor.page
    page.goto(address)
    if page.locator("summary").count():  # the form of who has boards already is folded
        page.locator("summary").click()
    page.get_by_label(words["script"]).fill(words["told"])
    page.get_by_label(words["title"]).fill(words["name"])
    assert page.get_by_label(words["script"]).bounding_box()["y"] < visitor.size[1] / 2
    if visitor.size == DESK:
        assert len({round(page.locator(field).bounding_box()["y"]) for field in ("#title", "#aspect")}) == 1
    page.get_by_role("button", name=words["draw"]).click()
    page.wait_for_url(f"{address}/boards/*")
    page.wait_for_selector("li.panel img >> nth=1", timeout=60_000)
    assert page.get_by_role("heading", level=1).inner_text() == words["name"]
    assert visitor.has_all_in_view()
    assert set(page.evaluate(WIDTHS)) == {640}
    undo, redo = page.locator(".actions button").all()[1:]
    assert undo.bounding_box()["y"] == redo.bounding_box()["y"]
    page.goto(address)
    assert page.get_by_role("link", name=words["name"]).count() >= 1
    assert visitor.has_all_in_view()


@pytest.mark.parametrize("visitor", [(DESK, "en"), (HAND, "ru")], indirect=True, ids=str)
def test_the_manual_is_read_without_script(visitor: Visitor, address: str) -> None:
    visitor.page.goto(f"{address}/api/docs")
    assert visitor.page.locator("article.route").count() > 20
    assert visitor.page.locator("script").count() == 0
    assert visitor.has_all_in_view()


@pytest.mark.parametrize("visitor", [(DESK, "ru")], indirect=True, ids=str)
def test_what_is_not_there_is_said_in_words(visitor: Visitor, address: str) -> None:
    visitor.page.goto(f"{address}/boards/000000000000")
    assert visitor.page.get_by_role("heading", level=1).inner_text() == "Здесь ничего нет"
    plain = visitor.page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "sans-serif" in plain, "the page has its style"
    assert visitor.has_all_in_view()
    visitor.complaints.clear()  # the browser's own line about the 404
    visitor.page.get_by_role("link", name="К раскадровкам").click()
    visitor.page.wait_for_url(f"{address}/")
