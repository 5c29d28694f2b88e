"""A property graph -> a file of the embedded engine ladybug, filled through Arrow.

A node has one table there, and that is its last label: `(:Company)`, not `(:Entity)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.cypher.bolt import Content, Tally
from kg.cypher.rows import Node, Relationship
from kg.cypher.statements import quoted
from kg.errors import ExportError

if TYPE_CHECKING:
    from ladybug import Connection

AT_ONCE = 10_000
"""Rows of one table that are copied together."""

_MISSING = "ladybug is not installed; pip install 'ai-industry-kg[ladybug]'"
_TYPES = {"string": "STRING", "strings": "STRING[]", "integer": "INT64", "number": "DOUBLE"}

Columns = Sequence[tuple[str, str]]
"""Name and type (one of `_TYPES`) of each property."""


class Tables(NamedTuple):
    """What nodes and relationships have.

    Attributes:
        nodes: First label -> its properties; the first of them is `id`.
        relationships: Type -> its properties, of relationships that are no claims.
        claims: Properties of all other relationships.
    """

    nodes: Mapping[str, Columns]
    relationships: Mapping[str, Columns]
    claims: Columns

    def of(self, type_: str) -> Columns:
        """Return the properties of a type of relationship."""
        return self.relationships.get(type_, self.claims)


def fill(path: Path, content: Content, tables: Tables) -> Iterator[Tally]:
    """Make `path` a database of the content, and yield how far it has come.

    It is made beside `path` and put in place when it is whole, so that what was there stays as it
    is until then, and loading twice gives the same.

    Raises:
        ExportError: ladybug is not installed, or `path` is something else or cannot be written.
    """
    path = path.expanduser()
    _check(path)
    workshop = path.with_name(f".{path.name}.kg-new")
    _remove(workshop)
    try:
        with _opened(workshop, write=True) as connection:
            yield from _Filling(connection, tables).put(content)
            connection.execute("CHECKPOINT")
        workshop.replace(path)
    finally:
        _remove(workshop)


def _check(path: Path) -> None:
    if not path.parent.is_dir():
        raise ExportError(f"{path}: there is no folder {path.parent}; make it")
    if path.exists():
        with _opened(path, write=False):
            pass  # what is no database is not replaced by one


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}.wal")):
        each.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, *, write: bool) -> Iterator[Connection]:
    try:
        import ladybug
    except ImportError as error:
        raise ExportError(_MISSING) from error
    try:
        with (
            ladybug.Database(str(path), read_only=not write) as database,
            ladybug.Connection(database) as connection,
        ):
            yield connection
    # The engine has no class of its own for errors; UnicodeError is of text that is none.
    except (RuntimeError, UnicodeError, OSError) as error:
        raise ExportError(f"{path}: {' '.join(str(error).split())}") from error


@dataclass
class _Filling:
    connection: Connection
    tables: Tables
    tally: Tally = field(default_factory=Tally)
    table: dict[str, str] = field(default_factory=dict)

    def put(self, content: Content) -> Iterator[Tally]:
        made: set[str] = set()
        for (first, last), nodes in _grouped(self._homes(content.nodes()), AT_ONCE):
            if last not in made:
                made.add(last)
                self.connection.execute(_node_table(last, self._columns(first)))
            self._copy(last, "", self._node_columns(first, nodes))
            self.tally.nodes += len(nodes)
            yield self.tally
        for statement in self._relationship_tables(content.relationships()):
            self.connection.execute(statement)
        edges = ((self._ends(one), one) for one in content.relationships())
        for (type_, start, end), group in _grouped(edges, AT_ONCE):
            self._copy(type_, f" (from='{start}', to='{end}')", self._edge_columns(type_, group))
            self.tally.relationships += len(group)
            yield self.tally

    def _homes(self, nodes: Iterable[Node]) -> Iterator[tuple[tuple[str, str], Node]]:
        for node in nodes:
            self.table[node.id] = node.labels[-1]
            yield (node.labels[0], node.labels[-1]), node

    def _columns(self, label: str) -> Columns:
        return self.tables.nodes[label]

    def _ends(self, one: Relationship) -> tuple[str, str, str]:
        return one.type, self.table[one.start], self.table[one.end]

    def _relationship_tables(self, edges: Iterable[Relationship]) -> Iterator[str]:
        pairs: dict[str, dict[tuple[str, str], None]] = {}
        for one in edges:
            type_, start, end = self._ends(one)
            pairs.setdefault(type_, {})[start, end] = None
        for type_, ends in pairs.items():
            joined = [f"FROM {quoted(a)} TO {quoted(b)}" for a, b in ends]
            yield _table("REL", type_, joined, self.tables.of(type_))

    def _node_columns(self, label: str, nodes: Sequence[Node]) -> dict[str, Any]:
        properties = [node.properties for node in nodes]
        return _arrays(self._columns(label), properties)

    def _edge_columns(self, type_: str, group: Sequence[Relationship]) -> dict[str, Any]:
        ends = {"from": [one.start for one in group], "to": [one.end for one in group]}
        return ends | _arrays(self.tables.of(type_), [one.properties for one in group])

    def _copy(self, table: str, options: str, columns: dict[str, Any]) -> None:
        import pyarrow as pa

        statement = f"COPY {quoted(table)} FROM $rows{options}"
        self.connection.execute(statement, {"rows": pa.table(columns)})


def _node_table(name: str, columns: Columns) -> str:
    """Return the statement that makes the table of nodes with a label.

    >>> _node_table("Deal", [("id", "string"), ("names", "strings")])
    'CREATE NODE TABLE `Deal`(`id` STRING, `names` STRING[], PRIMARY KEY(id))'
    """
    return _table("NODE", name, [], columns)[:-1] + ", PRIMARY KEY(id))"


def _table(kind: str, name: str, ends: Sequence[str], columns: Columns) -> str:
    parts = [*ends, *(f"{quoted(column)} {_TYPES[type_]}" for column, type_ in columns)]
    return f"CREATE {kind} TABLE {quoted(name)}({', '.join(parts)})"


def _arrays(columns: Columns, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows of properties as columns of Arrow, each of its declared type."""
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
    }
    return {
        name: pa.array([row.get(name) for row in rows], type=kinds[type_])
        for name, type_ in columns
    }


def _grouped(rows: Iterable[tuple[Any, Any]], size: int) -> Iterator[tuple[Any, list[Any]]]:
    waiting: dict[Any, list[Any]] = {}
    for kind, row in rows:
        group = waiting.setdefault(kind, [])
        group.append(row)
        if len(group) == size:
            yield kind, waiting.pop(kind)
    yield from waiting.items()
