"""Where things are written to, and which formats there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import fspath
from pathlib import Path

from kg import export, read
from kg.export import graphs
from kg.pipeline.articles import Source

PAGE = "graph.html"
RDF = {f"graph.{form}": form for form in ("ttl", "nq", "jsonld")}
CLAIMS = "claims.jsonl"


def output_folder(articles: Iterable[Source], wish: Source | None = None) -> Path:
    """Return where a build of `articles` goes: to `wish`, else to one named after the first.

    Raises:
        ExportError: That is no place to write to; better said before the work than after it.

    Example:
        >>> output_folder(["news/meta.txt", "news/x.txt"]).as_posix()
        'output/meta'
    """
    first = fspath(next(iter(articles)))
    name = "stdin" if first == read.STDIN else Path(first).absolute().stem.strip(".")
    folder = Path(wish) if wish is not None else Path("output") / (name or "graph")
    export.check(folder)
    return folder


def output_file(path: Source) -> Path:
    """Return `path` as a place to write a file to.

    Raises:
        ExportError: It is none; better said before the work than after it.
    """
    export.check(Path(path).absolute().parent)
    return Path(path)


def formats() -> Iterator[tuple[str, str, str]]:
    """Yield what is read and written: name, what it holds, names of its files."""
    for name, kind in read.kinds().items():
        yield name, "article", " ".join(kind.SUFFIXES)
    for name, form in export.formats().items():
        yield name, "claims", form.SUFFIX
    for file in (PAGE, *RDF):
        yield file.partition(".")[2], "graph", file
    for name in graphs.names():
        yield name, "property graph", " ".join(graphs.get(name).FILES)
