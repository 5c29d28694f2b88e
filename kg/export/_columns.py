"""Cells -> lines in which the columns stand below each other, Arabic and Chinese too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "
_MOVING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
"""What would end the line, move the cursor or turn the writing round."""


def align(columns: Sequence[str], table: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, its head first.

    Args:
        columns: The head (m columns).
        table: Cells (n rows, m columns); line ends and controls in them become blanks.

    Example:
        >>> list(align(["name", "type"], [["ميتا", "Company"], ["مُحَمَّد", "Person"]]))
        ['name  type', 'ميتا  Company', 'مُحَمَّد  Person']
    """
    body = [[_MOVING.sub(" ", cell) for cell in row] for row in (columns, *table)]
    widths = [max(map(width, column)) for column in zip(*body, strict=True)]
    for row in body:
        cells = (cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip()


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes.

    Marks above and below a letter take none, East Asian wide characters two.

    Source:
        Unicode Standard Annex #11, https://www.unicode.org/reports/tr11/

    Example:
        >>> width("ميتا"), width("مُحَمَّد"), width("人工")
        (4, 4, 4)
    """
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
