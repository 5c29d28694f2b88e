"""What the page draws: KnowledgeGraph -> nodes and edges with their places and curves. Pure.

Entity number i is node number i; the literals that claims give (sums, problems) are nodes of their
own behind them. Claims that say the same of the same in the same modality share one edge.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from kg.model import Claim, KnowledgeGraph, Modality
from kg.ontology import Ontology
from kg.page import communities, layout
from kg.page.assets import style

Key = tuple[int, int, str, str]
"""Source, target, relation, modality: what an edge stands for."""

BEND = 0.24
"""How far one of several edges between two nodes bends away from its neighbour."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node as pyvis takes it; `options` are vis-network's."""

    id: int
    label: str
    shape: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge as pyvis takes it; `options` are vis-network's, and `claims` their positions."""

    source: int
    target: int
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn; `groups` only of a large graph, as plain data for the page."""

    nodes: list[Node]
    edges: list[Edge]
    groups: list[dict[str, Any]] | None


def draw(graph: KnowledgeGraph, ontology: Ontology) -> Drawing:
    """Return the nodes and edges that stand for `graph`, in its order."""
    values: dict[tuple[object, ...], int] = {}
    grouped = _group(graph, ontology, values)
    count = len(graph.entities) + len(values)
    degrees = [0] * count
    for source, target, _, _ in grouped:
        degrees[source] += 1
        degrees[target] += 1
    ends = [(source, target) for source, target, _, _ in grouped]
    nodes = _entity_nodes(graph, degrees) + _value_nodes(values)
    groups = None
    if count > communities.FROM:
        places, found = communities.lay_out(count, ends)
        groups = [_group_data(one, len(graph.entities)) for one in found]
        for number, one in enumerate(found):
            for member in one.nodes:
                nodes[member].options["community"] = number
    else:
        places = layout.place(count, ends)
    for node, (x, y) in zip(nodes, places, strict=True):
        node.options.update(x=x, y=y)
    return Drawing(nodes, _edges(grouped, ontology), groups)


def _group_data(group: communities.Community, entities: int) -> dict[str, Any]:
    top = [node for node in group.nodes if node < entities][:3]
    return {"x": group.x, "y": group.y, "size": group.radius, "top": top}


def _group(
    graph: KnowledgeGraph, ontology: Ontology, values: dict[tuple[object, ...], int]
) -> dict[Key, list[int]]:
    """Return the claims of each edge; numbers the literals in `values` as it meets them."""
    numbers = {entity.id: number for number, entity in enumerate(graph.entities)}
    grouped: dict[Key, list[int]] = {}
    for position, claim in enumerate(graph.claims):
        source = numbers[claim.subject]
        if claim.object is None:
            key = _value_key(claim)
            target = values.setdefault(key, len(numbers) + len(values))
        else:
            target = numbers[claim.object]
        if target < source and _symmetric(claim.relation, ontology):
            source, target = target, source
        edge = (source, target, claim.relation, str(claim.modality))
        grouped.setdefault(edge, []).append(position)
    return grouped


def _value_key(claim: Claim) -> tuple[object, ...]:
    return (claim.subject, claim.relation, claim.value, claim.qualifier("currency"))


def _symmetric(relation: str, ontology: Ontology) -> bool:
    known = ontology.relations.get(relation)
    return bool(known and known.symmetric)


def _entity_nodes(graph: KnowledgeGraph, degrees: list[int]) -> list[Node]:
    looks, other = style()["types"], style()["other"]
    return [
        Node(
            number,
            entity.name,
            looks.get(entity.type, other)["shape"],
            {
                "color": looks.get(entity.type, other)["color"],
                "size": min(32, round(9 + 3.5 * math.sqrt(degrees[number]))),
            },
        )
        for number, entity in enumerate(graph.entities)
    ]


def _value_nodes(values: dict[tuple[object, ...], int]) -> list[Node]:
    look = style()["value"]
    return [
        Node(number, str(value), look["shape"], {"color": look["color"]})
        for (_, _, value, _), number in values.items()
    ]


def _edges(grouped: dict[Key, list[int]], ontology: Ontology) -> list[Edge]:
    beside: dict[tuple[int, int], list[Key]] = {}
    for key in grouped:
        beside.setdefault((min(key[:2]), max(key[:2])), []).append(key)
    bends = {
        key: (place - (len(keys) - 1) / 2) * 2 * BEND
        for keys in beside.values()
        for place, key in enumerate(keys)
    }
    order = {str(modality): place for place, modality in enumerate(Modality)}
    return [
        Edge(
            source,
            target,
            {
                "id": number,
                "claims": claims,
                "modality": order[modality],
                "arrows": "" if _symmetric(relation, ontology) else "to",
                "smooth": _curve(bends[source, target, relation, modality], source > target),
                "width": min(5.0, 1.4 + 0.5 * math.isqrt(len(claims) - 1)),
            },
        )
        for number, ((source, target, relation, modality), claims) in enumerate(grouped.items())
    ]


def _curve(bend: float, backwards: bool) -> dict[str, Any] | bool:
    """Return vis-network's curve; it turns with the edge's own direction, the bend does not.

    >>> _curve(0.16, False)["type"], _curve(0.16, True)["type"], _curve(0.0, False)
    ('curvedCW', 'curvedCCW', False)
    """
    if not bend:
        return False
    clockwise = (bend > 0) != backwards
    return {
        "enabled": True,
        "type": "curvedCW" if clockwise else "curvedCCW",
        "roundness": round(abs(bend), 3),
    }
