"""Answers: their forms, and that graphs asked for together count once."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from data_serve import quads

SELECT = "SELECT ?label { entity:sahab skos:prefLabel ?label } ORDER BY ?label"
CONSTRUCT = "CONSTRUCT WHERE { entity:sahab skos:prefLabel ?label }"
REPORTED, ASSERTED = (
    f"https://w3id.org/ai-industry-kg/graph/{name}" for name in ("reported", "asserted")
)
COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"


@pytest.fixture(scope="module")
def client(serve: Any) -> Any:
    return serve(quads())


def get(client: Any, query: str, accept: str, **more: Any) -> Any:
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def test_results_in_every_form(client: Any) -> None:
    names = ["Sahab Compute", "سحاب للحوسبة"]
    as_json = get(client, SELECT, "application/sparql-results+json").json()
    assert [row["label"]["value"] for row in as_json["results"]["bindings"]] == names
    xml = get(client, SELECT, "application/sparql-results+xml")
    found = ElementTree.fromstring(xml.content).iter(
        "{http://www.w3.org/2005/sparql-results#}literal"
    )
    assert [node.text for node in found] == names
    rows = csv.reader(io.StringIO(get(client, SELECT, "text/csv").text))
    assert list(rows) == [["label"], *([name] for name in names)]
    tsv = get(client, SELECT, "text/tab-separated-values").text
    assert tsv.splitlines() == ["?label", '"Sahab Compute"@en', '"سحاب للحوسبة"@ar']


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
@pytest.mark.parametrize(
    "media",
    [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    ],
)
def test_graphs_in_every_form(client: Any, media: str) -> None:
    answer = get(client, CONSTRUCT, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=answer.content, format=media)
    assert {str(value) for value in dataset.objects()} == {"Sahab Compute", "سحاب للحوسبة"}


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("application/json", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/*;q=0.2, text/csv;q=0.3", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("nonsense;;q=x,, */*;q=0.1", "application/sparql-results+json"),
    ],
)
def test_the_client_chooses(client: Any, accept: str, given: str) -> None:
    assert get(client, SELECT, accept).headers["content-type"] == given


def test_what_nobody_can_write_is_refused(client: Any) -> None:
    answer = get(client, SELECT, "image/png")
    assert answer.status_code == 406
    assert "text/csv" in answer.text
    assert get(client, CONSTRUCT, "text/csv").status_code == 406


def test_head_is_get_without_the_body(client: Any) -> None:
    answer = client.head("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("clauses", "fields"),
    [
        ("", {"default-graph-uri": [REPORTED, ASSERTED]}),
        ("", {"default-graph-uri": [REPORTED, ASSERTED, REPORTED]}),
        (f"FROM <{REPORTED}> FROM <{ASSERTED}> WHERE", {}),
        ("FROM graph:reported\n#x\nFROM graph:asserted WHERE", {}),
        ("from graph:asserted from <../ai-industry-kg/graph/reported> WHERE", {}),
    ],
)
def test_a_statement_of_two_graphs_counts_once(
    client: Any, clauses: str, fields: dict[str, Any]
) -> None:
    prologue = "BASE <https://w3id.org/x/>\n" if "../" in clauses else ""
    answer = get(client, prologue + COUNT.format(clauses), "text/csv", **fields)
    assert answer.text.split() == ["n", "2"]


def test_named_graphs_stay_apart_beside_a_merged_one(client: Any) -> None:
    query = (
        "SELECT ?g (COUNT(*) AS ?n) FROM graph:reported FROM graph:asserted "
        "FROM NAMED graph:reported { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    )
    assert get(client, query, "text/csv").text.split() == ["g,n", f"{REPORTED},2"]


def test_the_service_describes_itself(client: Any) -> None:
    graph = rdflib.Graph().parse(data=client.get("/sparql").content, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    languages = list(graph.objects(None, sd.supportedLanguage))
    assert languages == [sd.SPARQL11Query]
    assert rdflib.URIRef(REPORTED) in graph.objects(None, sd.name)
    xml = client.get("/sparql", headers={"Accept": "application/rdf+xml"})
    assert ox.parse(xml.content, format=ox.RdfFormat.RDF_XML)


def test_an_error_says_where(client: Any) -> None:
    answer = get(client, "SELECT *\n{ ?s ?p }", "")
    assert answer.status_code == 400
    assert answer.text.startswith("the query cannot be parsed: error at 2:")
    assert answer.text.count("\n") == 1
