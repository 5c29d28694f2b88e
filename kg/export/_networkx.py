"""A property graph as an object of networkx."""

from __future__ import annotations

from typing import Any

from kg.export._property_graph import PropertyGraph, nodes, relationships


def to_networkx(graph: PropertyGraph) -> Any:
    """Return `graph` as a `networkx.MultiDiGraph`.

    A node has its properties and `labels`; an edge, whose key is its id, its properties and `type`.

    Example:
        >>> from kg.model import Entity, KnowledgeGraph
        >>> meta = KnowledgeGraph((), (Entity("meta", "Company", "Meta", ()),), ())
        >>> to_networkx(PropertyGraph(meta)).nodes["meta"]["labels"]
        ['Entity', 'Company']
    """
    import networkx

    made = networkx.MultiDiGraph()
    for node in nodes(graph):
        made.add_node(node.id, labels=list(node.labels), **node.properties)
    for edge in relationships(graph):
        made.add_edge(edge.start, edge.end, edge.id, type=edge.type, **edge.properties)
    return made
