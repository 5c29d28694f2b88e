"""A graph over HTTP: the file or store that is served, and how.

The functions that open a graph are named in messages to other processes, so they stay at the top
of the module.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import graph, store
from kg.errors import GraphError
from kg.graph.terms import PREFIXES
from kg.pipeline.articles import Source

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.serve import Example


class Service(NamedTuple):
    """How a graph is served.

    Attributes:
        host: Name or number of the interface to listen on.
        port: 0 takes a free one.
        writable: Whether clients may write; the graph must be a store.
        token: What writers must show; needed where other computers can reach the server.
        seconds: A query runs at most so long.
        rows: An answer has at most so many rows.
        origins: The web pages that may read: `"*"`, one origin, or "" for none.
    """

    host: str = "127.0.0.1"
    port: int = 7878
    writable: bool = False
    token: str | None = None
    seconds: float = 15.0
    rows: int = 100_000
    origins: str = "*"


def reading(path: Source) -> Callable[[], ox.Store]:
    """Open a file, the folder of a build or a store, and return what gives its present state.

    Raises:
        GraphError: There is none, or it is broken.
    """
    if store.is_store(Path(path)):
        return store.Reader(path).graph
    read = graph.read(Path(path))
    return lambda: read


def editing(path: Source) -> Callable[[], AbstractContextManager[ox.Store]]:
    """Open a store for writing, and return what gives it to be written to.

    Raises:
        GraphError: Another process writes to it.
    """
    return store.Store(path).edit


def serve(path: Source, service: Service, announce: Callable[[str], None]) -> None:
    """Serve a graph until Ctrl-C.

    Args:
        path: An RDF file, the folder of a build, or a store.
        service: How.
        announce: Called with the address when the server answers.

    Raises:
        GraphError: The graph cannot be opened, the port is taken, or nobody would be kept from
            writing; or the extra `serve` is not installed.
    """
    try:
        from kg.serve import Limits, Settings, run
    except ImportError as error:
        raise GraphError(
            f"{error.name} is not installed; run: pip install 'ai-industry-kg[serve]'"
        ) from error
    if service.writable and not store.is_store(Path(path)):
        raise GraphError(f"{path}: only a store is written to; make one with `kg build --store`")
    if service.writable and service.token is None and service.host not in run.LOOPBACK:
        raise GraphError(f"{service.host}: other computers could write; give a --token-file")
    settings = Settings(
        partial(reading, path),
        partial(editing, path) if service.writable else None,
        shared=not store.is_store(Path(path)),
        prefixes=PREFIXES,
        examples=_examples(),
        limits=Limits(seconds=service.seconds, rows=service.rows),
        token=service.token,
        origins=service.origins,
    )
    run.serve(settings, service.host, service.port, announce)


def _examples() -> tuple[Example, ...]:
    """Return the saved queries that ask something without being told anything."""
    from kg.serve import Example

    return tuple(
        Example(saved.question, saved.sparql)
        for saved in graph.saved_queries().values()
        if all(parameter.optional for parameter in saved.parameters)
    )
