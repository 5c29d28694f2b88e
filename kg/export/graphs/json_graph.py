"""Node-link JSON: what `d3.forceSimulation` and `networkx.node_link_graph` take.

Source:
    https://d3js.org/d3-force/link ; networkx, node_link_graph.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.export._elements import Node, Plain, Relationship
from kg.export._property_graph import PropertyGraph, nodes, relationships
from kg.export.graphs._json import Json, listed

FILES = (".json",)


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    """Return the one file of the format, a node or link a line.

    Example:
        >>> import json
        >>> from kg.model import Entity, KnowledgeGraph
        >>> meta = KnowledgeGraph((), (Entity("meta", "Company", "Meta", ()),), ())
        >>> json.loads("".join(encode(PropertyGraph(meta))[""]))["nodes"][0]["labels"]
        ['Entity', 'Company']
    """
    head = '{"directed": true, "multigraph": true, "graph": {},\n'
    lists = {
        "nodes": map(_node, nodes(graph)),
        "links": map(_link, relationships(graph)),
    }
    return {"": listed(head, lists, "}\n")}


def _node(node: Node) -> dict[str, Json]:
    labels: Plain = list(node.labels)
    return {**node.properties, "id": node.id, "labels": labels}


def _link(link: Relationship) -> dict[str, Json]:
    ends = {"source": link.start, "target": link.end, "key": link.id, "type": link.type}
    known: dict[str, Json] = {**link.properties}
    # The ends of a link have the name that the source of an article has otherwise.
    if "source" in known:
        known["article_source"] = known.pop("source")
    return {**ends, **known}
