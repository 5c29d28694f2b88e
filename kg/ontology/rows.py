"""Tables of names, read and checked: `ontologies/names/*.tsv` -> `Rows`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError

STATUSES = ("pref", "alt", "short", "adjective")
FLAGS = ("case", "weak", "shared")


class Rows(NamedTuple):
    """Rows of tables, column by column; `type` is blank but in the first row of an id."""

    id: list[str]
    type: list[str]
    name: list[str]
    language: list[str]
    status: list[str]
    flags: list[str]
    same_as: list[str]


def read(path: Path) -> Rows:
    """Read one table.

    Raises:
        OntologyError: a row has another number of columns, an unknown status or flag, or stands
            apart from the other rows of its id.
    """
    header, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    if tuple(header.split("\t")) != Rows._fields:
        raise OntologyError(f"{path}:1: columns must be {' '.join(Rows._fields)}, parted by tabs")
    width = len(Rows._fields)
    for number, line in enumerate(lines, start=2):
        if line.count("\t") != width - 1:
            raise OntologyError(f"{path}:{number}: a row has {width} columns, parted by tabs")
    # One flat list, cut into columns by slices: no list per row, which would keep the garbage
    # collector busy for longer than the reading takes.
    cells = "\t".join(lines).split("\t") if lines else []
    rows = Rows(*(cells[column::width] for column in range(width)))
    for row, problem in _problems(rows):
        raise OntologyError(f"{path}:{row + 2}: {problem}")
    return rows


def _problems(rows: Rows) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the rows of one table: row number, message."""
    known_flags = {""}
    for row, (status, flags) in enumerate(zip(rows.status, rows.flags, strict=True)):
        if status not in STATUSES:
            yield row, f"unknown status {status!r}; known: {', '.join(STATUSES)}"
        if flags not in known_flags:
            if not set(flags.split()) <= set(FLAGS):
                yield row, f"unknown flag in {flags!r}; known: {', '.join(FLAGS)}"
            known_flags.add(flags)
    seen: set[str] = set()
    for row, (identifier, kind) in enumerate(zip(rows.id, rows.type, strict=True)):
        if kind and identifier in seen:
            yield row, f"{identifier!r} has a type already; only its first row carries one"
        if not kind and (row == 0 or rows.id[row - 1] != identifier):
            yield row, f"the first row of {identifier!r} needs a type"
        seen.add(identifier)
