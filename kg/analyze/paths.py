"""What joins two actors: the shortest path between them, with the sentences along it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import networkx as nx

from kg.analyze.network import Network, ends
from kg.errors import GraphError
from kg.model import KnowledgeGraph

_SHORT = 1_000
"""An edge more counts as so many times the difference between weak and strong edges."""


class Step(NamedTuple):
    """A claim on the path.

    Attributes:
        step: Number of the edge, from 1; several claims can stand for one.
        who: Name of its subject.
        relation: Property of the ontology.
        whom: Name of its object.
        modality: How the article puts it.
        quote: The sentence.
        source: Where the article was read from.
        claim: Id of the claim.
    """

    step: int
    who: str
    relation: str
    whom: str
    modality: str
    quote: str
    source: str
    claim: str


def path(knowledge: KnowledgeGraph, one: str, other: str) -> tuple[Step, ...]:
    """Return the claims along the shortest path between two actors.

    Of several shortest paths it is the one that most articles tell of.

    Args:
        knowledge: The graph.
        one: Id of the actor where it begins.
        other: Id of the one where it ends.

    Raises:
        GraphError: No path joins them.

    Source:
        E. W. Dijkstra, A note on two problems in connexion with graphs (1959).
    """
    network = Network(knowledge)
    number = {own: at for at, own in enumerate(network.ids)}
    try:
        nodes = nx.dijkstra_path(
            network.graph,
            number[one],
            number[other],
            weight=lambda _a, _b, edge: 1 + 1 / (_SHORT * edge["weight"]),
        )
    except nx.NetworkXNoPath as error:
        names = f"{network.name(one)} and {network.name(other)}"
        raise GraphError(f"no path of claims joins {names}") from error
    found = []
    for step, pair in enumerate(pairwise(nodes), 1):
        for claim in network.claims[ends(*(network.ids[at] for at in pair))]:
            found.append(
                Step(
                    step=step,
                    who=network.name(claim.subject),
                    relation=claim.relation,
                    whom=network.name(str(claim.object)),
                    modality=claim.modality.value,
                    quote=network.quote(claim),
                    source=network.source(claim),
                    claim=claim.id,
                )
            )
    return tuple(found)
