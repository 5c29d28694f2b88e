"""What people see: the page to ask from, a page for every thing, and the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg import iri
from kg.ontology import Ontology, Term, camel, load
from kg.serve import access
from kg.serve.lookup import Findings
from kg.serve.view import Words, thing

STATIC = Path(__file__).parent / "static"
FORMATS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""What a thing's page offers as data."""

_FIRST = "SELECT ?s ?p ?o\nWHERE { ?s ?p ?o }\nLIMIT 10"


def query_page(request: Request) -> Response:
    """Return the page to ask from, with the query of the address in it."""
    language = language_of(request)
    examples = [
        (example.question.get(language) or next(iter(example.question.values())), example.sparql)
        for example in access.backend_of(request).settings.examples
    ]
    text = request.query_params.get("query") or (examples[0][1] if examples else _FIRST)
    spoken = json.dumps(words()[language], ensure_ascii=False)
    return _page(request, "query", text=text, examples=examples, spoken=spoken, base=iri.BASE)


def thing_page(request: Request, node: str, found: Findings) -> Response:
    """Return the page of a thing."""
    language = language_of(request)
    prefixes = access.backend_of(request).settings.prefixes
    named = Words(language, found.labels, load(), prefixes, words()[language])
    return _page(request, "thing", thing=thing(node, found, named), formats=tuple(FORMATS))


def missing_page(request: Request, node: str) -> Response:
    """Say that there is no such thing."""
    return _page(request, "missing", status=404, iri=node)


def ontology_page(request: Request) -> Response:
    """Return the vocabulary: types, relations, modalities, qualifiers."""
    return _page(request, "ontology", parts=_parts(load(), language_of(request)))


def language_of(request: Request) -> str:
    """Return the language of the page: as the address says, else the reader's first that we have.

    Source:
        RFC 9110, HTTP Semantics, section 12.5.4, https://www.rfc-editor.org/rfc/rfc9110
    """
    wished = [request.query_params.get("lang", "")]
    wished += request.headers.get("accept-language", "").split(",")
    codes = [wish.partition(";")[0].strip().lower().partition("-")[0] for wish in wished]
    return next((code for code in codes if code in words()), next(iter(words())))


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the words of the pages: language code -> key -> text."""
    loaded: dict[str, dict[str, str]] = json.loads(
        (STATIC / "words.json").read_text(encoding="utf-8")
    )
    return loaded


def _page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    language = language_of(request)
    others = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    rest = urlencode(others) + "&" if others else ""
    html = (
        _templates()
        .get_template(f"{name}.html")
        .render(language=language, words=words()[language], languages=words(), rest=rest, **values)
    )
    return HTMLResponse(html, status, {"Content-Language": language})


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )


def _parts(ontology: Ontology, language: str) -> list[tuple[str, list[dict[str, str]]]]:
    qualifiers = {camel(key): term for key, term in ontology.qualifiers.items()}
    tables: dict[str, Mapping[str, Any]] = {
        "types": ontology.types,
        "relations": ontology.relations,
        "modalities": ontology.modalities,
        "qualifiers": qualifiers,
    }
    return [
        (words()[language][key], [_entry(name, term, language) for name, term in table.items()])
        for key, table in tables.items()
    ]


def _entry(name: str, term: Term, language: str) -> dict[str, str]:
    return {
        "id": name,
        "label": term.labels.get(language) or term.labels.get("en") or name,
        "comment": term.comments.get(language) or term.comments.get("en") or "",
    }
