"""CSV for `neo4j-admin database import full`, with the command line to run beside it.

Array elements are parted by U+001F, which stands in no text; in one that has it all the same it
becomes a blank. Everything else survives as it is, line ends in texts too.

Source:
    Neo4j Operations Manual, Import, https://neo4j.com/docs/operations-manual/5/import/
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.export._elements import KINDS, Column, Node, Plain, Relationship, columns
from kg.export._found import Found, FoundEdge, FoundNode, typed
from kg.export._property_graph import PropertyGraph, analysis_columns, nodes, relationships
from kg.export.graphs._rows_of_csv import Cells, arrays, csv_pieces

PART = "\x1f"
_ENDS = (":START_ID", ":END_ID", ":TYPE")
_TYPES = {"string": "", "strings": ":string[]", "integer": ":long", "number": ":double"}
STEMS = {
    "Entity": "entities",
    "Value": "values",
    "Deal": "deals",
    "Article": "articles",
    "Claim": "claims",
    "TARGET": "targets",
    "PARTY": "parties",
    "MENTIONS": "mentions",
}
"""Kind of node or relationship -> name of its file, and of that of its head."""

SCRIPT = "import.sh"
FILES = (*(f"{stem}.csv" for stem in STEMS.values()), SCRIPT)


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    r"""Return heads, rows, and the command that imports them.

    Example:
        >>> from kg.model import KnowledgeGraph
        >>> files = encode(PropertyGraph(KnowledgeGraph((), (), ())))
        >>> "".join(files["targets-header.csv"])
        ':START_ID,:END_ID,:TYPE\r\n'
    """
    files: dict[str, Iterable[str]] = {
        name: csv_pieces(rows) for name, rows in tables(graph).items()
    }
    return files | {SCRIPT: [_script()]}


def tables(graph: PropertyGraph) -> dict[str, Iterable[Cells]]:
    """Return name of a file -> its rows, before they are written as CSV."""
    found: dict[str, Iterable[Cells]] = {}
    for kind, stem in STEMS.items():
        own = columns(kind)
        if kind in KINDS:
            all_ = own + (analysis_columns(graph) if kind == "Entity" else ())
            head = ["id:ID", *_head(all_[1:]), ":LABEL"]
            found[f"{stem}.csv"] = _node_rows(nodes(graph, [kind]), all_, len(own))
        else:
            head = [*_ENDS, *_head(own)]
            found[f"{stem}.csv"] = _relationship_rows(relationships(graph, [kind]), own)
        found[f"{stem}-header.csv"] = [head]
    return found


def _head(own: Sequence[Column]) -> list[str]:
    return [column.name + _TYPES[column.type] for column in own]


def _node_rows(rows: Iterable[Node], own: Sequence[Column], known: int) -> Iterator[Cells]:
    """Yield the cells of nodes, of whose columns `known` are those of the table."""
    places, further = arrays(own), [column.name for column in own[known:]]
    for _, labels, values, analysis in rows:
        row = [*values, *map(analysis.get, further)] if further else [*values]
        row.append(PART.join(labels))
        yield _joined(row, places)


def _relationship_rows(rows: Iterable[Relationship], own: Sequence[Column]) -> Iterator[Cells]:
    places = [at + len(_ENDS) for at in arrays(own)]
    for _, type_, start, end, values in rows:
        yield _joined([start, end, type_, *values], places)


def _joined(row: list[Plain | None], places: Sequence[int]) -> list[Plain | None]:
    for at in places:
        texts = row[at]
        if isinstance(texts, list):
            row[at] = joined = PART.join(texts)
            if joined.count(PART) >= len(texts):
                row[at] = PART.join(text.replace(PART, " ") for text in texts)
    return row


def _script() -> str:
    groups = [
        f"    --{'nodes' if kind in KINDS else 'relationships'}={stem}-header.csv,{stem}.csv \\\n"
        for kind, stem in STEMS.items()
    ]
    return _SCRIPT.replace("GROUPS", "".join(groups).rstrip())


def decode(folder: Path) -> Found:
    """Return the nodes and relationships of a folder that `encode` made and somebody edited.

    Raises:
        ReadError: A file is missing or broken.
    """
    nodes, edges = [], []
    for kind, stem in STEMS.items():
        for where, row in _records(folder, stem):
            known = {
                name.partition(":")[0]: _read(name, text, where)
                for name, text in row.items()
                if text != "" and not name.startswith(":")
            }
            if kind in KINDS:
                own = str(known.pop("id", ""))
                nodes.append(FoundNode(own, tuple(row[":LABEL"].split(PART)), known))
            else:
                edges.append(FoundEdge(row[":TYPE"], row[":START_ID"], row[":END_ID"], known))
    return Found(tuple(nodes), tuple(edges))


def _records(folder: Path, stem: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where each row of a file stands, and its cells by their head."""
    heads = list(_cells(folder / f"{stem}-header.csv"))
    if len(heads) != 1:
        raise ReadError(f"{folder / stem}-header.csv: it has one line, the names of the columns")
    head = heads[0]
    for number, cells in enumerate(_cells(folder / f"{stem}.csv"), 1):
        where = f"{folder / stem}.csv, row {number}"
        if len(cells) != len(head):
            raise ReadError(f"{where}: {len(cells)} cells, not the {len(head)} of its header")
        yield where, dict(zip(head, cells, strict=True))


def _cells(path: Path) -> Iterator[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.reader(file)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path}: cannot be read ({error})") from error


def _read(name: str, text: str, where: str) -> Plain:
    name, _, type_ = name.partition(":")
    return text.split(PART) if type_.endswith("[]") else typed(name, text, where)


_SCRIPT = """\
#!/bin/sh
# Makes a database of the files beside this script: sh import.sh [DATABASE] (default: neo4j).
# Neo4j must not be running it; NEO4J_ADMIN names the program where it is not on the path.
set -eu
cd "$(dirname "$0")"
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full \\
GROUPS
    --array-delimiter=U+001F --multiline-fields=true --overwrite-destination "${1:-neo4j}"
"""
