"""Who is central, and who belongs together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from kg.analyze.network import Network
from kg.errors import GraphError
from kg.model import KnowledgeGraph

MEASURES = ("pagerank", "degree", "claims", "betweenness", "closeness")

_PIVOTS = 300
"""Nodes from which shortest paths are followed, where there are more: their mean is near enough."""
_FEWEST = 30
_WORK = 2_000_000
"""Nodes and edges walked over in all, in about five seconds; a large graph has fewer pivots."""
_DAMPING = 0.85
_PRECISE = 1e-10
_DIGITS = 6


class Standing(NamedTuple):
    """How central an actor is.

    Attributes:
        id: Of the actor.
        name: Its name.
        type: Its type.
        degree: Number of actors that it is joined to.
        claims: Number of open claims that join it to them.
        pagerank: Share of a random walk that is spent on it; all together 1.
        betweenness: Share of the shortest paths between others that lead through it.
        closeness: Near 1 if it is a step from all that it can reach, and these are many.
    """

    id: str
    name: str
    type: str
    degree: int
    claims: int
    pagerank: float
    betweenness: float
    closeness: float


class Community(NamedTuple):
    """Actors that are joined to each other more than to the rest.

    Attributes:
        community: Its number, from 1, the largest first.
        size: Number of actors.
        members: Names of the actors, the most central first.
        ids: Their ids, in the same order.
    """

    community: int
    size: int
    members: tuple[str, ...]
    ids: tuple[str, ...]


def central(knowledge: KnowledgeGraph, by: str = "pagerank") -> tuple[Standing, ...]:
    """Return all actors that are joined to another, the most central first.

    Args:
        knowledge: The graph.
        by: One of `MEASURES`.

    Raises:
        GraphError: There is no such measure.

    Source:
        L. C. Freeman, Centrality in social networks (1978); with pivots U. Brandes and C. Pich,
        Centrality estimation in large networks (2007).
    """
    if by not in MEASURES:
        raise GraphError(f"no measure {by!r}; there are {', '.join(MEASURES)}")
    network = Network(knowledge)
    graph, claims, ranks = network.graph, _claims(network), pagerank(network.graph)
    pivots = _pivots(graph)
    between = nx.betweenness_centrality(graph, k=pivots, seed=0)
    close = _closeness(graph, pivots)
    found = [
        Standing(
            id=entity.id,
            name=entity.name,
            type=entity.type,
            degree=graph.degree(at),
            claims=claims[entity.id],
            pagerank=round(ranks[at], _DIGITS),
            betweenness=round(between[at], _DIGITS),
            closeness=round(close(at), _DIGITS),
        )
        for at, entity in enumerate(network.entities.values())
        if graph.degree(at)
    ]
    return tuple(sorted(found, key=lambda one: (-getattr(one, by), one.id)))


def _claims(network: Network) -> dict[str, int]:
    counts = dict.fromkeys(network.entities, 0)
    for pair, claims in network.claims.items():
        for own in pair:
            counts[own] += len(claims)
    return counts


def _pivots(graph: Any) -> int:
    """Return from how many nodes shortest paths are followed: of a small graph from all.

    >>> _pivots(nx.path_graph(5)), _pivots(nx.empty_graph(5_000))
    (5, 300)
    """
    nodes = len(graph)
    size = nodes + int(graph.number_of_edges())
    return min(nodes, _PIVOTS, max(_FEWEST, _WORK // max(size, 1)))


def _closeness(graph: Any, pivots: int) -> Callable[[int], float]:
    """Return what tells the closeness of a node, by its distance to some nodes or to all."""
    if pivots == len(graph):
        exact = nx.closeness_centrality(graph)
        return lambda at: float(exact[at])
    step = len(graph) // pivots
    near = [nx.single_source_shortest_path_length(graph, at) for at in range(0, len(graph), step)]

    def estimate(at: int) -> float:
        steps = [one[at] for one in near if at in one]
        total = sum(steps)
        return len(steps) / total * len(steps) / len(near) if total else 0.0

    return estimate


def pagerank(graph: Any) -> list[float]:
    """Return the PageRank of each node 0..n-1 of a weighted graph, by power iteration.

    Source:
        L. Page, S. Brin, R. Motwani, T. Winograd, The PageRank Citation Ranking (1998).

    Example:
        >>> [round(rank, 3) for rank in pagerank(nx.star_graph(2))]
        [0.486, 0.257, 0.257]
    """
    size = len(graph)
    edges = [(a, b, data.get("weight", 1)) for a, b, data in graph.edges(data=True)]
    if not edges:
        return [1 / size] * size if size else []
    one, other, weight = (np.array(column) for column in zip(*edges, strict=True))
    source, target = np.concatenate([one, other]), np.concatenate([other, one])
    both = np.concatenate([weight, weight]).astype(float)
    out = np.bincount(source, both, size)
    share = both / out[source]
    ranks = np.full(size, 1 / size)
    while True:
        dangling = ranks[out == 0].sum() / size
        walked = np.bincount(target, share * ranks[source], size)
        new = (1 - _DAMPING) / size + _DAMPING * (walked + dangling)
        if np.abs(new - ranks).sum() < _PRECISE:
            return [float(rank) for rank in new]
        ranks = new


def communities(knowledge: KnowledgeGraph) -> tuple[Community, ...]:
    """Return the communities of the actors that are joined to another, the largest first.

    Source:
        V. D. Blondel et al., Fast unfolding of communities in large networks (2008), with one
        fixed order of the nodes.
    """
    network = Network(knowledge)
    ranks = pagerank(network.graph)
    found = []
    for number, members in enumerate(_parts(network), 1):
        ids = [network.ids[at] for at in sorted(members, key=lambda at: (-ranks[at], at))]
        names = tuple(map(network.name, ids))
        found.append(Community(number, len(ids), names, tuple(ids)))
    return tuple(found)


def _parts(network: Network) -> list[list[int]]:
    joined = network.graph.subgraph(at for at in network.graph if network.graph.degree(at))
    # A view walks its nodes in the order of a set; a graph made anew keeps that of the numbers.
    graph = nx.Graph()
    graph.add_nodes_from(sorted(joined))
    graph.add_weighted_edges_from(sorted(joined.edges(data="weight")))
    parts = nx.community.louvain_communities(graph, weight="weight", seed=0)
    return sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part[0]))


def columns(knowledge: KnowledgeGraph) -> Mapping[str, Mapping[str, float | int]]:
    """Return columns for exports, by the id of the actor: degree, pagerank and community.

    An actor that nothing joins to another is in no community.
    """
    network = Network(knowledge)
    if not network.entities:
        return {}
    community = {at: number for number, part in enumerate(_parts(network), 1) for at in part}
    ranks = pagerank(network.graph)
    return {
        own: {"degree": network.graph.degree(at), "pagerank": round(ranks[at], _DIGITS)}
        | ({"community": community[at]} if at in community else {})
        for at, own in enumerate(network.ids)
    }
