"""Nodes and relationships as they come, and the batches in which one statement takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

Properties = Mapping[str, Any]
"""Name -> text, number, truth or a sequence of texts; None where nothing is said."""

KEY = "claim"
"""Property that tells parallel relationships apart; those without it are one between two nodes."""


class Node(Protocol):
    """A node: its id is unique among all nodes, the first of its labels says what it is."""

    @property
    def id(self) -> str:
        """Unique among all nodes."""

    @property
    def labels(self) -> Sequence[str]:
        """What it is, at least one."""

    @property
    def properties(self) -> Properties:
        """What is known of it."""


class Relationship(Protocol):
    """A relationship between two nodes, named by their ids."""

    @property
    def type(self) -> str:
        """What it is."""

    @property
    def start(self) -> str:
        """Id of the node where it begins."""

    @property
    def end(self) -> str:
        """Id of the node where it ends."""

    @property
    def properties(self) -> Properties:
        """What is known of it."""


class Kind(NamedTuple):
    """What one statement can take at once.

    Attributes:
        labels: Of nodes; of relationships the first label of their start and of their end.
        type: Of relationships; `""` for nodes.
        keyed: Whether relationships have `KEY`.
    """

    labels: tuple[str, ...]
    type: str = ""
    keyed: bool = False


class Batch(NamedTuple):
    """Rows of one kind, each a mapping of plain values."""

    kind: Kind
    rows: list[dict[str, Any]]


def batches(
    nodes: Iterable[Node], relationships: Iterable[Relationship], size: int
) -> Iterator[Batch]:
    """Yield all nodes, then all relationships, in batches of at most `size` rows.

    However many there are, what is held is a batch of each kind and the first label of each node.

    Args:
        nodes: In any order.
        relationships: Between these nodes.
        size: Rows of a batch.

    Example:
        >>> class N(NamedTuple):
        ...     id: str
        ...     labels: tuple[str, ...]
        ...     properties: dict[str, str]
        >>> [(b.kind.labels, len(b.rows)) for b in batches([N("a", ("Entity",), {})], [], 9)]
        [(('Entity',), 1)]
    """
    label: dict[str, str] = {}

    def found() -> Iterator[tuple[Kind, dict[str, Any]]]:
        for node in nodes:
            label[node.id] = node.labels[0]
            yield Kind(tuple(node.labels)), {"id": node.id, "props": dict(node.properties)}

    yield from _grouped(found(), size)
    ends = ((one, label[one.start], label[one.end]) for one in relationships)
    yield from _grouped((_related(one, start, end) for one, start, end in ends), size)


def _related(one: Relationship, start: str, end: str) -> tuple[Kind, dict[str, Any]]:
    props = {key: value for key, value in one.properties.items() if value is not None}
    kind = Kind((start, end), one.type, KEY in props)
    row = {"start": one.start, "end": one.end, "props": props}
    return kind, row | ({"key": props[KEY]} if kind.keyed else {})


def _grouped(rows: Iterable[tuple[Kind, dict[str, Any]]], size: int) -> Iterator[Batch]:
    waiting: dict[Kind, list[dict[str, Any]]] = {}
    for kind, row in rows:
        group = waiting.setdefault(kind, [])
        group.append(row)
        if len(group) == size:
            yield Batch(kind, group)
            del waiting[kind]
    for kind, group in waiting.items():
        yield Batch(kind, group)
