"""Clients of other makers are answered."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest
import rdflib
from data_serve import quads
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

SPARQLWrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")

CURL = shutil.which("curl")
NAMES = {"Sahab Compute", "سحاب للحوسبة"}
PREFIX = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
SAHAB = rdflib.URIRef("https://w3id.org/ai-industry-kg/entity/sahab")
LABEL = rdflib.SKOS.prefLabel
SELECT = f"{PREFIX} SELECT ?label {{ <{SAHAB}> skos:prefLabel ?label }}"
CONSTRUCT = f"{PREFIX} CONSTRUCT WHERE {{ <{SAHAB}> skos:prefLabel ?label }}"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def address(serve: Any) -> str:
    return f"{serve(quads()).base_url}/sparql"


def wrapper(address: str, query: str, form: str, method: str = "GET", direct: bool = False) -> Any:
    made = SPARQLWrapper.SPARQLWrapper(address)
    made.setQuery(query)
    made.setReturnFormat(form)
    made.setMethod(method)
    if direct:
        made.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)
    return made.query()


@pytest.mark.parametrize(("method", "direct"), [("GET", False), ("POST", False), ("POST", True)])
def test_sparqlwrapper_selects(address: str, method: str, direct: bool) -> None:
    found = wrapper(address, SELECT, "json", method, direct).convert()
    assert {row["label"]["value"] for row in found["results"]["bindings"]} == NAMES


def test_sparqlwrapper_reads_every_form(address: str) -> None:
    xml = wrapper(address, SELECT, "xml").convert()
    assert {node.firstChild.data for node in xml.getElementsByTagName("literal")} == NAMES
    assert b"Sahab Compute" in wrapper(address, SELECT, "csv").convert()
    for form in ("turtle", "rdf+xml", "json-ld"):
        graph = wrapper(address, CONSTRUCT, form).convert()
        if isinstance(graph, bytes):
            graph = rdflib.Graph().parse(data=graph, format=form)
        assert {str(value) for value in graph.objects(SAHAB)} == NAMES
    assert wrapper(address, "ASK {}", "json").convert()["boolean"] is True


def test_sparqlwrapper_is_told_of_errors(address: str) -> None:
    with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="cannot be parsed"):
        wrapper(address, "SELECT", "json")


def test_rdflib_asks(address: str) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(address, method=method))
        assert {str(value) for value in graph.objects(SAHAB, LABEL)} == NAMES
        assert {str(row.label) for row in graph.query(SELECT)} == NAMES
        assert (SAHAB, LABEL, rdflib.Literal("Sahab Compute", lang="en")) in graph
        assert len(list(graph.query(CONSTRUCT))) == 2


def test_rdflib_and_sparqlwrapper_write(writable: Any) -> None:
    # They write under the number of the computer, which the fixture's server does not go by.
    address = f"{writable.base_url}/sparql"
    store = SPARQLUpdateStore(address, address, headers={"Host": "testserver"})
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("http://e/written"))
    triple = (rdflib.URIRef("http://e/s"), rdflib.RDFS.label, rdflib.Literal("وصف", lang="ar"))
    graph.add(triple)
    assert triple in graph
    made = SPARQLWrapper.SPARQLWrapper(address)
    made.addCustomHttpHeader("Host", "testserver")
    made.setMethod("POST")
    made.setQuery("DROP GRAPH <http://e/written>")
    assert made.query().response.status == 204
    assert triple not in graph


@pytest.mark.skipif(CURL is None, reason="curl is not installed")
def test_curl(address: str) -> None:
    def curl(*arguments: str) -> str:
        command = [str(CURL), "--silent", "--show-error", "--noproxy", "*", *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout

    assert "سحاب للحوسبة" in curl(address, "--data-urlencode", f"query={SELECT}")
    accept = ("--header", "Accept: text/csv")
    answer = curl("--get", address, "--data-urlencode", f"query={SELECT}", *accept)
    assert set(answer.split("\n")[1:-1]) == NAMES
    status = ("--output", "/dev/null", "--write-out", "%{http_code}")
    assert curl(f"{address}?query=ASK", *status) == "400"
    entity = address.replace("/sparql", "/entity/old")
    assert "Noor Robotics" in curl("--location", "--header", "Accept: text/turtle", entity)
