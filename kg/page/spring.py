"""Springs between nodes: connected graph -> coordinates in which an edge is about 1 long. Pure.

No step of it depends on the clock, on a random seed or on the order in which a processor happens
to add numbers up: sums run over the first axis, which NumPy adds row by row, and there is no
matrix product, whose rounding is the BLAS library's own affair.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Axis = NDArray[np.float64]

Edge = tuple[int, int]
Point = tuple[float, float]

ROOMY = 70
"""Up to so many nodes the distances follow the number of edges between two nodes."""
EXACT = 400
"""Up to so many nodes every pair repels; beyond, a node is repelled by cells of a grid."""
CELLS = 22
RELAXATIONS = 60
REACH = 2.0
"""Strength of the short-ranged push in large graphs; one that reaches far makes long spikes."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def spring(size: int, pairs: list[Edge]) -> list[Point]:
    """Return positions of a connected graph in which edges pull and nodes push, slowly cooling.

    Args:
        size: Number of nodes, the best connected one first.
        pairs: Its edges, sorted, each once.

    Source:
        Fruchterman and Reingold (1991), "Graph Drawing by Force-directed Placement".

    Example:
        >>> ends = spring(2, [(0, 1)])
        >>> round(math.dist(*ends), 2)
        1.0
    """
    import numpy as np

    x, y = _spiral(size)
    first, second = np.array(pairs).T
    # Edges of a hub are allowed to be longer, or its neighbours would lie on one another.
    degree = np.bincount(np.concatenate((first, second)), minlength=size).astype(np.float64)
    slack = 1 / np.sqrt(np.maximum(1.0, np.minimum(degree[first], degree[second])))
    repel = _repel_pairs if size <= EXACT else _repel_cells
    steps = 100 if size <= EXACT else 50
    gravity = 0.02 if size <= ROOMY else 0.25
    for step in range(steps):
        push_x, push_y = repel(x, y)
        dx, dy = x[first] - x[second], y[first] - y[second]
        pull = np.sqrt(dx * dx + dy * dy) * slack
        push_x += _pulled(first, second, dx * pull, size) - gravity * x
        push_y += _pulled(first, second, dy * pull, size) - gravity * y
        length = np.sqrt(push_x * push_x + push_y * push_y)
        heat = 0.12 * math.sqrt(size) * (1 - step / steps)
        scale = np.minimum(1.0, heat / np.maximum(length, 1e-9))
        x, y = x + push_x * scale, y + push_y * scale
    if size <= ROOMY:
        x, y = _relax(x, y, _hops(size, pairs))
    return list(zip(x.tolist(), y.tolist(), strict=True))


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
    square = np.maximum(dx * dx + dy * dy, 1e-4)
    force = 1 / square if len(x) <= ROOMY else REACH / (square * np.sqrt(square))
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
    square = np.maximum(dx * dx + dy * dy, 0.05)
    force = mass[:, None] / (square * np.sqrt(square)) * REACH
    return (dx * force).sum(axis=0), (dy * force).sum(axis=0)
