"""Claims as reifiers of triple terms (RDF 1.2), and back to the reification of RDF 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph import terms as t

REIFIES = t.term("rdf:reifies")
_STATEMENT = t.term("rdf:Statement")
_PARTS = (t.SUBJECT, t.PREDICATE, t.OBJECT)


def to_rdf12(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the quads with `claim rdf:reifies <<( subject relation object )>>` for each claim.

    The triple term takes the place of the claim's rdf:subject, rdf:predicate and rdf:object; all
    else that is said of the claim stays. A claim without an object, which has no triple to name,
    stays as it is.

    Args:
        quads: Of `build`, or a store.

    Source:
        RDF 1.2 Concepts, section "Triple Terms and Reification",
        https://www.w3.org/TR/rdf12-concepts/

    Example:
        >>> parts = zip(_PARTS, map(t.term, ("entity:a", "kg:uses", "entity:b")), strict=True)
        >>> one = [ox.Quad(t.term("claim:1"), part, value) for part, value in parts]
        >>> one.append(ox.Quad(t.term("claim:1"), t.TYPE, t.term("rdf:Statement")))
        >>> [str(quad.object.predicate) for quad in to_rdf12(one)]
        ['<https://w3id.org/ai-industry-kg/ontology#uses>']
        >>> set(from_rdf12(to_rdf12(one))) == set(one)
        True
    """
    waiting: dict[tuple[object, object], list[ox.Quad]] = {}
    for quad in quads:
        if quad.predicate in _PARTS or _is_statement(quad):
            waiting.setdefault((quad.subject, quad.graph_name), []).append(quad)
        else:
            yield quad
    for said in waiting.values():
        yield from _reifier(said)


def from_rdf12(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the quads with RDF 1.1 reification for each reifier, the inverse of `to_rdf12`."""
    for quad in quads:
        term = quad.object
        if quad.predicate == REIFIES and isinstance(term, ox.Triple):
            subject, graph = quad.subject, quad.graph_name
            yield ox.Quad(subject, t.TYPE, _STATEMENT, graph)
            for part, value in zip(_PARTS, term, strict=True):
                yield ox.Quad(subject, part, value, graph)
        else:
            yield quad


def _reifier(said: list[ox.Quad]) -> Iterator[ox.Quad]:
    ends = {quad.predicate: quad.object for quad in said}
    subject, predicate, target = (ends.get(part) for part in _PARTS)
    # Only what comes back the same: one subject, predicate and object, and a type that says so.
    one_of_each = len(said) == len(ends) == len(_PARTS) + 1
    if (
        one_of_each
        and isinstance(subject, ox.NamedNode | ox.BlankNode)
        and isinstance(predicate, ox.NamedNode)
        and target is not None
    ):
        term = ox.Triple(subject, predicate, target)
        yield ox.Quad(said[0].subject, REIFIES, term, said[0].graph_name)
    else:
        yield from said


def _is_statement(quad: ox.Quad) -> bool:
    return quad.predicate == t.TYPE and quad.object == _STATEMENT
