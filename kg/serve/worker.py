"""One process that opens the store and answers, one request after the other, until it is told.

The engine cannot be interrupted: what runs too long or takes too much is ended with its process,
and with nothing else.
"""

from __future__ import annotations

import base64
import pickle
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, NamedTuple

from kg.errors import KGError
from kg.serve import evaluate, frames, storing
from kg.serve.evaluate import Answer, Reader, failure
from kg.serve.settings import Editing, Limits, Reading

UNAVAILABLE = 503
_FRESH = 1.0
"""Seconds until what other programs have written is looked for."""

_GRACE = 1.0
"""Seconds that the process outlives its time limit, where nobody is left to end it."""


class Task(NamedTuple):
    """What a worker is started with."""

    read: Reading
    edit: Editing | None
    prefixes: Mapping[str, str]
    limits: Limits


def start(task: Task) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start a worker; it speaks first, when it has opened the store."""
    ours, theirs = socket.socketpair()
    code = f"import sys; sys.path[:] = {sys.path!r}; from kg.serve.worker import main; main()"
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-c", code, base64.b64encode(pickle.dumps(task)).decode()],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # where the engine says what it died of
        )
    return process, ours


def main() -> None:
    """Serve the socket that is standard input, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server; it ends its workers
    task: Task = pickle.loads(base64.b64decode(sys.argv[1]))
    channel = socket.socket(fileno=0)
    with channel.makefile("rb") as stream:
        try:
            work = _work(task)
        except (KGError, OSError, RuntimeError) as error:
            channel.sendall(_frame(failure(UNAVAILABLE, str(error))))
            return
        channel.sendall(_frame(Answer(evaluate.OK, "", b"")))
        _limit_memory(task.limits.memory)
        _serve(stream, channel, work, task.limits.seconds + _GRACE)


Work = Callable[[frames.Head, bytes], Answer]


def _work(task: Task) -> Work:
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
    head: dict[str, Any] = {"status": answer.status, "type": answer.content_type}
    return frames.pack(head, answer.body)


def _limit_memory(more: int) -> None:
    unit = 1 if sys.platform == "darwin" else 2**10  # ru_maxrss: bytes there, KiB elsewhere
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = used + more
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
