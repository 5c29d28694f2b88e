"""Quads by graph -> compact JSON-LD, one node a line, keyed by the terms of context.jsonld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import ExportError, OntologyError
from kg.graph import terms as t
from kg.iri import ONTOLOGY
from kg.ontology import directory

Json = str | int | list["Json"] | dict[str, "Json"]

_EXACT_INTEGERS = 2**53
"""Above it JSON readers that know only doubles lose digits."""


class Key(NamedTuple):
    """How a property is written: its key, and what the context says of bare values under it."""

    key: str
    coercion: str | None
    by_language: bool


def to_jsonld(graphs: dict[str, list[ox.Quad]]) -> str:
    """Return the quads as JSON-LD with its context embedded; nothing has to be fetched.

    Args:
        graphs: IRI of a graph -> its quads, grouped by subject; the default graph is `""`.
            Their order is kept.

    Raises:
        ExportError: A term that JSON-LD 1.1 cannot hold.

    Source:
        JSON-LD 1.1, https://www.w3.org/TR/json-ld11/

    Example:
        >>> quad = ox.Quad(t.term("entity:meta"), t.TYPE, t.term("kg:Company"))
        >>> print(to_jsonld({"": [quad]}).splitlines()[-2])
        {"id": "entity:meta", "type": "Company"}
    """
    context = json.dumps(_context(), ensure_ascii=False, indent=1)
    parts = []
    for name, quads in graphs.items():
        nodes = ",\n".join(_nodes(quads))
        if name:
            short = json.dumps(_unmistakable(t.shorten(name), name), ensure_ascii=False)
            nodes = f'{{"id": {short}, "@graph": [\n{nodes}\n]}}'
        parts.append(nodes)
    body = ",\n".join(parts)
    return f'{{"@context": {context},\n"@graph": [\n{body}\n]}}\n'


def _nodes(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        block: dict[str, Json] = {"id": _iri(subject)}
        for quad in group:
            _add(block, quad.predicate, quad.object)
        yield json.dumps(block, ensure_ascii=False)


def _add(block: dict[str, Json], predicate: ox.NamedNode, target: t.Object) -> None:
    if predicate == t.TYPE and isinstance(target, ox.NamedNode):
        _append(block, "type", _vocab(target.value))
        return
    key = _key(predicate.value)
    if not isinstance(target, ox.Literal):
        _append(block, key.key, _reference(target, key.coercion))
    elif not key.by_language:
        _append(block, key.key, _value(target, key.coercion))
    elif target.language:
        texts = block.setdefault(key.key, {})
        assert isinstance(texts, dict)
        _append(texts, target.language, target.value)
    else:
        _append(block, t.shorten(predicate.value), _value(target, None))


def _append(block: dict[str, Json], key: str, value: Json) -> None:
    present = block.get(key)
    if present is None:
        block[key] = value
    elif isinstance(present, list):
        present.append(value)
    else:
        block[key] = [present, value]


def _reference(node: ox.NamedNode | ox.BlankNode | ox.Triple, coercion: str | None) -> Json:
    if coercion == "@vocab" and isinstance(node, ox.NamedNode):
        return _vocab(node.value)
    return _iri(node) if coercion == "@id" else {"@id": _iri(node)}


def _value(node: ox.Literal, coercion: str | None) -> Json:
    if node.language:
        return {"@value": node.value, "@language": node.language}
    if node.datatype == t.STRING:
        return {"@value": node.value} if coercion else node.value
    if node.datatype == t.INTEGER and coercion is None and _is_plain(node.value):
        return int(node.value)
    datatype = t.shorten(node.datatype.value)
    return node.value if coercion == datatype else {"@value": node.value, "@type": datatype}


def _is_plain(digits: str) -> bool:
    number = int(digits)
    return abs(number) < _EXACT_INTEGERS and str(number) == digits


def _iri(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    if isinstance(node, ox.BlankNode):
        return str(node)
    if isinstance(node, ox.Triple):
        raise ExportError(f"JSON-LD cannot hold the triple term {node}; write .nq or .ttl instead")
    return _unmistakable(t.shorten(node.value), node.value)


def _unmistakable(short: str, iri: str) -> str:
    if short == iri and iri.partition(":")[0] in t.PREFIXES:
        raise ExportError(f"JSON-LD would read <{iri}> as a prefixed name; write .nq or .ttl")
    return short


@cache
def _vocab(iri: str) -> str:
    """Return an IRI where the context takes terms: the term, the local name, or a short IRI."""
    if iri in _terms():
        return _terms()[iri].key
    local = iri.removeprefix(ONTOLOGY)
    if local != iri and local.isidentifier() and local not in _context():
        return local
    return _unmistakable(t.shorten(iri), iri)


@cache
def _key(iri: str) -> Key:
    return _terms().get(iri) or Key(_vocab(iri), None, by_language=False)


@cache
def _terms() -> dict[str, Key]:
    """Return IRI -> how it is written, of every term that the context defines."""
    terms = {}
    for key, definition in _context().items():
        fields = {"@id": definition} if isinstance(definition, str) else definition
        if key.startswith("@") or key in t.PREFIXES or not isinstance(fields, dict):
            continue
        name = str(fields["@id"])
        if ":" in name:
            coercion = fields.get("@type")
            by_language = fields.get("@container") == "@language"
            terms[t.term(name).value] = Key(key, coercion, by_language)
    return terms


@cache
def _context() -> dict[str, str | float | dict[str, str]]:
    path = directory() / "context.jsonld"
    try:
        context: dict[str, str | float | dict[str, str]]
        context = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise OntologyError(f"{path}: holds no JSON-LD context: {error}") from error
    return context
