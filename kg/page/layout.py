"""Where the nodes stand: graph -> coordinates. Pure, and the same on every machine.

No step of it depends on the clock, on a random seed or on the order in which a processor happens
to add numbers up: sums run over the first axis, which NumPy adds row by row, and there is no
matrix product, whose rounding is the BLAS library's own affair.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Axis = NDArray[np.float64]

Edge = tuple[int, int]
Point = tuple[float, float]

SPACING = 165.0
"""Wanted length of an edge, in pixels at zoom 1: room for the relation's label."""
STRETCH = 1.25
"""Labels are wide and screens too, so the drawing is stretched sideways."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
EXACT = 400
"""Up to so many nodes every pair repels; beyond, a node is repelled by cells of a grid."""
CELLS = 22
RELAXATIONS = 60


def place(count: int, edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """Return a whole-pixel position for each of `count` nodes.

    Each connected part is laid out by itself, then the parts are set in rows, the largest first.

    Source:
        Fruchterman and Reingold (1991), "Graph Drawing by Force-directed Placement".

    Example:
        >>> place(3, [(0, 1)])
        [(-103, -82), (103, -82), (0, 82)]
        >>> place(0, [])
        []
    """
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        if a != b:
            neighbours[a].append(b)
            neighbours[b].append(a)
    parts = _parts(neighbours)
    drawn = [_draw(part, neighbours) for part in parts]
    points: list[tuple[int, int]] = [(0, 0)] * count
    for part, positions in zip(parts, _pack(drawn), strict=True):
        for node, (x, y) in zip(part, positions, strict=True):
            points[node] = (round(x), round(y))
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
    """Return positions of the nodes of one part, in its order, around the origin."""
    if len(part) == 1:
        return [(0.0, 0.0)]
    if len(part) == 2:
        return [(-SPACING * STRETCH / 2, 0.0), (SPACING * STRETCH / 2, 0.0)]
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
    return _spring(len(part), pairs)


def _star(size: int) -> list[Point]:
    """Return a hub and its neighbours in a circle around it."""
    turn = 2 * math.pi / (size - 1)
    around = [
        (SPACING * STRETCH * math.cos(turn * i), SPACING * math.sin(turn * i))
        for i in range(size - 1)
    ]
    return [(0.0, 0.0), *around]


def _spring(size: int, pairs: list[Edge]) -> list[Point]:
    """Return positions in which edges pull and nodes push, cooling step by step."""
    import numpy as np

    x, y = _spiral(size)
    first, second = np.array(pairs).T
    # Edges of a hub are allowed to be longer, or its neighbours would lie on one another.
    degree = np.bincount(np.concatenate((first, second)), minlength=size).astype(np.float64)
    slack = 1 / np.sqrt(np.maximum(1.0, np.minimum(degree[first], degree[second])))
    repel = _repel_pairs if size <= EXACT else _repel_cells
    steps = 100 if size <= EXACT else 50
    for step in range(steps):
        push_x, push_y = repel(x, y)
        dx, dy = x[first] - x[second], y[first] - y[second]
        pull = np.sqrt(dx * dx + dy * dy) * slack
        push_x += _pulled(first, second, dx * pull, size) - 0.02 * x
        push_y += _pulled(first, second, dy * pull, size) - 0.02 * y
        length = np.sqrt(push_x * push_x + push_y * push_y)
        heat = 0.12 * math.sqrt(size) * (1 - step / steps)
        scale = np.minimum(1.0, heat / np.maximum(length, 1e-9))
        x, y = x + push_x * scale, y + push_y * scale
    if size <= EXACT:
        x, y = _relax(x, y, _hops(size, pairs))
    return [
        (SPACING * STRETCH * a, SPACING * b) for a, b in zip(x.tolist(), y.tolist(), strict=True)
    ]


def _hops(size: int, pairs: list[Edge]) -> Axis:
    """Return how many edges apart every two nodes are (size, size)."""
    import numpy as np

    neighbours: list[list[int]] = [[] for _ in range(size)]
    for a, b in pairs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    hops = np.zeros((size, size))
    for start in range(size):
        row = [-1] * size
        row[start] = 0
        queue = [start]
        for node in queue:  # grows while it is walked: breadth first
            for other in neighbours[node]:
                if row[other] < 0:
                    row[other] = row[node] + 1
                    queue.append(other)
        hops[start] = row
    return hops


def _relax(x: Axis, y: Axis, hops: Axis) -> tuple[Axis, Axis]:
    """Return positions whose distances come nearest to `hops`, near ones counting most.

    Source:
        Gansner, Koren and North (2005), "Graph Drawing by Stress Majorization", section 2.
    """
    import numpy as np

    apart = np.maximum(hops, 1.0)
    weight = 1 / (apart * apart)
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=0)
    for _ in range(RELAXATIONS):
        dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
        ratio = hops / np.maximum(np.sqrt(dx * dx + dy * dy), 1e-6)
        x = (weight * (x[:, None] + dx * ratio)).sum(axis=0) / total
        y = (weight * (y[:, None] + dy * ratio)).sum(axis=0) / total
    return x, y


def _spiral(size: int) -> tuple[Axis, Axis]:
    """Return a sunflower of `size` points: even, and no two at one place."""
    import numpy as np

    # Rounded, because the last bit of a sine is up to the C library.
    radius = [0.6 * math.sqrt(i) for i in range(size)]
    x = [round(r * math.cos(i * GOLDEN_ANGLE), 9) for i, r in enumerate(radius)]
    y = [round(r * math.sin(i * GOLDEN_ANGLE), 9) for i, r in enumerate(radius)]
    return np.array(x), np.array(y)


def _pulled(first: NDArray[np.intp], second: NDArray[np.intp], force: Axis, size: int) -> Axis:
    """Return the pull of all edges on each node, along one axis (size,)."""
    import numpy as np

    # The stubs of NumPy do not know that weights make the counts floating-point.
    forth: Any = np.bincount(second, weights=force, minlength=size)
    back: Any = np.bincount(first, weights=force, minlength=size)
    pulled: Axis = forth - back
    return pulled


def _repel_pairs(x: Axis, y: Axis) -> tuple[Axis, Axis]:
    """Return the push of every node on every node; O(n^2)."""
    import numpy as np

    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
    force = 1 / np.maximum(dx * dx + dy * dy, 1e-4)
    return (dx * force).sum(axis=0), (dy * force).sum(axis=0)


def _repel_cells(x: Axis, y: Axis) -> tuple[Axis, Axis]:
    """Return the push of the centre of each filled cell of a grid on every node; O(n * cells)."""
    import numpy as np

    span = max(float(np.ptp(x)), float(np.ptp(y)), 1e-9) * 1.0001
    column = ((x - x.min()) / span * CELLS).astype(np.intp)
    row = ((y - y.min()) / span * CELLS).astype(np.intp)
    _, cell = np.unique(row * CELLS + column, return_inverse=True)
    mass = np.bincount(cell)
    centre_x, centre_y = np.bincount(cell, x) / mass, np.bincount(cell, y) / mass
    dx, dy = x[None, :] - centre_x[:, None], y[None, :] - centre_y[:, None]
    force = mass[:, None] / np.maximum(dx * dx + dy * dy, 0.05)
    return (dx * force).sum(axis=0), (dy * force).sum(axis=0)


def _pack(parts: list[list[Point]]) -> list[list[Point]]:
    """Return the parts shifted so that none covers another: rows, each centred."""
    margin = SPACING
    sizes = [
        (
            max(x for x, _ in part) - min(x for x, _ in part) + margin * STRETCH,
            max(y for _, y in part) - min(y for _, y in part) + margin,
        )
        for part in parts
    ]
    area = sum(width * height for width, height in sizes)
    limit = max([math.sqrt(area) * STRETCH, *(width for width, _ in sizes)])
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
        if used + width > limit:
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
