"""What a server is started with."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import pyoxigraph as ox

Reading = Callable[[], Callable[[], ox.Store]]
"""Opens a graph; what it returns gives the store as it is at the moment, the same one while nothing
has changed. It is sent to other processes, so it is a function of a module, or a `partial`."""

Editing = Callable[[], Callable[[], AbstractContextManager[ox.Store]]]
"""Opens a graph for writing; what it returns gives the store to write to, and publishes what was
written when its block ends without an error."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Attributes:
        seconds: A query or an update runs at most so long.
        rows: An answer has at most so many rows or triples.
        answer: Bytes that an answer may have.
        text: Bytes of a query or an update.
        upload: Bytes of a graph that is sent.
        memory: Bytes that a worker may take beyond what it has after opening the store.
        waiting: Requests that wait for a worker; more are turned away.
    """

    seconds: float = 15.0
    rows: int = 100_000
    answer: int = 32 * 2**20
    text: int = 2**20
    upload: int = 16 * 2**20
    memory: int = 2 * 2**30
    waiting: int = 512


@dataclass(frozen=True, slots=True)
class Example:
    """A query that the page offers: its question by language, and its text."""

    question: Mapping[str, str]
    sparql: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served, to whom, and how much of it.

    Attributes:
        read: Opens the graph for reading, in each worker.
        edit: Opens it for writing, in the one process that writes; None serves it read-only.
        shared: Whether `read` gives a store in memory, which is then opened once for all workers.
        prefixes: Declared for every request, and used in Turtle.
        examples: Queries that the page offers.
        limits: What one request may cost.
        token: What writers must show; None lets every program on this computer write.
        origins: The web pages that may read: `"*"`, one origin, or "" for none.
        hosts: Names that this server goes by; where a token is not asked for, requests to write
            under any other name are refused.
        workers: Processes that answer queries at a time.
    """

    read: Reading
    edit: Editing | None = None
    shared: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    limits: Limits = Limits()
    token: str | None = None
    origins: str = "*"
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")
    workers: int = min(max(os.cpu_count() or 1, 8), 16)
