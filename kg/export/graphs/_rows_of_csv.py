"""Rows -> CSV, as RFC 4180 has it, in pieces of many rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import SimpleNamespace

from kg.export._elements import Column, Plain

AT_ONCE = 100

Cells = Sequence[Plain | None]


def csv_pieces(rows: Iterable[Cells]) -> Iterator[str]:
    r"""Yield rows as CSV; what is None is left empty.

    Source:
        RFC 4180.

    Example:
        >>> "".join(csv_pieces([["a", None, 1], ["x,y", "=\n", ""]]))
        'a,,1\r\n"x,y","=\n",\r\n'
    """
    lines: list[str] = []
    # With another line end Python before 3.13 would leave a lone carriage return unquoted.
    writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    remaining = iter(rows)
    while True:
        writer.writerows(islice(remaining, AT_ONCE))
        if not lines:
            return
        yield "".join(lines)
        lines.clear()


def arrays(columns: Sequence[Column]) -> tuple[int, ...]:
    """Return where the arrays stand among `columns`."""
    return tuple(at for at, column in enumerate(columns) if column.type == "strings")
