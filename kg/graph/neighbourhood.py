"""The part of a store that tells of one or two actors, so that a large one need not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg import iri
from kg.graph import terms as t
from kg.graph.binding import actor
from kg.graph.interpret import interpret
from kg.model import KnowledgeGraph

_FOLLOWED = (iri.CLAIM, iri.EVIDENCE)
"""From what the links go on; an entity's edges would lead through the whole graph."""

_REACHED = (
    iri.ENTITY,
    iri.EVIDENCE,
    iri.ARTICLE,
    iri.RUN,
    t.PREFIXES["quote"],
    t.PREFIXES["span"],
)


def neighbourhood(
    filled: ox.Store, name: str, other: str | None = None
) -> tuple[KnowledgeGraph, tuple[str, ...]]:
    """Return the claims about an actor, or between two, with all that they point to.

    Args:
        filled: The graph.
        name: A name in any language and spelling known to the graph, or an id.
        other: A second one; then only claims that join both, in either direction.

    Returns:
        tuple: The part of the graph, and the ids of the actors named.

    Raises:
        GraphError: No entity has that name (near names are listed), or several have.
    """
    ends = [actor(filled, each) for each in (name, other) if each is not None]
    claims = set.intersection(*(set(_claims(filled, end)) for end in ends))
    ids = tuple(t.name_of(end, iri.ENTITY) for end in ends)
    return interpret(_closure(filled, [*claims, *ends])), ids


def _claims(filled: ox.Store, entity: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for predicate in (t.SUBJECT, t.OBJECT):
        for quad in filled.quads_for_pattern(None, predicate, entity, ox.DefaultGraph()):
            node = quad.subject
            if isinstance(node, ox.NamedNode) and node.value.startswith(iri.CLAIM):
                yield node


def _closure(filled: ox.Store, nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
    waiting = list(nodes)
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        goes_on = node.value.startswith(_FOLLOWED)
        for quad in filled.quads_for_pattern(node, None, None, ox.DefaultGraph()):
            yield quad
            target = quad.object
            if not (goes_on and isinstance(target, ox.NamedNode)):
                continue
            if target not in seen and target.value.startswith(_REACHED):
                seen.add(target)
                waiting.append(target)
