"""The workers of a server: handed one request each, ended when they overrun, replaced.

A request that takes long moves aside, so that the many short ones are never kept waiting by it:
its worker is counted apart and another takes its place, up to a number of long ones at a time.
"""

from __future__ import annotations

import asyncio
import socket
import subprocess
from collections import deque
from dataclasses import dataclass, field

from kg.errors import GraphError
from kg.serve import evaluate, frames, worker
from kg.serve.evaluate import Answer, failure
from kg.serve.worker import Task

LONG = 0.5
"""Seconds after which a request counts as a long one."""

RETRY = 0.2
"""Seconds until a worker that could not open the store is started again."""

_FULL = failure(worker.UNAVAILABLE, "too many requests at a time; try again later")
_CROWDED = failure(
    worker.UNAVAILABLE, "too many long queries at a time; try again later, or ask for less"
)
_BROKEN = failure(
    evaluate.FAILED, "the query brought its worker down: it takes too much memory, or is too deep"
)


class Line(asyncio.Protocol):
    """The server's end of a worker: one request at a time, answered by a future."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for the worker to say that it has opened the store."""
        self.process = process
        self.buffer = bytearray()
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport
        self.snapshot = ""
        self.verdict = _BROKEN
        self.long = False
        self.ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the worker."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Hand on an answer when it is whole."""
        self.buffer += data
        frame = frames.take(self.buffer)
        if frame is not None and not self.answer.done():
            head, body = frame
            self.answer.set_result(Answer(head["status"], head["type"], body))

    def connection_lost(self, _: Exception | None) -> None:
        """Say why, if someone is still waiting."""
        if not self.answer.done():
            self.answer.set_result(self.verdict)
        self.end()

    def send(self, frame: bytes) -> asyncio.Future[Answer]:
        """Hand the worker a request."""
        self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(frame)
        return self.answer

    def end(self, verdict: Answer | None = None) -> None:
        """End the worker, whatever it is doing."""
        if self.ended:
            return
        self.ended = True
        self.verdict = verdict or self.verdict
        self.process.kill()
        self.transport.close()
        # The system takes its time to free the memory of a large one.
        asyncio.get_running_loop().run_in_executor(None, self.process.wait)


@dataclass(slots=True)
class Pool:
    """Workers that answer requests.

    Attributes:
        task: What each is started with.
        size: How many are ready for short requests.
        long: How many may be taken up by long ones beside; with 0 every request has the full time.
    """

    task: Task
    size: int
    long: int = 4
    idle: list[Line] = field(default_factory=list)
    busy: set[Line] = field(default_factory=set)
    waiting: deque[asyncio.Future[Line]] = field(default_factory=deque)
    starting: set[asyncio.Task[None]] = field(default_factory=set)
    open: bool = False

    async def start(self) -> None:
        """Start the workers.

        Raises:
            GraphError: They cannot open the store.
        """
        self.open = True
        for line in await asyncio.gather(*(self._line() for _ in range(self.size))):
            self._free(line)

    def stop(self) -> None:
        """End the workers."""
        self.open = False
        for task in self.starting:
            task.cancel()
        for line in (*self.idle, *self.busy):
            line.end()
        self.idle.clear()
        while self.waiting:
            future = self.waiting.popleft()
            if not future.done():
                future.cancel()

    async def ask(self, head: frames.Head, body: bytes = b"") -> Answer:
        """Return the answer of a worker, within the limits of the task."""
        if self.idle:
            line = self.idle.pop()
        elif len(self.waiting) >= self.task.limits.waiting:
            return _FULL
        else:
            try:
                line = await self._next()
            except TimeoutError:
                return _FULL
        loop = asyncio.get_running_loop()
        self.busy.add(line)
        line.snapshot = head.get("snapshot", "")
        watch = loop.call_later(LONG if self.long else self._seconds, self._overrun, line)
        try:
            return await line.send(frames.pack(head, body))
        finally:
            watch.cancel()
            self._release(line)

    def snapshots(self) -> set[str]:
        """Return the snapshots that are being read."""
        return {line.snapshot for line in self.busy}

    async def _next(self) -> Line:
        future: asyncio.Future[Line] = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        async with asyncio.timeout(self._seconds):
            return await future

    @property
    def _seconds(self) -> float:
        return self.task.limits.seconds

    def _overrun(self, line: Line) -> None:
        """Move a worker aside that is at work for long, or end it."""
        late = failure(worker.UNAVAILABLE, f"no answer within {self._seconds:g} seconds")
        if not self.long or self._long() >= self.long:
            line.end(_CROWDED if self.long else late)
            return
        line.long = True
        self._replace()
        loop = asyncio.get_running_loop()
        watch = loop.call_later(max(self._seconds - LONG, 0), line.end, late)
        line.answer.add_done_callback(lambda _: watch.cancel())

    def _long(self) -> int:
        return sum(line.long for line in self.busy)

    def _release(self, line: Line) -> None:
        """Take a worker back; one that is dead, in doubt or over the number is let go."""
        self.busy.discard(line)
        if not line.answer.done() or line.transport.is_closing() or line.long:
            line.end()
        if line.ended and not line.long:
            self._replace()
        elif not line.ended:
            self._free(line)

    def _free(self, line: Line) -> None:
        while self.waiting:
            future = self.waiting.popleft()
            if not future.done():
                future.set_result(line)
                return
        self.idle.append(line)

    def _replace(self) -> None:
        if self.open:
            task = asyncio.get_running_loop().create_task(self._add())
            self.starting.add(task)
            task.add_done_callback(self.starting.discard)

    async def _add(self) -> None:
        while self.open:
            try:
                self._free(await self._line())
                return
            except GraphError:  # such as a store that the process before still holds
                await asyncio.sleep(RETRY)

    async def _line(self) -> Line:
        process, channel = worker.start(self.task)
        return await _connect(process, channel)


async def _connect(process: subprocess.Popen[bytes], channel: socket.socket) -> Line:
    channel.setblocking(False)
    loop = asyncio.get_running_loop()
    _, line = await loop.create_connection(lambda: Line(process), sock=channel)
    ready = await line.answer
    if ready.status != evaluate.OK:
        line.end()
        raise GraphError(ready.body.decode().strip())
    return line
