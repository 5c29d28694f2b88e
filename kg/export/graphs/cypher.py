"""A script for `cypher-shell`: constraints, then every node and relationship merged by its id.

Running it twice changes nothing. Each statement merges up to `AT_ONCE` things of one kind.

Source:
    Neo4j Cypher Manual 5, MERGE, https://neo4j.com/docs/cypher-manual/5/clauses/merge/
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from kg.export._elements import KINDS, PARTS, Node, Plain, Relationship, columns, kind_of
from kg.export._property_graph import PropertyGraph, nodes, relationships
from kg.export.graphs._cypher_text import mapping

FILES = (".cypher",)

AT_ONCE = 500
_HEAD = "// cypher-shell --file FILE; running it again changes nothing\n"
Row = TypeVar("Row", Node, Relationship)


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    """Return the one file of the format.

    Example:
        >>> from kg.model import Entity, KnowledgeGraph
        >>> meta = KnowledgeGraph((), (Entity("meta", "Company", "Meta", ()),), ())
        >>> print("".join(encode(PropertyGraph(meta))[""]).splitlines()[-1])
        ] AS row MERGE (n:Entity {id: row.id}) SET n += row, n:Company;
    """
    return {"": _statements(graph)}


def constraints() -> Iterator[str]:
    """Yield the statements by which ids are unique, and found fast.

    >>> next(constraints())
    'CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;'
    """
    for kind in KINDS:
        name = f"{kind.lower()}_id"
        yield (f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE;")


def _statements(graph: PropertyGraph) -> Iterator[str]:
    yield _HEAD
    for constraint in constraints():
        yield constraint + "\n"
    yield "CALL db.awaitIndexes();\n"
    for same in _grouped(nodes(graph), lambda node: node.labels):
        yield _merge_nodes(same)
    for joins in _grouped(
        relationships(graph), lambda r: (r.type, kind_of(r.start), kind_of(r.end))
    ):
        yield _merge_relationships(joins)


def _ends(edge: Relationship) -> tuple[str, str, str]:
    return edge.type, kind_of(edge.start), kind_of(edge.end)


def _grouped(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> Iterator[list[Row]]:
    """Yield rows of one key together, at most `AT_ONCE`; no more of each key are in memory."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        group = groups.setdefault(key(row), [])
        group.append(row)
        if len(group) == AT_ONCE:
            yield groups.pop(key(row))
    yield from groups.values()


def _merge_nodes(same: list[Node]) -> str:
    kind, *further = same[0].labels
    rows = ",\n".join(mapping(_typed(kind, node.properties)) for node in same)
    labels = "".join(f", n:{label}" for label in further)
    return f"UNWIND [\n{rows}\n] AS row MERGE (n:{kind} {{id: row.id}}) SET n += row{labels};\n"


def _merge_relationships(same: list[Relationship]) -> str:
    first = same[0]
    rows = ",\n".join(
        mapping({"a": each.start, "b": each.end})[:-1]
        + f", r: {mapping(_typed(each.kind, each.properties))}}}"
        for each in same
    )
    own = "" if first.type in PARTS else " {claim: row.r.claim}"
    return (
        f"UNWIND [\n{rows}\n] AS row "
        f"MATCH (a:{kind_of(first.start)} {{id: row.a}}) "
        f"MATCH (b:{kind_of(first.end)} {{id: row.b}}) "
        f"MERGE (a)-[r:{first.type}{own}]->(b) SET r += row.r;\n"
    )


def _typed(kind: str, properties: dict[str, Plain]) -> dict[str, Plain]:
    """Return properties with every number a float: a property has one type in all places."""
    numbers = {column.name for column in columns(kind) if column.type == "number"}
    return {
        name: float(value) if name in numbers and isinstance(value, int) else value
        for name, value in properties.items()
    }
