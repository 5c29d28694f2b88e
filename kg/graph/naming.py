"""Terms in an answer -> the names that a reader knows them by, in a language of choice."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.graph import terms as t
from kg.graph.query import Result
from kg.graph.shapes import parsed

Cell = t.Object | bool | None


def named(store: ox.Store, answer: Result, language: str = "en") -> Result:
    """Return an answer with names in place of the IRIs of entities, articles and the ontology.

    Args:
        store: The graph that was asked.
        answer: To a query.
        language: Of the names; where there is none in it, the English one stands.

    Example:
        >>> filled = ox.Store()
        >>> filled.add(ox.Quad(t.term("entity:meta"), t.PREF_LABEL, t.text("ميتا", "ar")))
        >>> found = Result("select", ("who",), ((t.term("entity:meta"),),))
        >>> named(filled, found, "ar").rows[0][0].value
        'ميتا'
    """
    known: dict[Cell, Cell] = {}
    for row in answer.rows:
        for cell in row:
            if cell not in known:
                known[cell] = _name(store, cell, language)
    rows = tuple(tuple(known[cell] for cell in row) for row in answer.rows)
    return Result(answer.kind, answer.columns, rows)


def _name(store: ox.Store, cell: Cell, language: str) -> Cell:
    if not isinstance(cell, ox.NamedNode):
        return cell
    if cell.value.startswith(iri.ONTOLOGY):
        return _word(cell, language)
    predicate = t.HEADLINE if cell.value.startswith(iri.ARTICLE) else t.PREF_LABEL
    labels = {
        quad.object.language: quad.object
        for quad in store.quads_for_pattern(cell, predicate, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    }
    found = labels.get(language) or labels.get("en")
    return found or (min(labels.values(), key=str) if labels else cell)


@cache
def _words() -> dict[str, dict[str, str]]:
    """Return the labels of the ontology's terms: IRI -> language -> label."""
    labels: dict[str, dict[str, str]] = {}
    for quad in parsed("actors.ttl"):
        if quad.predicate == t.LABEL and isinstance(quad.subject, ox.NamedNode):
            label = quad.object
            if isinstance(label, ox.Literal) and label.language:
                labels.setdefault(quad.subject.value, {})[label.language] = label.value
    return labels


def _word(node: ox.NamedNode, language: str) -> Cell:
    """Return the label of a relation, an entity type, a modality or another term."""
    labels = _words().get(node.value, {})
    found = language if language in labels else "en"
    return t.text(labels[found], found) if found in labels else node
