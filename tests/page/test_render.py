"""The page as text: what a file must and must not hold, whatever the articles say."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import conftest_page as made
import pytest

import kg.ontology
from kg.errors import ExportError
from kg.model import KnowledgeGraph
from kg.page import assets, render

PAYLOAD = "</script><img src=x onerror=alert(1)>\u2028&\"'"


class Parsed(HTMLParser):
    """Elements in order, with the text directly inside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.title = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag = self.elements[-1][0] if self.elements else ""
        if tag in ("script", "style"):
            self.raw.append((tag, data))
        if tag == "title":
            self.title += data.strip("\n")


def page_of(graph: KnowledgeGraph, **options: Any) -> str:
    return render(graph, kg.ontology.load(), title=options.pop("title", "Actors"), **options)


def data_of(html: str) -> Any:
    return json.loads(html.split('id="data">')[1].split("</script>")[0])


def policy_of(html: str) -> str:
    metas = [attributes for tag, attributes in Parsed(html).elements if tag == "meta"]
    contents = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
    assert len(contents) == 1
    return contents[0] or ""


def test_is_one_file_that_loads_nothing(graph: KnowledgeGraph) -> None:
    for tag, attributes in Parsed(page_of(graph)).elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in assets.sheet()
    assert "@import" not in assets.sheet()


def test_policy_allows_the_two_inline_blocks_and_nothing_else(graph: KnowledgeGraph) -> None:
    html = page_of(graph)
    policy = dict(part.split(" ", 1) for part in policy_of(html).split("; "))
    assert policy["default-src"] == "'none'"
    for tag in ("script", "style"):
        # As a browser does it: over the text between the tags, line ends already normalised.
        text = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(text) == 1
        digest = base64.b64encode(hashlib.sha256(text[0].encode()).digest()).decode()
        assert policy[f"{tag}-src"] == f"'sha256-{digest}'"
    assert "\r" not in html
    assert "unsafe" not in policy_of(html)


def test_hostile_text_stays_inside_the_data(graph: KnowledgeGraph) -> None:
    plain, hostile = page_of(graph), page_of(made.hostile(PAYLOAD), title=PAYLOAD)
    assert [tag for tag, _ in Parsed(hostile).elements] == [t for t, _ in Parsed(plain).elements]
    assert "<img src=x" not in hostile
    assert Parsed(hostile).title == PAYLOAD
    block = hostile.split('id="data">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(block)
    assert data_of(hostile)["page"]["entities"][0]["names"]["en"] == PAYLOAD
    assert policy_of(hostile) == policy_of(plain)


def test_only_web_addresses_become_links() -> None:
    data = data_of(page_of(made.hostile(PAYLOAD)))["page"]
    assert {document["url"] for document in data["documents"]} == {None}
    links = [link for entity in data["entities"] for link in entity["links"]]
    assert all(link.startswith("https://") for link in links)


def test_same_graph_same_bytes_in_any_process(graph: KnowledgeGraph) -> None:
    program = (
        "import hashlib, conftest_page, kg.ontology, kg.page; print(hashlib.sha256("
        "kg.page.render(conftest_page.sample(), kg.ontology.load(), title='Actors').encode()"
        ").hexdigest())"
    )
    here = Path(__file__)
    path = os.pathsep.join([str(here.parent), str(here.parents[2])])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == hashlib.sha256(page_of(graph).encode()).hexdigest()


def test_quotes_are_cut_from_the_article(graph: KnowledgeGraph) -> None:
    data = data_of(page_of(graph))["page"]
    for claim, shown in zip(graph.claims, data["claims"], strict=True):
        (evidence,) = claim.evidence
        text = next(d.text for d in graph.documents if d.id == evidence.document)
        carried = data["documents"][shown["evidence"][0]["document"]]["text"]
        quote = "".join(carried[start:end] for start, end, _ in shown["evidence"][0]["quote"])
        assert quote == evidence.sentence.of(text)


def test_opens_in_the_language_asked_for(graph: KnowledgeGraph) -> None:
    assert '<html lang="ar" dir="rtl">' in page_of(graph, language="ar")
    assert '<html lang="en" dir="ltr">' in page_of(graph, language="en")
    with pytest.raises(ExportError, match="'tlh'; available: ar, en"):
        page_of(graph, language="tlh")


def test_every_language_of_the_page_has_the_same_words() -> None:
    keys = [set(words) for words in assets.words().values()]
    assert all(each == keys[0] for each in keys)


def test_every_type_and_modality_of_the_ontology_looks_different() -> None:
    ontology, style = kg.ontology.load(), assets.style()
    assert list(style["types"]) == list(ontology.types)
    assert list(style["modalities"]) == list(ontology.modalities)
    looks = [tuple(look.values()) for look in style["types"].values()]
    dashes = [tuple(look["dashes"]) for look in style["modalities"].values()]
    assert len(set(looks)) == len(looks)
    assert len(set(dashes)) == len(dashes)


def test_types_unknown_to_the_ontology_are_drawn_all_the_same(graph: KnowledgeGraph) -> None:
    odd = ["constructor", "zeta", "alpha", "__proto__", "omega", "beta"]
    entities = tuple(replace(e, type=odd[n % 6]) for n, e in enumerate(graph.entities))
    shown = data_of(page_of(replace(graph, entities=entities)))["page"]["types"]
    assert [type_["name"] for type_ in shown] == odd  # in the order in which they were met


def test_one_article_takes_less_than_150_ms(graph: KnowledgeGraph) -> None:
    page_of(graph)  # imports and files
    start = time.process_time()
    page_of(graph)
    assert time.process_time() - start < 0.15


def test_carries_the_licence_notice_of_the_script_it_carries(graph: KnowledgeGraph) -> None:
    assert re.search(r"/\*\*\s+\* vis-network\b.*?The MIT License", page_of(graph), re.DOTALL)
