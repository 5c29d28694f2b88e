"""One graph of many articles that grows on disk: put articles in, list them, take them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kg.model import Extraction
from kg.pipeline.articles import Source
from kg.pipeline.graph import Graph
from kg.store import Added, Reader, Store, is_store
from kg.store import Source as Article

__all__ = ["Added", "Article", "add", "is_store", "load", "remove", "sources"]

AT_ONCE = 25
"""Articles that are committed together: a commit takes a fraction of what reading them does."""


def add(folder: Source, extractions: Iterable[Extraction]) -> Iterator[Added]:
    """Put articles into a store, made if missing, and yield what became of them, batch by batch.

    What was yielded is on disk, whatever happens to the process.

    Raises:
        GraphError: Another process writes to the store, or the folder is something else; said
            before the first article is asked for.
    """
    with Store(folder) as store:
        rest = iter(extractions)
        while batch := list(islice(rest, AT_ONCE)):
            yield store.add(batch)


def remove(folder: Source, article: str) -> Article:
    """Take an article out of a store by its id, source, address or IRI, and return its row.

    Raises:
        GraphError: There is no such store or article, or another process writes to it.
    """
    Reader(folder).close()  # a store that is not there shall not be made
    with Store(folder) as store:
        return store.remove(article)


def sources(folder: Source) -> tuple[Article, ...]:
    """Return the articles that are in a store, by day.

    Raises:
        GraphError: There is no such store.
    """
    with Reader(folder) as reader:
        return reader.sources()


def load(folder: Source) -> Graph:
    """Return what was last published of a store.

    Raises:
        GraphError: It is damaged, or of an unknown layout.
    """
    reader = Reader(folder)
    return Graph(store=reader.graph(), origin=reader)
