"""What a property graph is made of: nodes and relationships, their properties, names and ids.

What each of them has is data: `ontologies/propertygraph/properties.tsv`, in the order of `values`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from kg.errors import ExportError
from kg.model import Value
from kg.ontology import snake, tables

Plain = str | int | float | list[str]
"""What a property can be in every target."""

KINDS = ("Entity", "Value", "Deal", "Article")
"""The labels that say what a node is; of an entity the other label is its type."""

PARTS = ("TARGET", "PARTY", "MENTIONS")
"""Types of the relationships that are no claims."""

_PREFIXES = {f"{kind.lower()}:": kind for kind in KINDS}
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_EXACT = 2**53
"""Beyond it a double, which numbers are in most targets, loses digits."""


class Column(NamedTuple):
    """A property: its name, and its type: string, strings, integer or number."""

    name: str
    type: str


class Node(NamedTuple):
    """A node.

    Attributes:
        id: Unique among all nodes; of an entity the project's id, of others with their kind before.
        labels: What it is, one of `KINDS`; then of an entity its type.
        values: In the order of `columns(labels[0])`; None where nothing is known.
        analysis: Further columns, as asked for.
    """

    id: str
    labels: tuple[str, ...]
    values: tuple[Plain | None, ...]
    analysis: Mapping[str, Plain] = MappingProxyType({})

    @property
    def properties(self) -> dict[str, Plain]:
        """What is known of it, by name."""
        return _known(self.labels[0], self.values) | dict(self.analysis)


class Relationship(NamedTuple):
    """A relationship.

    Attributes:
        id: Unique among all relationships; of a claim its id.
        type: Such as `"INVESTS_IN"`.
        start: Id of a node.
        end: Id of a node.
        values: In the order of `columns("Claim")`, or of `columns(type)` if it is no claim.
    """

    id: str
    type: str
    start: str
    end: str
    values: tuple[Plain | None, ...]

    @property
    def kind(self) -> str:
        """What it has the columns of: `"Claim"`, or one of `PARTS`."""
        return self.type if self.type in PARTS else "Claim"

    @property
    def properties(self) -> dict[str, Plain]:
        """What is known of it, by name."""
        return _known(self.kind, self.values)


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """Return what a kind of node has, or `"Claim"`, or a type of relationship that is none.

    Example:
        >>> columns("Entity")[0], columns("MENTIONS"), columns("PARTY")
        (Column(name='id', type='string'), (Column(name='claims', type='integer'),), ())
    """
    rows = tables.read("propertygraph/properties.tsv", "of", "property", "type", "meaning")
    return tuple(Column(name, type_) for of, name, type_, _ in rows if of == kind)


def entity_node(entity_id: str) -> str:
    """Return the id of an entity's node: its own, unless that looks like another kind's.

    Example:
        >>> entity_node("meta"), entity_node("deal:1"), entity_id(entity_node("deal:1"))
        ('meta', 'entity:deal:1', 'deal:1')
    """
    return f"entity:{entity_id}" if entity_id.startswith(tuple(_PREFIXES)) else entity_id


def entity_id(node_id: str) -> str:
    """Return the id of the entity that a node is, the inverse of `entity_node`."""
    return node_id.removeprefix("entity:")


def kind_of(node_id: str) -> str:
    """Return which of `KINDS` the node of that id is.

    Example:
        >>> kind_of("meta"), kind_of("deal:1f"), kind_of("entity:deal:1f")
        ('Entity', 'Deal', 'Entity')
    """
    return _PREFIXES.get(node_id[: node_id.find(":") + 1], "Entity")


@cache
def type_of(relation: str) -> str:
    """Return the type of a relationship for a relation.

    Raises:
        ExportError: It cannot be one.

    Example:
        >>> type_of("investsIn")
        'INVESTS_IN'
    """
    return named(snake(relation).upper(), f"relation {relation!r}")


def named(name: str, what: str) -> str:
    """Return `name` if it can stand in every target as a label or type without quoting.

    Raises:
        ExportError: It cannot.
    """
    if not _NAME.fullmatch(name):
        raise ExportError(f"{what} cannot be the name of a label or type; run `kg check`")
    return name


def fits(value: Value) -> bool:
    """Tell whether a property can hold a value: some text, or a number that a double holds.

    Example:
        >>> fits(0.5), fits(2**60 + 1), fits("2025"), fits("")
        (True, False, True, False)
    """
    return value != "" if isinstance(value, str) else -_EXACT <= value <= _EXACT


def quoted(name: str) -> str:
    """Return an id as the last part of an IRI, as the RDF has it.

    Example:
        >>> quoted("scale-ai"), quoted("a b"), quoted("..")
        ('scale-ai', 'a%20b', '%2E%2E')
    """
    if name.isascii() and name.replace("-", "").isalnum():
        return name
    return quote(name, safe="") if name.strip(".") else name.replace(".", "%2E")


def _known(kind: str, values: Sequence[Plain | None]) -> dict[str, Plain]:
    pairs = zip(columns(kind), values, strict=True)
    return {column.name: value for column, value in pairs if value is not None}
