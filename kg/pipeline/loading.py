"""A graph -> a database that answers Cypher: a server, or a file of the embedded engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg import cypher, ontology
from kg.cypher import Account, Answer, Tally, Target
from kg.errors import ExportError
from kg.export import _elements as elements
from kg.export import _property_graph as rows
from kg.export._property_graph import PropertyGraph
from kg.pipeline.exporting import property_graph
from kg.pipeline.graph import load as load_graph
from kg.pipeline.places import RDF

__all__ = [
    "Account",
    "Answer",
    "Tally",
    "Target",
    "ask",
    "content",
    "dialects",
    "fill",
    "load",
    "property_graph",
]

EMBEDDED = "ladybug:"
"""What stands before the path of a database of the embedded engine."""

SCHEMES = tuple(f"{name}{safety}://" for name in ("bolt", "neo4j") for safety in ("", "+s", "+ssc"))
"""How the address of a server begins."""


_RDF = frozenset(Path(name).suffix for name in RDF)


class Row(NamedTuple):
    """A node with all properties that its kind can have, None where nothing is known.

    A property that is None is taken away where a node has it from an earlier load.
    """

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


def server(uri: str) -> str:
    """Return the address of a server.

    Raises:
        ExportError: It is none, or has a password in it, which others could read.

    Example:
        >>> server("bolt://localhost:7687")
        'bolt://localhost:7687'
    """
    if not uri.startswith(SCHEMES):
        raise ExportError(f"{uri.partition('//')[0]}: give bolt://HOST:PORT, or ladybug:PATH")
    if "@" in uri:
        raise ExportError("no user and password in the address; see `kg load --help`")
    return uri


def load(target: Target, graph: PropertyGraph, *, sync: bool = False) -> Iterator[Tally]:
    """Put a graph into the database of a server, and yield how far it has come.

    Args:
        target: The database.
        graph: What is put in.
        sync: Whether to take out what the graph no longer has.

    Raises:
        ExportError: The server cannot be reached, or refuses.
    """
    return cypher.load(target, content(graph), sync=sync)


def fill(path: str, graph: PropertyGraph) -> Iterator[Tally]:
    """Make a file a database of the embedded engine, and yield how far it has come.

    Raises:
        ExportError: The engine is not installed, or the file cannot be written.
    """
    kinds = {kind: elements.columns(kind) for kind in elements.KINDS}
    kinds["Entity"] += rows.analysis_columns(graph)
    tables = cypher.Tables(
        nodes=kinds,
        relationships={type_: elements.columns(type_) for type_ in elements.PARTS},
        claims=elements.columns("Claim"),
    )
    return cypher.fill(Path(path), content(graph), tables)


def content(graph: PropertyGraph) -> cypher.Content:
    """Return what the loaders take: nodes and relationships, and which of them are ours."""
    words = ontology.load()
    return cypher.Content(
        nodes=lambda: _rows(graph),
        relationships=lambda: rows.relationships(graph),
        labels=elements.KINDS,
        kinds=tuple(words.types),
        types=frozenset(map(elements.type_of, words.relations)),
        parts=frozenset(elements.PARTS),
    )


def _rows(graph: PropertyGraph) -> Iterator[Row]:
    names = {kind: [column.name for column in elements.columns(kind)] for kind in elements.KINDS}
    for node in rows.nodes(graph):
        known = dict(zip(names[node.labels[0]], node.values, strict=True))
        yield Row(node.id, node.labels, known | dict(node.analysis))


def ask(path: str, question: str, seconds: float) -> Answer:
    """Return the answer to a question in Cypher.

    Args:
        path: A database of the embedded engine; or a graph, of which one is made for the moment.
        question: One statement that reads.
        seconds: How long it may take.

    Raises:
        QueryError: It cannot be read, is no question, or takes too long.
    """
    if not Path(path).is_dir() and Path(path).suffix not in _RDF:
        return cypher.ask(Path(path), question, seconds)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "graph.lbug"
        for _ in fill(str(made), property_graph(load_graph(path), articles=True)):
            pass
        return cypher.ask(made, question, seconds)


def dialects() -> tuple[str, ...]:
    """Return the names of the kinds of servers."""
    return tuple(cypher.dialects())
