"""CSV for `neo4j-admin database import full`, with the command line to run beside it.

Array elements are parted by U+001F, which stands in no text; in one that has it all the same it
becomes a blank. Everything else survives as it is, line ends in texts too.

Source:
    Neo4j Operations Manual, Import, https://neo4j.com/docs/operations-manual/5/import/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.export._elements import KINDS, Column, Node, Plain, Relationship, columns
from kg.export._property_graph import PropertyGraph, analysis_columns, nodes, relationships
from kg.export.graphs._rows_of_csv import Cells, arrays, csv_pieces

PART = "\x1f"
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
    files: dict[str, Iterable[str]] = {}
    for kind, stem in STEMS.items():
        if kind in KINDS:
            own = columns(kind) + (analysis_columns(graph) if kind == "Entity" else ())
            head = ["id:ID", *_head(own[1:]), ":LABEL"]
            rows = _node_rows(nodes(graph, [kind]), own)
        else:
            own = columns(kind)
            head = [":START_ID", ":END_ID", ":TYPE", *_head(own)]
            rows = _relationship_rows(relationships(graph, [kind]), own)
        files[f"{stem}-header.csv"] = csv_pieces([head])
        files[f"{stem}.csv"] = csv_pieces(rows)
    files[SCRIPT] = [_script()]
    return files


def _head(own: Sequence[Column]) -> list[str]:
    return [column.name + _TYPES[column.type] for column in own]


def _node_rows(rows: Iterable[Node], own: Sequence[Column]) -> Iterator[Cells]:
    places, names = arrays(own), [column.name for column in own]
    for node in rows:
        values = [*node.values]
        values += map(node.analysis.get, names[len(values) :])
        yield [*_joined(values, places), PART.join(node.labels)]


def _relationship_rows(rows: Iterable[Relationship], own: Sequence[Column]) -> Iterator[Cells]:
    places = arrays(own)
    for _, type_, start, end, values in rows:
        yield [start, end, type_, *_joined([*values], places)]


def _joined(values: list[Plain | None], places: Sequence[int]) -> list[Plain | None]:
    for at in places:
        texts = values[at]
        if isinstance(texts, list):
            joined = PART.join(texts)
            if joined.count(PART) >= len(texts):
                joined = PART.join(text.replace(PART, " ") for text in texts)
            values[at] = joined
    return values


def _script() -> str:
    groups = [
        f"    --{'nodes' if kind in KINDS else 'relationships'}={stem}-header.csv,{stem}.csv \\\n"
        for kind, stem in STEMS.items()
    ]
    return _SCRIPT.replace("GROUPS", "".join(groups).rstrip())


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
