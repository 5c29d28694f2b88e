"""Changes -> the live database, while the next change is worked out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pyoxigraph as ox

from kg.errors import GraphError
from kg.store.change import Change

MANY = 20_000
"""Quads from which on files of their own are cheaper than the way through the log."""


def apply(graph: ox.Store, changes: Iterable[Change]) -> None:
    """Take quads out of a database and put others in, change by change.

    One change is written while the next one is worked out: pyoxigraph writes without holding the
    interpreter's lock.

    Raises:
        GraphError: The database cannot be written.
    """
    with ThreadPoolExecutor(max_workers=1) as writing, _without_collector():
        last: Future[None] | None = None
        for change in changes:
            if last is not None:
                last.result()  # no more than two changes in memory
            last = writing.submit(_write, graph, change)
        if last is not None:
            last.result()


def _write(graph: ox.Store, change: Change) -> None:
    try:
        for quad in change.gone:
            graph.remove(quad)
        if len(change.new) < MANY:
            graph.extend(change.new)
        else:
            lines = ox.serialize(change.new, format=ox.RdfFormat.N_QUADS)
            change.new.clear()
            graph.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)
    except (OSError, RuntimeError) as error:
        raise GraphError(f"the store cannot be written ({error}); is the disk full?") from error


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the collector the many values of a change: they are in no cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
