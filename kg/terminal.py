"""What the terminal shows: text made safe, tables that fit, a progress bar. Prints nothing itself.

Articles, file names and messages may hold anything; here it becomes text that only says something.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that move the cursor, end the line, turn the writing round, or are no text at all."""
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT_MARK = "\u200e"
_LONGEST_WORD = 14
"""Columns, as of the name of a relation or a sum of billions: what is shorter is not cut."""
_GAP = 3


def safe(text: str) -> str:
    r"""Return `text` in one line that a terminal shows as it is.

    Example:
        >>> print(safe("a\x1b[31m\nb"))
        a\x1b[31m\nb
    """
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that fits the width of the terminal, long cells wrapped."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    body = [tuple(row) for row in rows]
    width = shutil.get_terminal_size().columns
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, room in zip(columns, _widths([columns, *body], width), strict=True):
        made.add_column(name, overflow="fold", width=room)
    for row in body:
        made.add_row(*(Text(_anchored(cell)) for cell in row))
    text = io.StringIO()
    Console(file=text, width=width).print(made)
    return "\n".join(line.rstrip() for line in text.getvalue().rstrip("\n").split("\n"))


def _widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share `width` out to the columns: first so that few words are cut, then to the longest."""
    columns = list(zip(*table, strict=True))
    words = [max((len(w) for cell in cells for w in cell.split()), default=1) for cells in columns]
    wanted = [max(map(len, cells)) for cells in columns]
    room = width - _GAP * (len(columns) - 1)
    fitting = (n for n in range(_LONGEST_WORD, 1, -1) if sum(min(w, n) for w in words) <= room)
    least = next(fitting, 1)
    given = [min(word, least) for word in words]
    while sum(given) < min(room, sum(wanted)):
        poorest = max(range(len(given)), key=lambda i: wanted[i] - given[i])
        given[poorest] += 1
    return given


def progress(steps: Iterable[T], total: int) -> Iterator[T]:
    """Yield `steps`, while a bar on standard error shows how many of `total` are done."""
    from rich.console import Console
    from rich.progress import track

    yield from track(steps, "articles", total=total, console=Console(stderr=True), transient=True)


def _anchored(cell: str) -> str:
    """Keep a cell where it is: terminals that turn Arabic round draw figures after it into it.

    Source:
        Unicode Standard Annex #9, https://www.unicode.org/reports/tr9/
    """
    return cell + _LEFT_TO_RIGHT_MARK if _ARABIC.search(cell) else cell
