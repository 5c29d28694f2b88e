"""A whole store against the shapes by SPARQL, and what SHACL has no words for.

The verdicts are those of pySHACL on shapes.ttl and on the relations' domains and ranges, in a
fraction of its time and without the graph in Python's memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.graph import terms as t
from kg.graph.files import store
from kg.graph.findings import Finding, Report, report
from kg.graph.query import query
from kg.graph.saved import SavedQuery, saved_queries
from kg.graph.shacl import Check, compile_shapes
from kg.graph.shapes import Shapes
from kg.ontology import Ontology, load


def audit(quads: Iterable[ox.Quad], ontology: Ontology | None = None) -> Report:
    """Return what in the default graph breaks the shapes, and what hangs in the air.

    Args:
        quads: A store, or quads of `build`.
        ontology: Says what each relation can join; that of the package by default.

    Source:
        SHACL, https://www.w3.org/TR/shacl/

    Example:
        >>> nameless = ox.Quad(t.term("entity:x"), t.TYPE, t.term("kg:Company"))
        >>> [finding.path for finding in audit([nameless]).findings]
        ['skos:prefLabel']
    """
    filled = store(quads)
    return report([*by_shapes(filled, ontology), *by_sense(filled, ontology)])


def by_shapes(filled: ox.Store, ontology: Ontology | None = None) -> Iterator[Finding]:
    """Yield what breaks the shapes, as a processor of SHACL would find it."""
    for check in _checks() if ontology is None else compile_shapes(Shapes(ontology)):
        for row in query(filled, check.sparql).rows:
            node, value = (*row, None)[:2]
            yield Finding(check.severity, _short(node), check.path, _short(value), check.messages)


def by_sense(filled: ox.Store, ontology: Ontology | None = None) -> Iterator[Finding]:
    """Yield what the queries under `ontologies/checks/` find: what no shape can say.

    Evidence without a claim, IRIs of which nothing is said, quotations that are not in the text,
    edges without a claim that carries them, and claims without their edge.
    """
    relations = [ox.NamedNode(iri.ONTOLOGY + name) for name in (ontology or load()).relations]
    for check in saved_queries("checks").values():
        # Bound to one relation at a time the engine can look edges up; else it walks the store.
        for relation in relations if check.parameters else [None]:
            yield from _senseless(filled, check, relation)


def _senseless(
    filled: ox.Store, check: SavedQuery, relation: ox.NamedNode | None
) -> Iterator[Finding]:
    bound = {} if relation is None else {check.parameters[0].name: relation}
    answer = query(filled, check.sparql, bound)
    for row in answer.rows:
        cells = {name: _short(cell) for name, cell in zip(answer.columns, row, strict=True)}
        where = cells["node"], cells.get("path", ""), cells.get("value", "")
        yield Finding("Violation", *where, check.question)


@cache
def _checks() -> tuple[Check, ...]:
    return tuple(compile_shapes(Shapes(load())))


def _short(cell: t.Object | bool | None) -> str:
    """Return a node as pySHACL's findings show it: short, and `""` for none or a blank one."""
    if cell is None or isinstance(cell, (bool, ox.BlankNode)):
        return ""
    return t.shorten(t.compact(cell))
