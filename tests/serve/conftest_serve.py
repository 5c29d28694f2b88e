"""Servers on ports of their own, each over a store on disk."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from kg.graph.terms import PREFIXES
from kg.pipeline.serving import editing, reading
from kg.serve import Limits, Settings
from kg.serve.run import Server
from kg.store import Store

LIMITS = Limits(seconds=3, rows=1000, answer=2**20, text=2**16, upload=2**18, memory=2**28)


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    """Run a server in a thread; yield its address."""
    server, ready = Server(settings), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lambda: asyncio.run(server.run(listener, ready.set)))
        thread.start()
        assert ready.wait(10)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.stop()
            thread.join(10)
            assert not thread.is_alive()


def settings(path: Path, **changes: Any) -> Settings:
    """Return what a test server of the store at `path` is started with."""
    common = {"prefixes": PREFIXES, "limits": LIMITS, "workers": 1}
    return Settings(partial(reading, path), **common | changes)


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of a server that may be written to, empty at first; it goes by "testserver"."""
    path = tmp_path_factory.mktemp("writable") / "store"
    made = settings(path, edit=partial(editing, path), hosts=("testserver",))
    with (
        running(made) as address,
        httpx.Client(base_url=address, headers={"Host": "testserver"}, timeout=30) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """A function that serves quads, under settings of a test's own, and returns a client."""
    with ExitStack() as stack:

        def start(quads: Iterable[ox.Quad], **changes: Any) -> Any:
            path = tmp_path_factory.mktemp("served") / "store"
            with Store(path) as store, store.edit() as rdf:
                rdf.bulk_extend(quads)
            address = stack.enter_context(running(settings(path, **changes)))
            return stack.enter_context(httpx.Client(base_url=address, timeout=30))

        yield start
