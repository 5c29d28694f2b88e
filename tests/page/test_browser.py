"""The page as a browser shows it, from the disk and with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import conftest_page as made
import pytest
from conftest_browser import Opened, chromium, needs_chromium

import kg.ontology
from kg.model import KnowledgeGraph
from kg.page import render

pytestmark = needs_chromium

PAYLOADS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="<svg/onload=alert(1)>',
    "__proto__",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.fixture
def opened(browser: Any, tmp_path: Path, graph: KnowledgeGraph) -> Iterator[Opened]:
    html = render(graph, kg.ontology.load(), title="Actors", language="en")
    page = Opened(browser, tmp_path / "page.html", html)
    yield page
    assert page.requests == [(tmp_path / "page.html").as_uri()]
    assert page.complaints == []
    page.context.close()


def node_named(opened: Opened, name: str) -> tuple[int, float, float]:
    number = opened.page.evaluate(
        "(name) => page.entities.findIndex((entity) => entity.names.en === name)", name
    )
    at = opened.page.evaluate("(id) => network.getPosition(id)", number)
    return number, at["x"], at["y"]


def test_draws_every_entity_and_a_line_for_every_claim(opened: Opened) -> None:
    counts = opened.page.evaluate("[nodes.length, page.entities.length, edges.length]")
    assert counts == [20, 16, 20]  # four literals; two articles tell of one investment
    drawn = opened.page.evaluate(
        "(() => { const c = document.querySelector('#mynetwork canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; })()"
    )
    assert drawn > 5000


def test_a_click_on_a_node_shows_its_claims_and_quotes(opened: Opened) -> None:
    _, x, y = node_named(opened, "Noor Robotics")
    opened.click(x, y)
    panel = opened.text("#panel")
    assert opened.text("#panel h2") == "Noor Robotics"
    assert "15 billion US dollars" in panel
    assert "49%" in panel
    assert "استثمرت سحاب للحوسبة 15 مليار دولار في نور للروبوتات مقابل 49% من أسهمها." in panel
    assert opened.page.get_attribute("#panel blockquote", "dir") == "rtl"
    assert opened.page.get_attribute("#panel figcaption a", "href") == "https://manara.example/a/1"


def test_a_click_on_an_edge_shows_the_sentence_behind_it(opened: Opened) -> None:
    _, x1, y1 = node_named(opened, "Sahab Compute")
    _, x2, y2 = node_named(opened, "Manama")
    opened.click(x1 + (x2 - x1) * 0.7, y1 + (y2 - y1) * 0.7)
    label = kg.ontology.load().relations["basedIn"].labels["en"]
    assert opened.text("#panel h2").lower() == label.lower()
    assert opened.text("#panel blockquote") == "وتتخذ سحاب للحوسبة من المنامة مقرًّا لها."
    assert opened.page.locator("#panel article").count() == 1


def test_hovering_an_edge_shows_its_sentence_as_plain_text(opened: Opened) -> None:
    _, x1, y1 = node_named(opened, "Sahab Compute")
    _, x2, y2 = node_named(opened, "Manama")
    opened.click(x1 + (x2 - x1) * 0.7, y1 + (y2 - y1) * 0.7)
    opened.page.mouse.move(300, 790)
    opened.page.wait_for_timeout(300)
    assert opened.page.locator("#tip").is_hidden()
    spot = opened.page.evaluate("(([x, y]) => network.canvasToDOM({x, y}))", [x2, y2])
    box = opened.page.locator("#mynetwork").bounding_box()
    opened.page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    opened.page.wait_for_timeout(400)
    assert "وتتخذ سحاب للحوسبة من المنامة مقرًّا لها." in opened.text("#tip")


def test_parallel_claims_are_drawn_apart_and_symmetric_ones_without_arrows(opened: Opened) -> None:
    number, *_ = node_named(opened, "Northwind AI")
    other, *_ = node_named(opened, "Sahab Compute")
    curves = opened.page.evaluate(
        "([a, b]) => edges.get().filter((e) => [a, b].includes(e.from) && [a, b].includes(e.to))"
        ".map((e) => [e.smooth.type, e.arrows.to.enabled])",
        [number, other],
    )
    assert sorted(curves) == [["curvedCCW", False], ["curvedCW", False]]


def test_the_legend_filters_types_and_modalities(opened: Opened) -> None:
    def hidden(what: str) -> int:
        return int(opened.page.evaluate(f"{what}.get().filter((one) => one.hidden).length"))

    assert (hidden("nodes"), hidden("edges")) == (0, 0)
    opened.page.click("#modalities label:has-text('Denied')")
    assert (hidden("nodes"), hidden("edges")) == (0, 2)
    opened.page.click("#types label:has-text('Person')")
    assert (hidden("nodes"), hidden("edges")) == (2, 5)
    assert "Entities 14/16" in opened.text("#shown")
    opened.page.click("#views button:has-text('Table')")
    assert opened.page.locator("tbody tr").count() == 16
    opened.page.click("#types label:has-text('Person')")
    assert opened.page.locator("tbody tr").count() == 19


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("جامعه القصر", "Qasr University"),
        ("بَيَان", "Bayan-2"),
        ("بيان-٢", "Bayan-2"),
        ("هيئه الشوون", "Digital Authority"),
        ("layla", "Layla Haddad"),
    ],
)
def test_search_forgives_spelling(opened: Opened, typed: str, found: str) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(typed)
    assert opened.text("#matches li").startswith(found)
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == found


def test_switches_language_direction_and_labels(opened: Opened) -> None:
    number, *_ = node_named(opened, "Manama")
    shown = f"nodes.get({number}).label"
    assert opened.page.evaluate(shown) == "\u2068Manama\u2069"
    opened.page.click("#languages button:has-text('العربية')")
    assert opened.page.get_attribute("html", "dir") == "rtl"
    assert opened.page.evaluate(shown) == "\u2068المنامة\u2069"
    opened.page.keyboard.press("Tab")  # the button pressed has kept the focus
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate(shown) == "\u2068المنامة\u2069\n\u2068Manama\u2069"
    assert "شركة · Company" in opened.text("#legend")


def test_the_table_holds_all_claims_for_who_cannot_see_the_graph(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")  # the skip link
    assert opened.page.locator("tbody tr").count() == 21
    row = opened.text("tbody tr:has-text('3.2 to 4 billion euros')")
    assert "3.2–4 billion euros" in row.replace(" – ", "–")
    assert "undisclosed" in opened.text("tbody tr:last-child")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("rafiq")
    opened.page.keyboard.press("Enter")  # a name that is found is shown in the graph
    assert opened.text("#panel h2") == "Rafiq"
    assert opened.page.locator("#table-view").is_hidden()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_and_never_executed(
    browser: Any, tmp_path: Path, payload: str
) -> None:
    html = render(made.hostile(payload), kg.ontology.load(), title=payload)
    opened = Opened(browser, tmp_path / "page.html", html)
    assert opened.text("h1") == payload
    for number in range(16):
        opened.page.evaluate("(id) => select({ entity: id }, true)", number)
    for number in range(opened.page.evaluate("edges.length")):
        opened.page.evaluate("(id) => selectEdge(id)", number)
        opened.page.evaluate("(id) => edgeTip({ clientX: 9, clientY: 9 }, data.edges[id])", number)
    assert payload in opened.text("#panel")
    opened.page.fill("#search", payload)
    assert payload in opened.text("#matches")
    for button in range(3):
        opened.page.locator("#languages button").nth(button).click()
    opened.page.click("#views button:nth-child(2)")
    assert payload in opened.text("tbody")
    opened.page.wait_for_timeout(200)
    assert opened.alerts == []
    assert opened.complaints == []
    assert len(opened.requests) == 1
    assert opened.page.locator("img, iframe, [onmouseover], [onload], [onerror]").count() == 0
    assert opened.page.locator("script").count() == 2
    links = opened.page.evaluate("[...document.querySelectorAll('a')].map((a) => a.protocol)")
    assert set(links) <= {"https:", "http:", "file:"}
    opened.context.close()


def test_the_policy_stops_a_script_that_got_in(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    html = render(graph, kg.ontology.load(), title="Actors", language="en")
    smuggled = html.replace(
        "</main>", "</main><img src=x onerror=alert(1)><script>alert(2)</script>"
    )
    opened = Opened(browser, tmp_path / "page.html", smuggled)
    opened.page.wait_for_timeout(200)
    assert smuggled != html
    assert opened.alerts == []
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)
    opened.context.close()


def test_an_empty_graph_opens_without_a_complaint(browser: Any, tmp_path: Path) -> None:
    html = render(KnowledgeGraph((), (), ()), kg.ontology.load(), title="Nothing", language="ar")
    opened = Opened(browser, tmp_path / "page.html", html)
    opened.page.click("#views button:nth-child(2)")
    assert opened.page.locator("thead th").count() == 8
    assert opened.complaints == []
    opened.context.close()


def test_a_large_graph_names_the_best_connected_and_the_rest_when_enlarged(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    many = made.repeated(graph, 12)
    opened = Opened(browser, tmp_path / "page.html", render(many, kg.ontology.load(), title="Many"))
    named = "nodes.get().filter((node) => node.label !== ' ').length"
    opened.page.wait_for_timeout(300)
    from_afar = opened.page.evaluate(named)
    assert 0 < from_afar < len(many.entities) / 2
    opened.page.evaluate("network.moveTo({ scale: 1.2 })")
    opened.page.evaluate("rescale()")
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate(named) == opened.page.evaluate("nodes.length")
    assert opened.complaints == []
    opened.context.close()
