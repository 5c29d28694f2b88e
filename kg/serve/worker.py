"""One process that opens the store and answers, one request after the other, until it is told.

The engine cannot be interrupted: what runs too long or takes too much is ended with its process,
and with nothing else.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.errors import KGError
from kg.serve import evaluate, frames, storing
from kg.serve.evaluate import Answer, Reader, failure
from kg.serve.settings import Editing, Limits, Reading

UNAVAILABLE = 503
_FRESH = 1.0
"""Seconds until what other programs have written is looked for."""

_GRACE = 1.0
"""Seconds that the process outlives its time limit, where nobody is left to end it."""


Work = Callable[[frames.Head, bytes], Answer]


class Task(NamedTuple):
    """What a worker is started with."""

    read: Reading
    edit: Editing | None
    prefixes: Mapping[str, str]
    limits: Limits
    shared: bool


def run(task: Task, channel: socket.socket, work: Work | None = None) -> None:
    """Serve a socket until it is closed.

    Args:
        task: What to open, if it is not open yet.
        channel: To the server; the first frame says whether the graph could be opened.
        work: What answers, where it is shared with other workers.
    """
    with channel.makefile("rb") as stream:
        try:
            work = work or opened(task)
        except (KGError, OSError, RuntimeError) as error:
            channel.sendall(_frame(failure(UNAVAILABLE, str(error))))
            return
        channel.sendall(_frame(Answer(evaluate.OK, "", b"")))
        _limit_memory(task.limits.memory)
        _serve(stream, channel, work, task.limits.seconds + _GRACE)


def opened(task: Task) -> Work:
    """Open the graph, and return what answers about it."""
    if task.edit is not None:
        return storing.Writer(task.edit(), task.prefixes).work
    current = task.read()
    reader = Reader(current(), task.prefixes, task.limits)
    seen, due = 0, 0.0

    def read(head: frames.Head, _: bytes) -> Answer:
        nonlocal reader, seen, due
        now = time.monotonic()
        if head["writes"] != seen or now >= due:
            seen, due = head["writes"], now + _FRESH
            store = current()
            if store is not reader.store:
                reader = Reader(store, task.prefixes, task.limits)
        return KINDS[head["kind"]](reader, head)

    return read


KINDS: dict[str, Callable[[Reader, frames.Head], Answer]] = {
    "query": evaluate.answer,
    "graph": evaluate.graph,
}


def _serve(stream: BinaryIO, channel: socket.socket, work: Work, seconds: float) -> None:
    while True:
        frame = frames.read(stream)
        if frame is None:
            return
        # Ends the process in the midst of the engine, as no handler of Python's could.
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            answer = work(*frame)
        except MemoryError:
            answer = failure(evaluate.FAILED, "the request takes too much memory")
        signal.setitimer(signal.ITIMER_REAL, 0)
        channel.sendall(_frame(answer))


def _frame(answer: Answer) -> bytes:
    head: frames.Head = {"status": answer.status, "type": answer.content_type}
    head["pid"] = os.getpid()
    return frames.pack(head, answer.body)


def _limit_memory(more: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    used = _data()
    most = used + more
    if used and (hard == resource.RLIM_INFINITY or most < hard):
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _data() -> int:
    """Return the bytes that count against the limit already; 0 on a system that does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmData:\s+(\d+) kB", status)
    return int(found[1]) * 2**10 if found else 0
