"""GraphML, as Gephi, yEd, Cytoscape, networkx and APOC read it.

Every key is typed; what is None is left out. APOC takes the labels of a node and the type of a
relationship from the attributes `labels` and `label`, and arrays as JSON text under a key that has
`attr.list`; the others take both from data of the same names.

Source:
    GraphML, http://graphml.graphdrawing.org/specification.html ; Neo4j APOC, Import GraphML,
    https://neo4j.com/docs/apoc/current/import/graphml/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kg.errors import ReadError
from kg.export._elements import KINDS, PARTS, Column, Node, Plain, Relationship, columns
from kg.export._found import Found, FoundEdge, FoundNode, typed
from kg.export._property_graph import PropertyGraph, analysis_columns, nodes, relationships
from kg.export.graphs._texts import attribute, element_text

FILES = (".graphml",)

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
_SPACE = "{http://graphml.graphdrawing.org/xmlns}"
_TYPES = {"string": "string", "strings": "string", "integer": "long", "number": "double"}
NODE_SHOWN, EDGE_SHOWN = ("labels", "label"), ("label", "weight")
"""What is written besides the properties, for the eyes of the tools."""


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    """Return the one file of the format.

    Example:
        >>> from kg.model import Entity, KnowledgeGraph
        >>> meta = KnowledgeGraph((), (Entity("meta", "Company", "<Meta>", ()),), ())
        >>> [line] = [line for line in encode(PropertyGraph(meta))[""] if "<node" in line]
        >>> line.split("><")[0], "&lt;Meta&gt;" in line
        ('<node id="meta" labels=":Entity:Company"', True)
    """
    return {"": _pieces(graph)}


def _pieces(graph: PropertyGraph) -> Iterator[str]:
    yield _HEAD
    own = _distinct(KINDS, analysis_columns(graph))
    shown = [Column(name, "string") for name in NODE_SHOWN]
    yield from (_key("node", column) for column in (*shown, *own))
    shown = [Column("label", "string"), Column("weight", "number")]
    yield from (_key("edge", column) for column in (*shown, *_distinct(("Claim", *PARTS))))
    yield '<graph id="kg" edgedefault="directed">\n'
    yield from map(_node, nodes(graph))
    yield from map(_edge, relationships(graph))
    yield "</graph>\n</graphml>\n"


def _distinct(kinds: Iterable[str], further: Iterable[Column] = ()) -> tuple[Column, ...]:
    found = {each.name: each for each in further}
    return tuple(({each.name: each for kind in kinds for each in columns(kind)} | found).values())


def _key(of: str, column: Column) -> str:
    as_list = ' attr.list="string"' if column.type == "strings" else ""
    return (
        f'<key id="{of}-{column.name}" for="{of}" attr.name="{column.name}" '
        f'attr.type="{_TYPES[column.type]}"{as_list}/>\n'
    )


def _node(node: Node) -> str:
    labels = "".join(f":{label}" for label in node.labels)
    known = node.properties
    shown = {"labels": labels, "label": known["name"]}
    return (
        f"<node id={attribute(node.id)} labels={attribute(labels)}>"
        f"{_data('node', shown)}{_data('node', known)}</node>\n"
    )


def _edge(edge: Relationship) -> str:
    known = edge.properties
    shown: dict[str, Plain] = {"label": edge.type, "weight": known.get("confidence", 1.0)}
    return (
        f"<edge id={attribute(edge.id)} source={attribute(edge.start)} "
        f"target={attribute(edge.end)} label={attribute(edge.type)}>"
        f"{_data('edge', shown)}{_data('edge', known)}</edge>\n"
    )


def _data(of: str, known: Mapping[str, Plain]) -> str:
    return "".join(
        f'<data key="{of}-{name}">{element_text(_text(value))}</data>'
        for name, value in known.items()
    )


def _text(value: Plain) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def decode(path: Path) -> Found:
    """Return the nodes and relationships of a file that this or another tool wrote.

    Raises:
        ReadError: It is no GraphML.
    """
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except (OSError, ElementTree.ParseError) as error:
        raise ReadError(f"{path}: no GraphML ({error})") from error
    names = {
        str(key.get("id")): key.get("attr.name") or str(key.get("id"))
        for key in root.iter(f"{_SPACE}key")
    }
    nodes: dict[str, FoundNode] = {}
    for element in root.iter(f"{_SPACE}node"):
        known = _known(element, names, path)
        labels = str(known.pop("labels", element.get("labels", "")))
        own = str(known.pop("id", element.get("id", "")))
        known.pop("label", None)
        found = tuple(filter(None, re.split("[:;|,\\s]+", labels)))
        nodes[str(element.get("id"))] = FoundNode(own, found, known)
    edges = (_found_edge(edge, names, nodes, path) for edge in root.iter(f"{_SPACE}edge"))
    return Found(tuple(nodes.values()), tuple(edges))


def _found_edge(
    element: Element, names: Mapping[str, str], nodes: Mapping[str, FoundNode], path: Path
) -> FoundEdge:
    known = _known(element, names, path)
    type_ = str(known.pop("label", element.get("label", "")))
    known.pop("weight", None)
    ends = [str(element.get(end)) for end in ("source", "target")]
    missing = [end for end in ends if end not in nodes]
    if missing:
        raise ReadError(f"{path}: an edge ends at {missing[0]!r}, which is no node")
    return FoundEdge(type_, nodes[ends[0]].id, nodes[ends[1]].id, known)


def _known(element: Element, names: Mapping[str, str], path: Path) -> dict[str, Plain]:
    where = f"{path}, {element.get('id')}"
    found = {}
    for data in element.iterfind(f"{_SPACE}data"):
        key = str(data.get("key"))
        name = names.get(key, key)
        found[name] = typed(name, data.text or "", where)
    return found
