"""Communities of a large graph, each a disc of its own: graph -> places and groups. Pure.

A browser draws some hundred nodes with ease and tens of thousands not at all, and nobody reads
them; so the page starts with these groups and opens them on demand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.page.layout import place
from kg.page.spring import Edge, Point, spring

FROM = 1500
"""Graphs of more nodes than this are shown by communities."""
MOST = 90
"""So many communities at most are told apart; the smaller ones are put together."""
FILL = 300
"""Nodes of a group that is made of small communities."""
DISC = 60.0
"""Radius of the disc of one node, in pixels at zoom 1; that of n nodes is sqrt(n) times as long."""
APART = 1.25
SEED = 1


@dataclass(frozen=True, slots=True)
class Community:
    """A group of nodes, the best connected first, inside a disc round (x, y)."""

    nodes: list[int]
    x: int
    y: int
    radius: int


def lay_out(count: int, edges: Sequence[Edge]) -> tuple[list[tuple[int, int]], list[Community]]:
    """Return a place for each node, and the communities, the largest first.

    Source:
        Blondel et al. (2008), "Fast unfolding of communities in large networks".

    Example:
        >>> points, found = lay_out(4, [(0, 1), (2, 3)])
        >>> len(points), sorted(node for one in found for node in one.nodes)
        (4, [0, 1, 2, 3])
    """
    groups = find(count, edges)
    of = [0] * count
    for number, nodes in enumerate(groups):
        for node in nodes:
            of[node] = number
    inside: list[list[Edge]] = [[] for _ in groups]
    between: dict[Edge, int] = {}
    for a, b in edges:
        if of[a] == of[b]:
            inside[of[a]].append((a, b))
        else:
            pair = (min(of[a], of[b]), max(of[a], of[b]))
            between[pair] = between.get(pair, 0) + 1
    radii = [DISC * math.sqrt(len(nodes)) + DISC for nodes in groups]
    centres = _discs(radii, sorted(between))
    points = [(0, 0)] * count
    for nodes, pairs, radius, centre in zip(groups, inside, radii, centres, strict=True):
        for node, point in zip(nodes, _within(nodes, pairs, radius, centre), strict=True):
            points[node] = point
    made = [
        Community(nodes, round(x), round(y), round(radius))
        for nodes, radius, (x, y) in zip(groups, radii, centres, strict=True)
    ]
    return points, made


def find(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    """Return the communities, the largest first, in each the best connected node first."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    degree = [0] * count
    for a, b in edges:
        graph.add_edge(a, b)
        degree[a] += 1
        degree[b] += 1
    # Not asked of Louvain, to which every unconnected node is a round of work.
    joined = graph.subgraph([node for node in range(count) if degree[node]])
    found = nx.community.louvain_communities(joined, seed=SEED, threshold=1e-4)
    parts = [sorted(part, key=lambda node: (-degree[node], node)) for part in found]
    parts += [[node] for node in range(count) if not degree[node]]
    return _filled(sorted(parts, key=lambda part: (-len(part), part[0])))


def _filled(parts: list[list[int]]) -> list[list[int]]:
    """Return the largest as they are, and the small ones put together."""
    large = [part for part in parts[:MOST] if len(part) >= FILL // 10]
    groups = [list(part) for part in large]
    filling: list[int] = []
    for part in parts[len(large) :]:
        filling += part
        if len(filling) >= FILL:
            groups.append(filling)
            filling = []
    return [*groups, filling] if filling else groups


def _within(
    nodes: list[int], pairs: list[Edge], radius: float, centre: Point
) -> list[tuple[int, int]]:
    """Return places of the nodes of a community inside its disc."""
    position = {node: place for place, node in enumerate(nodes)}
    points = place(len(nodes), [(position[a], position[b]) for a, b in pairs])
    reach = max(1.0, *(math.hypot(x, y) for x, y in points))
    # Squeezed towards the rim by the root, the crowded middle of a drawing gets more room.
    scaled = []
    for x, y in points:
        share = math.hypot(x, y) / reach
        factor = 0.92 * radius / reach / math.sqrt(max(share, 0.02))
        scaled.append((round(centre[0] + x * factor), round(centre[1] + y * factor)))
    return scaled


def _discs(radii: list[float], pairs: list[Edge]) -> list[Point]:
    """Return centres of discs so that none covers another and linked ones are near."""
    import numpy as np

    size = len(radii)
    if size < 2:
        return [(0.0, 0.0)] * size
    star = [(0, other) for other in range(1, size)]  # so that it is connected
    start = spring(size, sorted({*pairs, *star}))
    span = max(max(abs(x), abs(y)) for x, y in start)
    whole = math.sqrt(sum(r * r for r in radii))
    x, y = (np.array([point[axis] for point in start]) * whole / span for axis in (0, 1))
    least = (np.array(radii)[:, None] + np.array(radii)[None, :]) * APART
    np.fill_diagonal(least, 0.0)
    for _ in range(300):
        dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
        gap = np.sqrt(dx * dx + dy * dy)
        over = np.maximum(least - gap, 0.0) / np.maximum(gap, 1e-6)
        if not over.any():
            break
        x, y = x + 0.3 * (dx * over).sum(axis=0), y + 0.3 * (dy * over).sum(axis=0)
    return list(zip(x.tolist(), y.tolist(), strict=True))
