"""What the shape of a graph tells, asked by names of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg import analyze, graph
from kg.errors import GraphError
from kg.pipeline.graph import Graph

QUESTIONS = {
    "central": (0, 0),
    "communities": (0, 0),
    "path": (2, 2),
    "common-investors": (2, None),
    "timeline": (1, 1),
}
"""Question -> how many actors it is about, at least and at most."""


def answer(given: Graph, question: str, actors: Sequence[str], by: str) -> Sequence[Any]:
    """Return the rows (NamedTuples) of a question.

    Args:
        given: The graph.
        question: One of `QUESTIONS`.
        actors: Names or ids.
        by: The measure of who is central.

    Raises:
        GraphError: There is no such actor, or it is about another number of them.
    """
    least, most = QUESTIONS[question]
    if len(actors) < least or (most is not None and len(actors) > most):
        wanted = f"{least} or more actors" if most is None else f"{most} actors" if most else "none"
        raise GraphError(f"{question} is about {wanted}, not {len(actors)}")
    known = given.knowledge
    ids = [graph.resolve(known, name).id for name in actors]
    if question == "central":
        return analyze.central(known, by)
    if question == "communities":
        return analyze.communities(known)
    if question == "path":
        return analyze.path(known, *ids)
    if question == "timeline":
        return analyze.timeline(known, *ids)
    return analyze.common_investors(known, ids)


def columns(given: Graph) -> Mapping[str, Mapping[str, float | int]]:
    """Return what is known of each actor by the shape of the graph: degree, pagerank, community."""
    return analyze.columns(given.knowledge)
