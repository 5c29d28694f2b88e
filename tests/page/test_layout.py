from __future__ import annotations

import math
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.page.layout import place

pairs = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=40)


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_no_two_nodes_lie_on_one_another(edges: list[tuple[int, int]]) -> None:
    points = place(20, edges)
    assert len(points) == 20
    assert all(math.dist(a, b) > 20 for i, a in enumerate(points) for b in points[:i])


@settings(max_examples=20, deadline=None)
@given(pairs)
def test_a_repeated_or_turned_edge_moves_nothing(edges: list[tuple[int, int]]) -> None:
    tree = [(0, node) for node in range(1, 20)]
    turned = [(b, a) for a, b in tree]
    assert place(20, tree + edges) == place(20, tree + edges)
    assert place(20, tree) == place(20, turned)


def test_unconnected_parts_are_set_side_by_side() -> None:
    triangles = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)]
    points = place(6, triangles)
    boxes = [
        (min(x for x, _ in part), max(x for x, _ in part), min(y for _, y in part))
        for part in (points[:3], points[3:])
    ]
    (left0, right0, top0), (left1, right1, top1) = boxes
    assert right0 < left1 or right1 < left0 or top0 != top1


def test_neighbours_stand_nearer_than_strangers() -> None:
    ring = [(node, (node + 1) % 12) for node in range(12)]
    points = place(12, ring)
    near = max(math.dist(points[a], points[b]) for a, b in ring)
    far = min(math.dist(points[node], points[(node + 6) % 12]) for node in range(12))
    assert near < far


def test_a_hundred_articles_are_laid_out_within_the_second() -> None:
    edges = [(node * node % 997, node) for node in range(1500)]
    start = time.process_time()
    place(2500, edges)
    assert time.process_time() - start < 1.0
