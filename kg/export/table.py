"""A plain table: one claim a line, columns aligned, as a terminal or a text editor shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.export._columns import align
from kg.export._rows import COLUMNS, rows
from kg.model import Extraction

SUFFIX = ".txt"


def encode(extractions: Iterable[Extraction]) -> Iterator[str]:
    r"""Yield the lines of one table of all claims, the head first; the widths need all of them.

    Example:
        >>> list(encode([]))
        ['who  relation  whom  amount  share  modality  said by\n']
    """
    table = chain.from_iterable(map(rows, extractions))
    for line in align(COLUMNS, table):
        yield line + "\n"
