"""Finding, reading and taking away, as a reader does it in the browser."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import conftest_browser as browsing
import conftest_page as made
import pytest

import kg.ontology
from kg.model import KnowledgeGraph, Qualifier
from kg.page import render

pytestmark = browsing.needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from browsing.chromium()


@pytest.fixture
def opened(browser: Any, tmp_path: Path, graph: KnowledgeGraph) -> Iterator[browsing.Opened]:
    html = render(graph, kg.ontology.load(), title="Actors", language="en")
    page = browsing.Opened(browser, tmp_path / "page.html", html)
    yield page
    assert page.requests == [(tmp_path / "page.html").as_uri()]
    assert page.complaints == []
    page.context.close()


def choose(opened: browsing.Opened, name: str) -> None:
    opened.page.fill("#search", name)
    opened.page.press("#search", "Enter")


def shown(opened: browsing.Opened) -> str:
    return opened.text("#shown").split(" · ")[0].removeprefix("Entities ")


@pytest.mark.parametrize(
    ("relation", "english", "arabic"),
    [
        ("investsIn", "Sahab Compute invests 15 billion US dollars in Noor Robotics", "تستثمر"),
        ("acquires", "Sahab Compute may acquire Atlas Lab", "يُحتمل أن سحاب للحوسبة تستحوذ"),
        ("joins", "Omar Nasser is to join Noor Robotics", "من المقرر أن عمر ناصر"),
        ("regulates", "It is denied that Digital Authority takes", "نُفي أن هيئة"),
        ("faces", "— according to Layla Haddad", "نقلًا عن ليلى حداد"),
    ],
)
def test_a_claim_is_said_as_a_sentence(
    opened: browsing.Opened, relation: str, english: str, arabic: str
) -> None:
    for language, words in (("English", english), ("العربية", arabic)):
        opened.page.click(f"#languages button:has-text('{language}')")
        opened.page.evaluate(
            "(name) => selectEdge(data.edges.findIndex((edge) =>"
            " page.relations[page.claims[edge.claims[0]].relation].name === name))",
            relation,
        )
        assert words in opened.text("#panel .says >> nth=0")


def test_from_an_edge_to_its_sentence_and_from_a_sentence_to_its_edge(
    opened: browsing.Opened,
) -> None:
    choose(opened, "Manama")
    opened.page.click("#panel button:has-text('Read it in the article')")
    assert opened.text(".sentence.here").startswith("وتتخذ سحاب للحوسبة من المنامة مقرًّا لها.")
    assert opened.page.get_attribute(".reader", "dir") == "rtl"
    opened.page.click(".sentence:has-text('مختبر أطلس') >> nth=0", position={"x": 3, "y": 12})
    assert "Sahab Compute may acquire Atlas Lab" in opened.text(".strip")
    lit = (
        "[...lit().edges].map((id) =>"
        " page.relations[page.claims[data.edges[id].claims[0]].relation].name)"
    )
    assert opened.page.evaluate(lit) == ["acquires"]
    opened.page.evaluate("selectEdge(edgesOfClaim[15])")  # said in the other article
    assert "Kestrel Chips will deliver" in opened.text(".sentence.here")


def test_actors_are_marked_wherever_an_article_names_them(opened: browsing.Opened) -> None:
    opened.page.click(".tabs button:has-text('Article')")
    names = opened.page.locator(".reader .actor").all_inner_texts()
    assert names.count("سحاب للحوسبة") == 9
    opened.page.click(".reader .actor:has-text('عمر ناصر') >> nth=0")
    assert opened.page.evaluate("page.entities[state.choice.entity].names.en") == "Omar Nasser"
    assert opened.page.locator(".reader").is_visible()


def test_neighbourhood_grows_with_its_depth(opened: browsing.Opened) -> None:
    choose(opened, "Kestrel Chips")
    opened.page.click(".steps button:has-text('1')")
    assert shown(opened) == "2/16"
    opened.page.click(".steps button:has-text('2')")
    assert shown(opened) == "4/16"
    opened.page.click("#buttons button:has-text('Show all')")
    assert shown(opened) == "16/16"


def test_the_shortest_way_between_two(opened: browsing.Opened) -> None:
    choose(opened, "Kestrel Chips")
    opened.page.click(".steps button:has-text('Way to')")
    choose(opened, "Rafiq")
    assert shown(opened) == "5/16"
    assert "Steps: 4" in opened.text("#panel")
    choose(opened, "Layla Haddad")
    opened.page.click(".steps button:has-text('Way to')")
    choose(opened, "Gulf Compute Week")
    assert "No way leads" in opened.text("#panel")


def test_hide_bring_back_and_undo(opened: browsing.Opened) -> None:
    choose(opened, "Sahab Compute")
    opened.page.click(".steps button:has-text('Hide')")
    assert shown(opened) == "15/16"
    opened.page.keyboard.press("Control+z")
    assert shown(opened) == "16/16"
    assert opened.text("#panel h2") == "Sahab Compute"
    opened.page.click(".steps button:has-text('Hide')")
    opened.page.click("#hidden button")
    assert shown(opened) == "16/16"


def test_filters_by_relation_confidence_and_article(opened: browsing.Opened) -> None:
    claims = "claimShownAt.filter(Boolean).length"
    opened.page.click("#relations label:has-text('Invests in')")
    assert opened.page.evaluate(claims) == 18
    opened.page.click("#relations label:has-text('Invests in')")
    opened.page.locator("#sure").fill("80")
    assert opened.page.evaluate(claims) == 11
    opened.page.locator("#sure").fill("0")
    opened.page.click("#sources label >> nth=0")
    assert opened.page.evaluate(claims) == 7
    assert "sources=" in opened.page.evaluate("location.hash")


def test_the_time_slider_plays_to_the_end(browser: Any, tmp_path: Path, graph: Any) -> None:
    html = render(graph, kg.ontology.load(), title="Actors", language="en")
    opened = browsing.Opened(browser, tmp_path / "page.html", html)
    opened.page.locator("#until").fill("0")
    first = opened.page.evaluate("claimShownAt.filter(Boolean).length")
    opened.page.click("#play")
    opened.page.wait_for_timeout(900)
    assert (first, opened.page.evaluate("claimShownAt.filter(Boolean).length")) == (14, 21)
    assert opened.text("#play") == "Play"
    opened.context.close()


def test_an_address_brings_the_same_view_back(opened: browsing.Opened) -> None:
    choose(opened, "Noor Robotics")
    opened.page.click(".steps button:has-text('1')")
    opened.page.click("#modalities label:has-text('Reported')")
    opened.page.click("#languages button:has-text('العربية')")
    before = opened.page.evaluate(
        "[fragment(), byId('shown').textContent, byId('panel').textContent]"
    )
    assert opened.page.evaluate("location.hash").startswith("#lang=ar")
    opened.page.reload()
    opened.requests.pop()
    after = opened.page.evaluate(
        "[fragment(), byId('shown').textContent, byId('panel').textContent]"
    )
    assert after == before


def test_an_address_made_up_by_somebody_does_no_harm(opened: browsing.Opened) -> None:
    opened.page.evaluate(
        "location.hash = 'lang=constructor&node=__proto__&types=<img src=x>"
        "&focus=1,99&open=9x9&sure=z'"
    )
    opened.page.wait_for_timeout(100)
    assert shown(opened) == "16/16"


def downloaded(opened: browsing.Opened, kind: str) -> bytes:
    opened.page.click("#takeaway summary")
    with opened.page.expect_download() as download:
        opened.page.click(f"#takeaway button:has-text('{kind}')")
    opened.page.click("#takeaway summary")
    return Path(download.value.path()).read_bytes()


def test_what_is_chosen_can_be_taken_away(opened: browsing.Opened) -> None:
    choose(opened, "Manama")
    (row,) = json.loads(downloaded(opened, "JSON"))
    assert (row["relation"], row["published"]) == ("basedIn", "2025-04-02")
    assert row["sentence"] == "Sahab Compute is based in Manama"
    assert downloaded(opened, "PNG").startswith(b"\x89PNG")
    drawing = ElementTree.fromstring(downloaded(opened, "SVG"))
    words = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "Noor Robotics" in words


def test_cells_of_a_csv_are_no_formulas(browser: Any, tmp_path: Path, graph: Any) -> None:
    formulas = ['=HYPERLINK("http://x")', "+1", "-2+3", "@SUM(A1)", "\t=1", "=\"a\",'b'\n"]
    entities = tuple(
        replace(e, name=formulas[n % 6], names=()) for n, e in enumerate(graph.entities)
    )
    claims = tuple(replace(c, qualifiers=(Qualifier("what", "=1+1"),)) for c in graph.claims)
    changed = replace(graph, entities=entities, claims=claims)
    opened = browsing.Opened(
        browser, tmp_path / "page.html", render(changed, kg.ontology.load(), title="=1")
    )
    text = downloaded(opened, "CSV").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(graph.claims)
    assert {row["subject"] for row in rows} <= {"'" + formula for formula in formulas}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]
    opened.context.close()


def test_a_page_made_for_a_frame_shows_the_graph_alone(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    html = render(graph, kg.ontology.load(), title="Actors", embed=True, theme="dark")
    opened = browsing.Opened(browser, tmp_path / "page.html", html)
    assert opened.page.locator("#legend, #panel, #search").locator("visible=true").count() == 0
    assert opened.page.get_attribute("html", "data-theme") == "dark"
    opened.page.evaluate("select({ entity: 0 })")
    assert opened.page.locator("#panel").is_visible()
    opened.context.close()


def test_the_languages_of_the_articles_decides(graph: KnowledgeGraph) -> None:
    arabic, english = graph.documents
    ontology = kg.ontology.load()
    for documents, code in (((arabic,), "ar"), ((english,), "en")):
        part = KnowledgeGraph(documents, made.sample().entities, ())
        assert f'<html lang="{code}"' in render(part, ontology, title="")
