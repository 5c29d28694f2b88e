"""Write claims down: Extractions -> text; one file per format.

A format is a module of this package; its name is the name of the format, and it has

    SUFFIX      of the files that hold it, such as ".jsonl"
    encode      Extractions -> pieces of text, each ready to be written

Formats of whole graphs are the modules of `kg.export.graphs`. Rows for a table that people read
are made by `rows`; `replace` and `save` put files in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from kg.errors import ExportError
from kg.export._columns import align
from kg.export._edited import interpret
from kg.export._files import check, replace, save
from kg.export._networkx import to_networkx
from kg.export._rows import COLUMNS, Row, rows, split
from kg.model import Extraction

__all__ = [
    "COLUMNS",
    "Format",
    "Row",
    "align",
    "check",
    "encode",
    "formats",
    "interpret",
    "replace",
    "rows",
    "save",
    "split",
    "to_networkx",
]


class Format(Protocol):
    """What a module of this package offers."""

    SUFFIX: str

    def encode(self, extractions: Iterable[Extraction]) -> Iterator[str]:
        """Yield the text of `extractions` piece by piece, in their order."""


@cache
def formats() -> dict[str, Format]:
    """Return every format by its name, in alphabetical order.

    Example:
        >>> formats()["jsonl"].SUFFIX
        '.jsonl'
    """
    names = sorted(
        each.name
        for each in iter_modules(__path__)
        if not each.name.startswith("_") and not each.ispkg
    )
    return {name: cast(Format, import_module(f"{__name__}.{name}")) for name in names}


def encode(name: str, extractions: Iterable[Extraction]) -> Iterator[str]:
    """Return `extractions` as text of the format `name`, piece by piece.

    Raises:
        ExportError: There is no such format; the message lists those there are.
    """
    if name not in formats():
        raise ExportError(f"no format {name!r}; available: {', '.join(formats())}")
    return formats()[name].encode(extractions)
