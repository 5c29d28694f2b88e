"""A store that is read: what was last published, whoever writes to it meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from threading import Lock
from time import monotonic
from types import TracebackType

import pyoxigraph as ox

from kg import link
from kg.link import Decisions
from kg.model import Extraction, KnowledgeGraph
from kg.store import folder
from kg.store.database import connect
from kg.store.decided import decode
from kg.store.excerpt import excerpt
from kg.store.index import Index, Source

GRACE = 60.0
"""Seconds that a graph can be read for after a newer one was given."""


class Reader:
    """The reader of a store; any number of them, beside a writer.

    Attributes:
        path: The folder.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the store in the folder `path` for reading.

        Raises:
            GraphError: There is none, its layout is not known, or it is damaged.
        """
        self.path = Path(path)
        folder.require(self.path)
        connection = connect(self.path / folder.OBSERVATIONS, create=False)
        self._index, self._close = Index(connection), connection.close
        self._turn = Lock()
        self._number = -1
        self._graph = ox.Store()
        self._held: list[tuple[float, int]] = []

    def close(self) -> None:
        """Let the generations that were read be removed."""
        self._close()
        while self._held:
            os.close(self._held.pop()[1])

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def graph(self) -> ox.Store:
        """Return the RDF as last published.

        It never changes; after the writer has published more, the next call gives another one,
        and the old one can be read for another `GRACE` seconds.

        Raises:
            GraphError: It is damaged.
        """
        with self._turn:
            while self._number != (number := int(self._index.state("generation", "0"))):
                held = folder.hold(self.path, number) if number else None
                if held is None and number:
                    continue  # replaced and swept away since its number was read
                self._graph = folder.open_generation(self.path, number)
                self._number = number
                self._held += [] if held is None else [(monotonic(), held)]
                # What was given last before the grace began may have been read until now.
                while len(self._held) > 1 and self._held[1][0] < monotonic() - GRACE:
                    os.close(self._held.pop(0)[1])
            return self._graph

    def sources(self) -> tuple[Source, ...]:
        """Return the articles that are in, by day."""
        with self._turn:
            return tuple(self._index.sources())

    def extractions(self) -> Iterator[Extraction]:
        """Yield what each article gave, by source and id."""
        return self._index.extractions()

    def knowledge(self) -> KnowledgeGraph:
        """Return what all articles give together, with the places that name each actor."""
        return link.merge(self.extractions(), self.decisions)

    def about(self, *names: str) -> KnowledgeGraph:
        """Return all actors, and the claims about those that `names` are a name or an id of.

        Raises:
            GraphError: No actor, or several, have one of the names.
        """
        rdf = self.graph()
        with self._turn:
            return excerpt(self._index, rdf, names)

    @property
    def decisions(self) -> Decisions:
        """What was decided by hand."""
        with self._turn:
            return decode(self._index.state("decisions", ""))
