"""Where the nodes stand: graph -> coordinates. Pure, and the same on every machine."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.page.spring import ROOMY, Edge, Point, spring

SPACING = 165.0
"""Wanted length of an edge, in pixels at zoom 1: room for the relation's label."""
TIGHTEST = 0.55
"""The part of it that is left in large graphs, whose labels show when they are enlarged."""
STRETCH = 1.25
"""Labels are wide and screens too, so the drawing is stretched sideways."""


def place(count: int, edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """Return a whole-pixel position for each of `count` nodes.

    Each connected part is laid out by itself, then the parts are set in rows, the largest first.

    Example:
        >>> place(3, [(0, 1)])
        [(-103, -50), (103, -50), (0, 50)]
        >>> place(0, [])
        []
    """
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        if a != b:
            neighbours[a].append(b)
            neighbours[b].append(a)
    parts = _parts(neighbours)
    unit = SPACING * max(TIGHTEST, math.sqrt(ROOMY / max(count, ROOMY)))
    points: list[tuple[int, int]] = [(0, 0)] * count
    for part, positions in zip(parts, _pack([_draw(p, neighbours) for p in parts]), strict=True):
        for node, (x, y) in zip(part, positions, strict=True):
            points[node] = (round(x * unit * STRETCH), round(y * unit))
    return points


def _parts(neighbours: list[list[int]]) -> list[list[int]]:
    """Return the connected parts, largest first; in each the nodes outwards from its hub."""
    seen = [False] * len(neighbours)
    parts = []
    for hub in sorted(range(len(neighbours)), key=lambda node: -len(neighbours[node])):
        if seen[hub]:
            continue
        seen[hub] = True
        part = [hub]
        for node in part:  # grows while it is walked: breadth first
            for other in neighbours[node]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=lambda part: -len(part))


def _draw(part: list[int], neighbours: list[list[int]]) -> list[Point]:
    """Return positions of the nodes of one part, in its order; an edge is about 1 long."""
    if len(part) == 1:
        return [(0.0, 0.0)]
    if len(part) == 2:
        return [(-0.5, 0.0), (0.5, 0.0)]
    place_of = {node: place for place, node in enumerate(part)}
    pairs = sorted(
        {
            (place_of[node], place_of[other])
            for node in part
            for other in neighbours[node]
            if place_of[node] < place_of[other]
        }
    )
    if len(pairs) == len(part) - 1 == sum(a == 0 for a, _ in pairs) and len(part) < 9:
        return _star(len(part))
    return spring(len(part), pairs)


def _star(size: int) -> list[Point]:
    """Return a hub and its neighbours in a circle around it."""
    turn = 2 * math.pi / (size - 1)
    return [(0.0, 0.0), *((math.cos(turn * i), math.sin(turn * i)) for i in range(size - 1))]


def _pack(parts: list[list[Point]]) -> list[list[Point]]:
    """Return the parts shifted so that none covers another: rows, each centred."""
    sizes = [
        (
            max(x for x, _ in part) - min(x for x, _ in part) + 1.0,
            max(y for _, y in part) - min(y for _, y in part) + 0.6,
        )
        for part in parts
    ]
    area = sum(width * height for width, height in sizes)
    limit = max([math.sqrt(area), *(width for width, _ in sizes)])
    rows = _rows(sizes, limit)
    top = -sum(max(sizes[i][1] for i in row) for row in rows) / 2
    moved: list[list[Point]] = []
    for row in rows:
        left = -sum(sizes[i][0] for i in row) / 2
        height = max(sizes[i][1] for i in row)
        for i in row:
            middle = (left + sizes[i][0] / 2, top + height / 2)
            moved.append(_centred(parts[i], middle))
            left += sizes[i][0]
        top += height
    return moved


def _rows(sizes: list[Point], limit: float) -> list[list[int]]:
    """Return indexes of boxes, broken into rows no wider than `limit`."""
    rows: list[list[int]] = []
    used = limit
    for i, (width, _) in enumerate(sizes):
        if used + width > limit or (i == 1 and used > limit / 2):
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += width
    return rows


def _centred(points: list[Point], middle: Point) -> list[Point]:
    """Return `points` moved so that the box around them has its centre in `middle`."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    shift_x = middle[0] - (max(xs) + min(xs)) / 2
    shift_y = middle[1] - (max(ys) + min(ys)) / 2
    return [(x + shift_x, y + shift_y) for x, y in points]
