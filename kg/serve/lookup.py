"""What the graph says of one thing, asked for by queries of ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox
from starlette.exceptions import HTTPException

from kg import iri
from kg.serve.backend import Backend
from kg.serve.evaluate import OK

MOST_STATEMENTS, MOST_MENTIONS, MOST_CLAIMS = 1000, 200, 200

_PREFIXES = f"""PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kg: <{iri.ONTOLOGY}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_STATEMENTS = f"SELECT ?p ?o {{ $this ?p ?o }} ORDER BY ?p ?o LIMIT {MOST_STATEMENTS}"
_MENTIONS = f"SELECT ?s ?p {{ ?s ?p $this }} ORDER BY ?p ?s LIMIT {MOST_MENTIONS + 1}"
_CLAIMS = f"""SELECT ?claim ?p ?o {{
    {{
        SELECT DISTINCT ?claim {{
            {{ BIND($this AS ?claim) }}
            UNION {{ ?claim rdf:subject $this }}
            UNION {{ ?claim rdf:object $this }}
            UNION {{ ?claim kg:attributedTo $this }}
            UNION {{ ?claim prov:wasDerivedFrom $this }}
            UNION {{ ?claim kg:supports $this }}
            UNION {{ ?claim kg:partOfDeal $this }}
            UNION {{ ?claim kg:evidence $this }}
            ?claim a kg:Claim
        }} ORDER BY ?claim LIMIT {MOST_CLAIMS + 1}
    }}
    ?claim ?p ?o
}} ORDER BY ?claim ?p ?o"""
_EVIDENCE = """SELECT ?claim ?quote ?article ?date ?url {
    VALUES ?claim { $these }
    ?claim kg:evidence ?evidence .
    ?evidence oa:hasSource ?article ; oa:hasSelector ?selector .
    ?selector oa:exact ?quote .
    OPTIONAL { ?evidence schema:position ?position }
    OPTIONAL { ?article schema:datePublished ?date }
    OPTIONAL { ?article schema:url ?url }
} ORDER BY ?date ?claim ?position"""
_LABELS = """SELECT ?x ?label {
    VALUES ?x { $these }
    { ?x skos:prefLabel ?label } UNION { ?x schema:headline ?label }
} ORDER BY ?x ?label"""
_EXISTS = "SELECT ?p { { $this ?p ?o } UNION { ?s ?p $this } } LIMIT 1"
_REPLACEMENT = "SELECT ?o { $this dcterms:isReplacedBy ?o } ORDER BY ?o LIMIT 1"
DATA = """CONSTRUCT { $this ?p ?o . ?s ?q $this }
{ { $this ?p ?o } UNION { ?s ?q $this } }"""


class Term(NamedTuple):
    """A node of the graph.

    Attributes:
        kind: `"uri"`, `"literal"` or another of SPARQL JSON.
        value: Its IRI or its text.
        language: BCP 47, or "".
    """

    kind: str
    value: str
    language: str


Row = dict[str, Term]


class Findings(NamedTuple):
    """What is said of one thing, row by row as it was asked for."""

    statements: list[Row]
    mentions: list[Row]
    claims: dict[str, list[Row]]
    evidence: dict[str, list[Row]]
    labels: dict[str, dict[str, str]]


async def findings(backend: Backend, node: ox.NamedNode) -> Findings:
    """Return what the graph says of a thing; all rows are empty where it says nothing.

    Raises:
        HTTPException: The store does not answer in time.
    """
    statements, mentions, rows = await asyncio.gather(
        *(_rows(backend, text, [node]) for text in (_STATEMENTS, _MENTIONS, _CLAIMS))
    )
    claims = _grouped(rows)
    evidence = _grouped(await _rows(backend, _EVIDENCE, map(ox.NamedNode, claims)))
    terms = [term for row in (*statements, *mentions, *rows) for term in row.values()]
    terms += [row["article"] for found in evidence.values() for row in found]
    ours = {t.value: None for t in terms if t.kind == "uri" and t.value.startswith(iri.BASE)}
    labels: dict[str, dict[str, str]] = {}
    for row in await _rows(backend, _LABELS, map(ox.NamedNode, ours)):
        label = row["label"]
        labels.setdefault(row["x"].value, {}).setdefault(label.language, label.value)
    return Findings(statements, mentions, claims, evidence, labels)


async def exists(backend: Backend, node: ox.NamedNode) -> bool:
    """Tell whether the graph says anything of a thing."""
    return bool(await _rows(backend, _EXISTS, [node]))


async def replacement(backend: Backend, node: ox.NamedNode) -> str | None:
    """Return the IRI of what has taken the place of a thing, if anything has."""
    rows = await _rows(backend, _REPLACEMENT, [node])
    return next((row["o"].value for row in rows if row["o"].kind == "uri"), None)


def about(text: str, nodes: Iterable[ox.NamedNode]) -> str:
    """Return a query about nodes; their IRIs can hold nothing that would end them.

    Example:
        >>> about("ASK { $this ?p ?o }", [ox.NamedNode("http://e/x")]).splitlines()[-1]
        'ASK { <http://e/x> ?p ?o }'
    """
    names = " ".join(map(str, nodes))
    return _PREFIXES + text.replace("$these", names).replace("$this", names)


async def _rows(backend: Backend, text: str, nodes: Iterable[ox.NamedNode]) -> list[Row]:
    job = {"kind": "query", "query": about(text, nodes), "accept": "", "base": None}
    answer = await backend.read(job | {"default": None, "named": None})
    if answer.status != OK:
        raise HTTPException(answer.status, answer.body.decode().strip())
    return [
        {name: _term(value) for name, value in row.items()}
        for row in json.loads(answer.body)["results"]["bindings"]
    ]


def _term(value: dict[str, str]) -> Term:
    if value["type"] not in ("uri", "literal", "bnode"):
        return Term(value["type"], json.dumps(value["value"], ensure_ascii=False), "")
    return Term(value["type"], value["value"], value.get("xml:lang", ""))


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row["claim"].kind == "uri":
            groups.setdefault(row["claim"].value, []).append(row)
    return groups
