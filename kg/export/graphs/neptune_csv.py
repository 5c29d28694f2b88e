"""CSV for the bulk loader of Amazon Neptune, in its openCypher form.

Relationships have an id each; they cannot have arrays, so theirs are one text.

Source:
    Amazon Neptune, Load format for openCypher data,
    https://docs.aws.amazon.com/neptune/latest/userguide/bulk-load-tutorial-format-opencypher.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.export._elements import KINDS, PARTS, Column, Plain, columns
from kg.export._property_graph import PropertyGraph, analysis_columns, nodes, relationships
from kg.export.graphs._rows_of_csv import Cells, csv_pieces
from kg.export.graphs._texts import plain_text

FILES = ("nodes.csv", "relationships.csv")

_TYPES = {"string": "String", "strings": "String[]", "integer": "Long", "number": "Double"}


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    """Return the file of all nodes and that of all relationships.

    Example:
        >>> from kg.model import KnowledgeGraph
        >>> head = "".join(encode(PropertyGraph(KnowledgeGraph((), (), ())))["nodes.csv"])
        >>> head.split(",")[:4]
        [':ID', ':LABEL', 'id:String', 'iri:String']
    """
    return {
        "nodes.csv": csv_pieces(_nodes(graph)),
        "relationships.csv": csv_pieces(_relationships(graph)),
    }


def _nodes(graph: PropertyGraph) -> Iterator[Cells]:
    own = _distinct([*(c for kind in KINDS for c in columns(kind)), *analysis_columns(graph)])
    yield [":ID", ":LABEL", *(f"{name}:{_TYPES[type_]}" for name, type_ in own)]
    for node in nodes(graph):
        known = node.properties
        yield [node.id, ";".join(node.labels), *(_cell(known.get(c.name)) for c in own)]


def _relationships(graph: PropertyGraph) -> Iterator[Cells]:
    own = _distinct([c for kind in ("Claim", *PARTS) for c in columns(kind)])
    types = (_TYPES[c.type].removesuffix("[]") for c in own)
    head = (f"{c.name}:{type_}" for c, type_ in zip(own, types, strict=True))
    yield [":ID", ":START_ID", ":END_ID", ":TYPE", *head]
    for edge in relationships(graph):
        known = edge.properties
        values = (known.get(c.name) for c in own)
        texts = (plain_text(v) if isinstance(v, list) else v for v in values)
        yield [edge.id, edge.start, edge.end, edge.type, *texts]


def _distinct(own: Sequence[Column]) -> list[Column]:
    return list({column.name: column for column in own}.values())


def _cell(value: Plain | None) -> Plain | None:
    if not isinstance(value, list):
        return value
    return ";".join(text.replace(";", "\\;") for text in value)
