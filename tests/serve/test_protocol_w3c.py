"""The SPARQL 1.1 Protocol, case by case, under the names of the W3C's tests for it.

Source:
    https://www.w3.org/TR/sparql11-protocol/ ; the names: w3c/rdf-tests, sparql/sparql11/protocol
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ONE, TWO, THREE = (DATA.format(number) for number in (1, 2, 3))
FORM, QUERY, UPDATE = (
    f"application/{name}" for name in ("x-www-form-urlencoded", "sparql-query", "sparql-update")
)
TRUE, TABLE, RDF, DONE, WRONG = "true", "table", "rdf", "done", "wrong"
DOCUMENTS = "".join(
    f"GRAPH <{graph}> {{ <{graph}> a <http://xmlns.com/foaf/0.1/Document> }}\n"
    for graph in (ONE, TWO, THREE)
)
BOTH = f"<{ONE}> a ?type . <{TWO}> a ?type ."
IN_GRAPHS = f"GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }}"
IS_A_COPY = "a <http://example.org/Copy>"


def copy(pattern: str) -> str:
    """Return an update that marks what the pattern finds."""
    return (
        f"PREFIX f: <http://xmlns.com/foaf/0.1/> DROP ALL ; INSERT DATA {{ {DOCUMENTS} }} ; "
        f"INSERT {{ GRAPH <http://example.org/copy> {{ ?s {IS_A_COPY} }} }} WHERE {{ {pattern} }}"
    )


def copied(what: str, graph: str) -> str:
    """Return a query whether `what` was marked, and nothing was of `graph`."""
    return (
        f"ASK {{ GRAPH <http://example.org/copy> {{ {what} }} FILTER NOT EXISTS "
        f"{{ GRAPH <http://example.org/copy> {{ <{graph}> ?p ?o }} }} }}"
    )


IS_COPY = " ".join(f"<{graph}> {IS_A_COPY} ." for graph in (ONE, TWO))
LABELLED = (
    f"DROP ALL ; INSERT DATA {{ {DOCUMENTS} }} ; INSERT {{ GRAPH <http://example.org/copy> "
    "{ ?s <http://example.org/in> ?in } } WHERE { { GRAPH ?g { ?s a ?t } BIND(?g AS ?in) } "
    'UNION { ?s a ?t BIND("default" AS ?in) } }'
)
IN_WHICH = f'<{ONE}> <http://example.org/in> "default" . <{TWO}> <http://example.org/in> <{TWO}> .'


class Case(NamedTuple):
    """A request and what comes of it."""

    method: str
    fields: list[tuple[str, str]]
    media: str | None
    body: bytes | str
    expected: str


def default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


def using(kind: str, *graphs: str) -> list[tuple[str, str]]:
    return [(f"using-{kind}graph-uri", graph) for graph in graphs]


ANY = default(DATA.format(0))
AFTER_COPY = Case("POST", [], QUERY, copied(IS_COPY, THREE), TRUE)
CASES: dict[str, list[Case]] = {
    "query_post_form": [Case("POST", ANY, FORM, "query=ASK%20%7B%7D", TRUE)],
    "query_dataset_default_graphs_get": [
        Case("GET", [("query", f"ASK {{ {BOTH} }}"), *default(ONE, TWO)], None, "", TRUE)
    ],
    "query_dataset_default_graphs_post": [
        Case("POST", default(ONE, TWO), QUERY, f"ASK {{ {BOTH} }}", TRUE)
    ],
    "query_dataset_named_graphs_post": [
        Case("POST", named(ONE, TWO), QUERY, f"ASK {{ {IN_GRAPHS} }}", TRUE)
    ],
    "query_dataset_named_graphs_get": [
        Case("GET", [("query", f"ASK {{ {IN_GRAPHS} }}"), *named(ONE, TWO)], None, "", TRUE)
    ],
    "query_dataset_full": [
        Case(
            "POST",
            default(THREE) + named(ONE, TWO),
            QUERY,
            f"ASK {{ <{THREE}> a ?type {IN_GRAPHS} }}",
            TRUE,
        )
    ],
    "query_multiple_dataset": [
        Case("POST", named(ONE, TWO), QUERY, f"ASK FROM <{THREE}> {{ {IN_GRAPHS} }}", TRUE)
    ],
    "query_get": [Case("GET", [("query", "ASK {}"), *ANY], None, "", TRUE)],
    "query_content_type_select": [Case("POST", ANY, QUERY, "SELECT (1 AS ?value) {}", TABLE)],
    "query_content_type_ask": [Case("POST", ANY, QUERY, "ASK {}", TRUE)],
    "query_content_type_describe": [
        Case("POST", ANY, QUERY, "DESCRIBE <http://example.org/>", RDF)
    ],
    "query_content_type_construct": [
        Case("POST", ANY, QUERY, "CONSTRUCT { <s> <p> 1 } WHERE {}", RDF)
    ],
    "update_dataset_default_graph": [
        Case("POST", using("", ONE), UPDATE, copy("?s a f:Document"), DONE),
        Case("POST", [], QUERY, copied(f"<{ONE}> {IS_A_COPY}", TWO), TRUE),
    ],
    "update_dataset_default_graphs": [
        Case("POST", using("", ONE, TWO), UPDATE, copy("?s a f:Document"), DONE),
        AFTER_COPY,
    ],
    "update_dataset_named_graphs": [
        Case(
            "POST",
            using("named-", ONE, TWO),
            UPDATE,
            copy("GRAPH ?g { ?s a f:Document }"),
            DONE,
        ),
        AFTER_COPY,
    ],
    "update_dataset_full": [
        Case("POST", using("", ONE) + using("named-", TWO), UPDATE, LABELLED, DONE),
        Case("POST", [], QUERY, copied(IN_WHICH, THREE), TRUE),
    ],
    "update_post_form": [Case("POST", [], FORM, "update=CLEAR+ALL", DONE)],
    "update_post_direct": [Case("POST", [], UPDATE, "CLEAR ALL", DONE)],
    "update_base_uri": [
        Case(
            "POST",
            [],
            UPDATE,
            "CLEAR SILENT GRAPH <http://example.org/base/> ; INSERT DATA { GRAPH "
            "<http://example.org/base/> { <http://example.org/s> <http://example.org/p> <test> } }",
            DONE,
        ),
        Case(
            "POST",
            [],
            QUERY,
            "ASK { GRAPH <http://example.org/base/> { ?s ?p ?o "
            'FILTER(isIRI(?o) && STRSTARTS(STR(?o), "http://") && STRENDS(STR(?o), "/test")) } }',
            TRUE,
        ),
    ],
    "query_post_direct": [Case("POST", [], QUERY, "ASK {}", TRUE)],
    "bad_query_method": [Case("PUT", [("query", "ASK {}"), *ANY], FORM, "", WRONG)],
    "bad_multiple_queries": [
        Case("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], None, "", WRONG)
    ],
    "bad_query_wrong_media_type": [Case("POST", [], "text/plain", "ASK {}", WRONG)],
    "bad_query_missing_form_type": [Case("POST", [], None, "query=ASK%20%7B%7D", WRONG)],
    "bad_query_missing_direct_type": [Case("POST", [], None, "ASK {}", WRONG)],
    "bad_query_non_utf8": [
        Case("POST", [], f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), WRONG)
    ],
    "bad_query_syntax": [Case("GET", [("query", "ASK {")], None, "", WRONG)],
    "bad_update_get": [Case("GET", [("update", "CLEAR ALL")], None, "", WRONG)],
    "bad_multiple_updates": [
        Case("POST", [], FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", WRONG)
    ],
    "bad_update_wrong_media_type": [Case("POST", [], "text/plain", "CLEAR NAMED", WRONG)],
    "bad_update_missing_form_type": [Case("POST", [], None, "update=CLEAR%20NAMED", WRONG)],
    "bad_update_non_utf8": [
        Case("POST", [], f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), WRONG)
    ],
    "bad_update_syntax": [Case("POST", [], FORM, "update=CLEAR%20XYZ", WRONG)],
    "bad_update_dataset_conflict": [
        Case(
            "POST",
            using("named-", "http://example/people"),
            UPDATE,
            "WITH <http://example/addresses> DELETE { ?p <http://e/name> 'Bill' } "
            "INSERT { ?p <http://e/name> 'William' } WHERE { ?p <http://e/name> 'Bill' }",
            WRONG,
        )
    ],
}


def fill(client: Any) -> None:
    data = f"DROP ALL ; INSERT DATA {{ {DOCUMENTS} }}"
    assert client.post("/sparql/", data={"update": data}).status_code == 204


@pytest.mark.parametrize("name", CASES)
def test_case(writable: Any, name: str) -> None:
    if name.startswith("query_") and "dataset" in name:
        fill(writable)
    for case in CASES[name]:
        headers = {"Content-Type": case.media} if case.media else {}
        path = "/sparql/" + (f"?{urlencode(case.fields, quote_via=quote)}" if case.fields else "")
        answer = writable.request(case.method, path, headers=headers, content=case.body)
        check(case, answer)


def check(case: Case, answer) -> None:
    if case.expected == WRONG:
        assert 400 <= answer.status_code < 500, answer.text
        return
    assert 200 <= answer.status_code < 300, answer.text
    kind = answer.headers.get("content-type", "")
    if case.expected == TRUE:
        assert kind == "application/sparql-results+json"
        assert json.loads(answer.text)["boolean"] is True
    elif case.expected == TABLE:
        assert len(json.loads(answer.text)["results"]["bindings"]) == 1
    elif case.expected == RDF:
        assert kind == "text/turtle; charset=utf-8"
    else:
        assert answer.content == b""


def test_every_case_is_there() -> None:
    assert len(CASES) == 34


def test_a_refused_update_changes_nothing(writable: Any) -> None:
    fill(writable)
    for name in ("bad_update_get", "bad_multiple_updates", "bad_update_non_utf8"):
        (case,) = CASES[name]
        headers = {"Content-Type": case.media} if case.media else {}
        writable.request(case.method, "/sparql/", headers=headers, content=case.body)
    answer = writable.get("/sparql", params={"query": "ASK { GRAPH ?g { ?s ?p ?o } }"})
    assert answer.json()["boolean"] is True
