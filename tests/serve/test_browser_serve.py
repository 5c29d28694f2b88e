"""The pages as a browser shows them, with every other address out of reach."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from data_serve import PAYLOADS, quads

from kg.serve import Example

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this system")

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
LABELS = "SELECT ?who ?name { ?who skos:prefLabel ?name } ORDER BY ?who ?name"
EXAMPLES = (Example({"en": "Who is there?", "ar": "من هناك؟"}, LABELS),)


@pytest.fixture(scope="module")
def address(serve: Any) -> str:
    return str(serve(quads(), examples=EXAMPLES).base_url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(base_url=address)
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda message: complaints.append(message.text))
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    made.on("request", lambda asked: asked.url.startswith(address) or complaints.append(asked.url))
    yield made
    # What the server refuses the browser notes by itself.
    assert [line for line in complaints if not line.startswith("Failed to load resource")] == []
    context.close()


@pytest.mark.parametrize(
    ("language", "question", "direction", "rows"),
    [("en", "Who is there?", "ltr", "rows"), ("ar", "من هناك؟", "rtl", "صفوف")],
)
def test_an_example_is_run_and_its_answer_is_a_table_with_links(
    page: Any, language: str, question: str, direction: str, rows: str
) -> None:
    page.goto(f"/?lang={language}")
    assert page.get_attribute("html", "dir") == direction
    page.click(f"button:has-text('{question}')")
    page.wait_for_selector("#answer tbody tr")
    assert page.locator("#answer tbody tr").count() == 5 + len(PAYLOADS)
    assert page.inner_text("#status") == f"{5 + len(PAYLOADS)} {rows}"
    assert page.input_value("#query") == LABELS
    page.click("#answer a:has-text('entity/sahab') >> nth=0")
    page.wait_for_url(f"**/entity/sahab?lang={language}")
    assert "استثمرت سحاب للحوسبة" in page.inner_text("main")
    assert page.get_attribute("blockquote", "dir") == "rtl"
    page.click("h3 a:has-text('نور')" if language == "ar" else "h3 a:has-text('Noor')")
    page.wait_for_url(f"**/entity/noor?lang={language}")


def test_the_keyboard_is_enough(page: Any) -> None:
    page.goto("/?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#query")
    page.fill("#query", "ASK { ?s ?p 'nothing like it' }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#status:text-is('No')")


def test_names_that_mean_harm_stay_text(page: Any) -> None:
    page.goto("/?lang=en")
    page.click("#examples button")
    page.wait_for_selector("#answer tbody tr")
    shown = page.inner_text("#answer")
    assert all(payload in shown for payload in PAYLOADS)
    assert page.locator("#answer script, #answer img").count() == 0
    page.goto("/entity/evil?lang=en")
    assert all(payload in page.inner_text("main") for payload in PAYLOADS)


def test_an_error_and_a_graph_are_shown(page: Any) -> None:
    page.goto("/sparql?lang=en&query=CONSTRUCT+WHERE+%7B+entity%3Asahab+%3Fp+%3Fo+%7D")
    page.wait_for_selector("#answer pre")
    assert "entity:sahab" in page.inner_text("#answer pre")
    page.fill("#query", "SELECT <b>")
    page.click("#form button")
    page.wait_for_selector("#status:text-is('The query failed')")
    assert page.inner_text("#answer pre").startswith("the query cannot be parsed: error at 1:")


def test_an_answer_is_saved(page: Any) -> None:
    page.goto("/?lang=en")
    page.click("#examples button")
    with page.expect_download() as download:
        page.click("#save button:has-text('CSV')")
    text = download.value.path().read_text(encoding="utf-8")
    assert text.splitlines()[0] == "who,name"
    assert "سحاب للحوسبة" in text


def test_the_page_follows_the_light_of_the_system(browser: Any, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=address, color_scheme=scheme)
        made = context.new_page()
        made.goto("/")
        grounds.append(made.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert grounds[0] != grounds[1]
