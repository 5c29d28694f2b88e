"""SPARQL 1.1 Service Description: what this server is and can, as RDF."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve import access, evaluate, negotiation

_SD = "http://www.w3.org/ns/sparql-service-description#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}
_NAMED = "SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g LIMIT 1000"


async def describe(request: Request, accept: str) -> Response:
    """Return the description of the service, its graphs named."""
    form = negotiation.choose(accept, negotiation.GRAPHS)
    if form is None:
        raise HTTPException(406, "the service is described in RDF")
    backend = access.backend_of(request)
    job = {"kind": "query", "query": _NAMED, "accept": "", "base": None}
    answer = await backend.read(job | {"default": None, "named": None})
    rows = json.loads(answer.body)["results"]["bindings"] if answer.status == evaluate.OK else []
    graphs = [row["g"]["value"] for row in rows if row["g"]["type"] == "uri"]
    triples = _triples(access.address(request), graphs, backend.settings.edit is not None)
    assert isinstance(form.writer, ox.RdfFormat)
    body = ox.serialize(triples, format=form.writer, prefixes={"sd": _SD, "formats": _FORMATS})
    return Response(body, headers={"Content-Type": form.content_type})


def _triples(endpoint: str, graphs: list[str], writable: bool) -> Iterator[ox.Triple]:
    service, data = ox.NamedNode(endpoint), ox.BlankNode("dataset")
    default, kind = ox.BlankNode("default"), ox.NamedNode(f"{_RDF}type")
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if writable else [])]
    yield ox.Triple(service, kind, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    for language in languages:
        yield ox.Triple(service, _sd("supportedLanguage"), _sd(language))
    for form in (*negotiation.RESULTS, *negotiation.GRAPHS):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + _NAMES[form.media]))
    yield ox.Triple(service, _sd("defaultDataset"), data)
    yield ox.Triple(data, kind, _sd("Dataset"))
    yield ox.Triple(data, _sd("defaultGraph"), default)
    yield ox.Triple(default, kind, _sd("Graph"))
    for number, name in enumerate(graphs):
        named = ox.BlankNode(f"graph{number}")
        yield ox.Triple(data, _sd("namedGraph"), named)
        yield ox.Triple(named, kind, _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), ox.NamedNode(name))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
