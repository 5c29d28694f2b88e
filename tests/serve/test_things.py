"""IRIs of the graph resolve, and what stands in the graph stays text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pyoxigraph as ox
import pytest
from data_serve import PAYLOADS, quads

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
BASE = "https://w3id.org/ai-industry-kg/"


class Read(HTMLParser):
    """What a page holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def client(serve: Any) -> Any:
    return serve(quads())


def page(client: Any, path: str, language: str = "en") -> Read:
    answer = client.get(path, params={"lang": language}, headers=HTML)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Read(answer.text)


def test_an_entity_has_a_page_with_its_claims_and_their_quotes(client: Any) -> None:
    read = page(client, "/entity/sahab")
    for said in ("Sahab Compute", "سحاب للحوسبة", "Noor Robotics", "15000000000", "2025-04-02"):
        assert said in read.text
    assert "استثمرت سحاب للحوسبة 15 مليار دولار في نور للروبوتات." in read.text
    assert ("href", "/entity/noor?lang=en") in read.attributes
    assert ("href", "http://www.wikidata.org/entity/Q1") in read.attributes
    assert "Noor" in page(client, "/entity/noor").text


def test_the_page_is_arabic_for_who_reads_arabic(client: Any) -> None:
    answer = client.get("/entity/sahab", headers={**HTML, "Accept-Language": "ar-BH,en;q=0.5"})
    assert '<html lang="ar" dir="rtl">' in answer.text
    read = Read(answer.text)
    assert "الإفادات" in read.text
    assert "شركة" in read.text
    assert answer.headers["content-language"] == "ar"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/claim/c1", "استثمرت سحاب"),
        ("/article/a1", "استثمرت سحاب"),
        ("/evidence/c1-1", "استثمرت سحاب"),
        ("/graph/reported", "nothing"),
        ("/entity/%D8%AC%20%26%20x", "ج & x"),
        ("/entity/ج & x", "ج & x"),
        ("/ontology", "kg:investsIn"),
    ],
)
def test_other_things_have_pages(client: Any, path: str, said: str) -> None:
    assert said in page(client, path).text


def test_programs_get_rdf(client: Any) -> None:
    for accept in ("text/turtle", "application/n-triples", "application/ld+json", "*/*"):
        answer = client.get("/entity/sahab", headers={"Accept": accept})
        media = answer.headers["content-type"].partition(";")[0]
        assert media == ("text/turtle" if accept == "*/*" else accept)
        triples = list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media)))
        assert any(quad.object == ox.NamedNode(f"{BASE}entity/sahab") for quad in triples)
        assert "accept" in answer.headers["vary"].lower()
    by_name = client.get("/entity/sahab?format=nt", headers=HTML)
    assert by_name.headers["content-type"] == "application/n-triples"
    assert client.get("/ontology").headers["content-type"].startswith("text/turtle")
    assert client.get("/entity/sahab", headers={"Accept": "image/png"}).status_code == 406


def test_what_is_not_there_is_not_found(client: Any) -> None:
    for path in (
        "/entity/nobody",
        "/x/y",
        "/entity/",
        "/entity/%FF",
        "/entity/a%3E%20b",
        "/nothing",
    ):
        for headers in (HTML, {"Accept": "text/turtle"}):
            assert client.get(path, headers=headers).status_code == 404, path


def test_a_retired_iri_leads_to_the_one_in_its_place(client: Any) -> None:
    answer = client.get("/entity/old?format=ttl")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/entity/noor?format=ttl"
    followed = client.get("/entity/old", headers=HTML, follow_redirects=True)
    assert "Noor Robotics" in followed.text


def test_it_leads_to_no_other_place(client: Any) -> None:
    for path in ("/entity/loop", "/entity/stray"):
        answer = client.get(path, headers=HTML)
        assert "evil" not in answer.headers.get("location", "")
        assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/entity/evil", "/entity/sahab", "/claim/c1", "/article/a1"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_that_mean_harm_are_text(client: Any, path: str, language: str) -> None:
    read = page(client, path, language)
    assert not {"script", "img", "svg", "style"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on") or name == "style"]
    for name, value in read.attributes:
        if name in ("href", "src"):
            assert value.startswith(("/", "?", "#", "http://", "https://")), value
            assert not value.startswith("//"), value
    if path == "/entity/evil":
        for payload in PAYLOADS:
            assert payload in read.text


def test_what_an_address_says_is_text(client: Any) -> None:
    harm = "</textarea><script>alert(1)</script>"
    read = Read(client.get("/sparql", params={"query": harm}, headers=HTML).text)
    assert read.tags.count("script") == 1  # the page's own
    assert harm in read.text
    missing = client.get("/entity/<script>alert(1)</script>", headers=HTML)
    assert "<script>" not in missing.text
