"""Apache Parquet, for pandas, Polars, DuckDB and Spark: nodes and relationships.

Source:
    https://parquet.apache.org/docs/ ; needs the extra `parquet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import ExportError
from kg.export._elements import KINDS, PARTS, Column, Plain, columns
from kg.export._property_graph import PropertyGraph, analysis_columns, nodes, relationships

if TYPE_CHECKING:
    import pyarrow as pa

FILES = ("nodes.parquet", "relationships.parquet")

AT_ONCE = 20_000
"""Rows of a row group: what is in memory at one time."""


class Pieces:
    """A file that is written to, and that gives what was written piece by piece."""

    closed = False

    def __init__(self) -> None:
        """Begin with nothing."""
        self._written: list[bytes] = []
        self._size = 0

    def write(self, piece: bytes) -> int:
        """Take a piece, which the writer may use again afterwards."""
        self._written.append(bytes(piece))
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        """Return how much was written in all."""
        return self._size

    def flush(self) -> None:
        """Do nothing: what was written is at hand."""

    def close(self) -> None:
        """Let nothing more be written."""
        self.closed = True

    def take(self) -> list[bytes]:
        """Return what was written since the last time."""
        taken, self._written = self._written, []
        return taken


Record = Mapping[str, Plain]


def encode(graph: PropertyGraph) -> dict[str, Iterable[bytes]]:
    """Return the file of all nodes and that of all relationships.

    Raises:
        ExportError: pyarrow is not installed.
    """
    own = [c for kind in KINDS for c in columns(kind)]
    edges = [c for kind in ("Claim", *PARTS) for c in columns(kind)]
    ends = [Column(name, "string") for name in ("id", "start_id", "end_id", "type")]
    return {
        "nodes.parquet": _table(
            [Column("labels", "strings"), *own, *analysis_columns(graph)], _nodes(graph)
        ),
        "relationships.parquet": _table([*ends, *edges], _relationships(graph)),
    }


def _nodes(graph: PropertyGraph) -> Iterator[Record]:
    return ({"labels": list(node.labels), **node.properties} for node in nodes(graph))


def _relationships(graph: PropertyGraph) -> Iterator[Record]:
    for edge in relationships(graph):
        ends = {"id": edge.id, "start_id": edge.start, "end_id": edge.end, "type": edge.type}
        yield {**ends, **edge.properties}


def _table(own: Iterable[Column], records: Iterator[Record]) -> Iterator[bytes]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ExportError(
            f"{error.name} is not installed; run: pip install 'ai-industry-kg[parquet]'"
        ) from error
    schema = pyarrow.schema([(c.name, _type(c)) for c in {c.name: c for c in own}.values()])
    pieces = Pieces()
    with parquet.ParquetWriter(pieces, schema, compression="zstd") as writer:
        while some := list(islice(records, AT_ONCE)):
            writer.write_table(pyarrow.Table.from_pylist(some, schema=schema))
            yield from pieces.take()
    yield from pieces.take()


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
    }
    return types[column.type]
