"""Elements JSON of Cytoscape.js, which Cytoscape Desktop opens as .cyjs.

Source:
    https://js.cytoscape.org/#notation/elements-json
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.export._elements import Node, Relationship
from kg.export._property_graph import PropertyGraph, nodes, relationships
from kg.export.graphs._json import Json, listed

FILES = (".cyjs",)


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    """Return the one file of the format, an element a line.

    Example:
        >>> import json
        >>> from kg.model import Entity, KnowledgeGraph
        >>> meta = KnowledgeGraph((), (Entity("meta", "Company", "Meta", ()),), ())
        >>> elements = json.loads("".join(encode(PropertyGraph(meta))[""]))["elements"]
        >>> elements["nodes"][0]["classes"]
        ['Entity', 'Company']
    """
    lists = {
        "nodes": map(_node, nodes(graph)),
        "edges": map(_edge, relationships(graph)),
    }
    return {"": listed('{"data": {"name": "kg"}, "elements": {\n', lists, "}}\n")}


def _node(node: Node) -> dict[str, Json]:
    return {"data": {**node.properties, "id": node.id}, "classes": list(node.labels)}


def _edge(edge: Relationship) -> dict[str, Json]:
    known: dict[str, Json] = {**edge.properties}
    # The ends of an edge have the name that the source of an article has otherwise.
    if "source" in known:
        known["article_source"] = known.pop("source")
    ends = {"id": edge.id, "source": edge.start, "target": edge.end, "interaction": edge.type}
    return {"data": {**known, **ends}, "classes": [edge.type]}
