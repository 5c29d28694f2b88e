"""A store that is written to: articles in and out, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import pyoxigraph as ox

from kg import iri
from kg.errors import GraphError
from kg.link import Decisions
from kg.model import Extraction
from kg.store import folder
from kg.store.apply import apply
from kg.store.change import changes
from kg.store.database import connect
from kg.store.decided import decode, differing, encode
from kg.store.index import Index, Source
from kg.store.plan import plan

AT_ONCE = 2_000
"""Articles that are committed together where many are added: what memory and a kill may cost."""


class Added(NamedTuple):
    """How many articles were new, replaced another text, or were in already."""

    new: int
    replaced: int
    unchanged: int


class Store:
    """The writer of a store; one at a time, until it is closed.

    What `add`, `remove` and `decide` have returned from is on disk. A process that is killed in
    one of them leaves the store as it was before, or, of many articles, with the first ones in.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from kg.model import Document
        >>> article = Extraction(Document("d", "Text.", "en", "Text.", "a.txt"), (), ())
        >>> with TemporaryDirectory() as place, Store(Path(place, "news")) as store:
        ...     store.add([article]), store.add([article])
        (Added(new=1, replaced=0, unchanged=0), Added(new=0, replaced=0, unchanged=1))
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the store in the folder `path` for writing; make it if there is none.

        Raises:
            GraphError: Another process writes to it, the folder is something else, or its layout
                is not known.
        """
        self.path = Path(path)
        folder.prepare(self.path)
        self._lock = folder.lock(self.path)
        with ExitStack() as undo:  # what fails gives the lock back
            undo.callback(os.close, self._lock)
            folder.mark(self.path)
            folder.require(self.path)
            connection = connect(self.path / folder.OBSERVATIONS)
            self._index = Index(connection)
            self._close = connection.close
            self._live: ox.Store | None = None
            self._generation = int(self._index.state("generation", "0"))
            folder.clear(self.path)
            folder.sweep(self.path, self._generation)
            undo.pop_all()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let other processes write."""
        self._live = None
        folder.end(self.path)
        self._close()
        os.close(self._lock)

    @property
    def graph(self) -> ox.Store:
        """The RDF, for reading; to write to it, use `edit`."""
        if self._live is None:
            self._live = folder.begin(self.path, self._generation)
        return self._live

    @property
    def decisions(self) -> Decisions:
        """What was decided by hand."""
        return decode(self._index.state("decisions", ""))

    def sources(self) -> tuple[Source, ...]:
        """Return the articles that are in, by day."""
        return tuple(self._index.sources())

    def extractions(self) -> Iterator[Extraction]:
        """Yield what each article gave, by source and id."""
        return self._index.extractions()

    def add(self, extractions: Iterable[Extraction]) -> Added:
        """Put articles in; one that is in changes nothing, a changed one replaces the old one.

        Args:
            extractions: Any number; they are committed `AT_ONCE` at a time.

        Returns:
            Added: Where one source comes twice, its last text counts.

        Raises:
            GraphError: A claim cannot stand in RDF; the articles of its batch are not in.
        """
        total = Added(0, 0, 0)
        rest = iter(extractions)
        while batch := list(islice(rest, AT_ONCE)):
            total = Added(*map(sum, zip(total, self._add(batch), strict=True)))
        return total

    def _add(self, batch: Sequence[Extraction]) -> Added:
        wanted = plan(self._index, batch)
        new, gone = list(wanted.new.values()), list(wanted.gone)
        if new:
            self._exchange(gone, new, self.decisions)
        return Added(len(new) - len(gone), len(gone), wanted.unchanged)

    def remove(self, article: str) -> Source:
        """Take an article out, with all that it alone says.

        Args:
            article: Its id, its source or its IRI.

        Returns:
            Source: What was taken out.

        Raises:
            GraphError: No such article is in, or several are.
        """
        name = article.removeprefix(iri.ARTICLE).removeprefix("article:")
        found = self._index.find(name, article, article)
        if not found:
            raise GraphError(f"{self.path}: no article {article!r}; `kg sources` lists them")
        if len(found) > 1:
            ids = ", ".join(sorted(found))
            raise GraphError(f"{self.path}: {article!r} names several articles; give an id: {ids}")
        (gone,) = (source for source in self._index.sources() if source.id in found)
        self._exchange(found, (), self.decisions)
        return gone

    def decide(self, decisions: Decisions) -> None:
        """Replace what was decided by hand; who is touched by the difference is resolved anew."""
        ids = differing(self.decisions, decisions)
        documents = self._index.naming(ids)
        again = [self._index.extraction(document) for document in documents]
        self._exchange(documents, again, decisions)

    @contextmanager
    def edit(self) -> Iterator[ox.Store]:
        """Give the RDF to be written to, and publish it when that is done without an error.

        What is derived of articles is theirs: it goes with them whatever is edited.
        """
        with self._transaction():
            yield self.graph

    def _exchange(
        self, gone: Sequence[str], new: Sequence[Extraction], decisions: Decisions
    ) -> None:
        with self._transaction():
            self._index.set_state("decisions", encode(decisions))
            apply(self.graph, changes(self._index, gone, new, decisions))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Commit observations and RDF together, or neither.

        The new generation is complete and on disk before the observations that name it are.
        """
        number = self._generation + 1
        done = False
        self._index.execute("BEGIN IMMEDIATE")
        try:
            yield
            folder.publish(self.graph, self.path, number)
            self._index.set_state("generation", str(number))
            self._index.execute("COMMIT")
            done = True
        finally:
            if not done:
                self._index.execute("ROLLBACK")
                self._live = None  # begun anew from the last generation when it is needed
        self._generation = number
        folder.sweep(self.path, number)
