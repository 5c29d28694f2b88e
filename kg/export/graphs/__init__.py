"""Write a graph down for graph databases and tools: PropertyGraph -> files; one module a format.

The name of the module is that of the format, with a hyphen for an underscore, and it has

    FILES       names of the files in the folder it writes, or the one suffix of its single file
    encode      PropertyGraph -> name of a file -> its pieces; of a single file the name is ""

and, if the format can be read back, `decode`: path -> `Found`. Everything is streamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from os import PathLike
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from kg.errors import ExportError, ReadError
from kg.export._files import replace, save
from kg.export._found import Found
from kg.export._property_graph import PropertyGraph

Pieces = Iterable[str] | Iterable[bytes]
"""The content of a file, piece by piece."""


class GraphFormat(Protocol):
    """What a module of this package offers."""

    FILES: tuple[str, ...]

    def encode(self, graph: PropertyGraph) -> dict[str, Pieces]:
        """Return the files of `graph`."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of the formats, in alphabetical order.

    Example:
        >>> "neo4j-csv" in names()
        True
    """
    modules = (each.name for each in iter_modules(__path__) if not each.name.startswith("_"))
    return tuple(sorted(name.replace("_", "-") for name in modules))


@cache
def get(name: str) -> GraphFormat:
    """Return the format of that name.

    Raises:
        ExportError: There is none; the message lists those there are.
    """
    if name not in names():
        raise ExportError(f"no format {name!r}; available: {', '.join(names())}")
    return cast(GraphFormat, import_module(f"{__name__}.{name.replace('-', '_')}"))


def write(graph: PropertyGraph, name: str, path: str | PathLike[str]) -> tuple[Path, ...]:
    """Write `graph` in a format, whole or not at all, and return the paths of the files.

    Args:
        graph: What is written.
        name: One of `names()`.
        path: A file or a folder, as the format needs it.

    Raises:
        ExportError: There is no such format, the graph cannot be written in it, or not there.
    """
    files = {file: _bytes(pieces) for file, pieces in get(name).encode(graph).items()}
    if "" not in files:
        return replace(Path(path), files)
    save(Path(path), files[""])
    return (Path(path),)


def read(path: str | PathLike[str]) -> Found:
    """Return what is in the folder or file of a format that can be read back.

    Raises:
        ReadError: It is neither a folder of neo4j-csv nor a file of GraphML.
    """
    target = Path(path)
    if not target.exists():
        raise ReadError(f"{path}: no such file or folder")
    form = import_module(f"{__name__}.{'neo4j_csv' if target.is_dir() else 'graphml'}")
    return cast(Found, form.decode(target))


def is_folder(name: str) -> bool:
    """Tell whether the format `name` is a folder of files.

    Example:
        >>> is_folder("neo4j-csv"), is_folder("graphml")
        (True, False)
    """
    files = get(name).FILES
    return len(files) > 1 or not files[0].startswith(".")


def _bytes(pieces: Pieces) -> Iterator[bytes]:
    try:
        for piece in pieces:
            yield piece if isinstance(piece, bytes) else piece.encode()
    except UnicodeEncodeError as error:
        near = error.object[max(error.start - 20, 0) : error.start]
        raise ExportError(f"half a surrogate pair after {near!r}; run `kg check`") from error
