"""The part of a graph that matters most, for a page of a bounded size. Pure."""

from __future__ import annotations

from dataclasses import replace

from kg.model import KnowledgeGraph


def most_important(graph: KnowledgeGraph, most: int) -> KnowledgeGraph:
    """Return `graph` with the `most` actors about whom most is claimed, and the claims among them.

    Their order stays, articles too; a claim is attributed to nobody if its source has gone.

    Example:
        >>> most_important(KnowledgeGraph((), (), ()), 10).entities
        ()
    """
    if len(graph.entities) <= most:
        return graph
    counts = {entity.id: 0 for entity in graph.entities}
    for claim in graph.claims:
        for end in (claim.subject, claim.object):
            if end is not None:
                counts[end] += 1
    # `sorted` is stable: of equals the one that is listed first.
    kept = set(sorted(counts, key=lambda entity: -counts[entity])[:most])
    return replace(
        graph,
        entities=tuple(entity for entity in graph.entities if entity.id in kept),
        claims=tuple(
            replace(
                claim, attributed_to=claim.attributed_to if claim.attributed_to in kept else None
            )
            for claim in graph.claims
            if claim.subject in kept and (claim.object is None or claim.object in kept)
        ),
    )
