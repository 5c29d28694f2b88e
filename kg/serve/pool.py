"""The workers of a server: handed requests, ended when they overrun, replaced.

A worker is handed a few requests ahead, so that it goes on without waiting for the server. One
that takes long moves aside: its worker is counted apart, the requests behind it go to others, and
a new worker takes its place. So the many short requests are never kept waiting by a long one.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from kg.errors import GraphError
from kg.serve import evaluate, frames, worker
from kg.serve.evaluate import Answer, failure
from kg.serve.nursery import Nursery
from kg.serve.worker import Task

LONG = 0.3
"""Seconds after which a request counts as a long one."""

AHEAD = 4
"""Requests that a worker is handed before it has answered the first of them."""

RETRY = 0.2
"""Seconds until a worker that could not open the store is started again."""

_LOWEST = 19
"""Priority of long requests, by the system's count."""

FULL = failure(worker.UNAVAILABLE, "too many requests at a time; try again later")
CROWDED = failure(
    worker.UNAVAILABLE, "too many long queries at a time; try again later, or ask for less"
)
BROKEN = failure(
    evaluate.FAILED, "the query brought its worker down: it takes too much memory, or is too deep"
)
CLOSED = failure(worker.UNAVAILABLE, "the server is stopping")


class Request(NamedTuple):
    """A request on its way, where its answer is waited for, and since when."""

    frame: bytes
    answer: asyncio.Future[Answer]
    since: float


class Line(asyncio.Protocol):
    """The server's end of a worker, which answers in the order in which it is asked."""

    def __init__(self, pool: Pool) -> None:
        """Wait for the worker to say that it has opened the graph."""
        self.pool = pool
        self.pid = 0
        loop = asyncio.get_running_loop()
        self.ready: asyncio.Future[Answer] = loop.create_future()
        self.sent: deque[Request] = deque([Request(b"", self.ready, loop.time())])
        self.began = loop.time()
        self.long = False
        self.ended = False
        self._buffer = bytearray()
        self._transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the worker."""
        # Other event loops have transports that are no subclass.
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Hand on the answers that are whole."""
        self._buffer += data
        while self.sent and (frame := frames.take(self._buffer)) is not None:
            head, body = frame
            self.pid = head["pid"]
            _settle(self.sent.popleft(), Answer(head["status"], head["type"], body))
            self.began = asyncio.get_running_loop().time()
        self.pool.answered(self)

    def connection_lost(self, _: Exception | None) -> None:
        """Give up the request that the worker was at; the others are asked again elsewhere."""
        self.pid = 0
        self.end(BROKEN)

    def send(self, request: Request) -> None:
        """Hand the worker a request."""
        if not self.sent:
            self.began = asyncio.get_running_loop().time()
        self.sent.append(request)
        self._transport.write(request.frame)

    def step_back(self) -> None:
        """Go on with a long request when nobody else has anything to do."""
        self.long = True
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST)

    def end(self, verdict: Answer) -> None:
        """End the worker, whatever it is doing."""
        if self.ended:
            return
        self.ended = True
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self._transport.close()
        if self.sent:
            _settle(self.sent.popleft(), verdict)
        self.pool.lost(self)


@dataclass(slots=True)
class Pool:
    """Workers that answer requests.

    Attributes:
        task: What each is started with.
        size: How many are ready for short requests.
        long: How many may be taken up by long ones beside; with 0 every request has the full time
            and nothing is handed ahead.
    """

    task: Task
    size: int
    long: int = 4
    lines: list[Line] = field(default_factory=list)
    aside: set[Line] = field(default_factory=set)
    waiting: deque[Request] = field(default_factory=deque)
    nursery: Nursery = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _open: bool = False

    def __post_init__(self) -> None:
        """Prepare the place that workers come from."""
        self.nursery = Nursery(self.task)

    async def start(self) -> None:
        """Start the workers.

        Raises:
            GraphError: They cannot open the store.
        """
        self._open = True
        self.lines += await asyncio.gather(*(self._line() for _ in range(self.size)))
        self._keep(self._watch())

    def stop(self) -> None:
        """End the workers."""
        self._open = False
        for task in self._tasks:
            task.cancel()
        for line in (*self.lines, *self.aside):
            line.end(CLOSED)
        while self.waiting:
            _settle(self.waiting.popleft(), CLOSED)
        self.nursery.stop()

    async def ask(self, head: frames.Head, body: bytes = b"") -> Answer:
        """Return the answer of a worker, within the limits of the task."""
        if len(self.waiting) >= self.task.limits.waiting or not self._open:
            return FULL
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        self._hand(Request(frames.pack(head, body), answer, loop.time()))
        return await answer

    def answered(self, line: Line) -> None:
        """Hand a worker more, if it has answered."""
        if line.long:
            line.end(CLOSED)
        while self.waiting and not line.long and len(line.sent) < self._ahead:
            line.send(self.waiting.popleft())

    def lost(self, line: Line) -> None:
        """Replace a worker that has come to its end, and ask again what it was not asked yet."""
        if line in self.lines:
            self.lines.remove(line)
            if self._open:
                self._keep(self._add())
        self.aside.discard(line)
        self._again(line)

    @property
    def _ahead(self) -> int:
        return AHEAD if self.long else 1

    def _hand(self, request: Request) -> None:
        line = min(self.lines, key=lambda line: len(line.sent), default=None)
        if line is not None and len(line.sent) < self._ahead:
            line.send(request)
        else:
            self.waiting.append(request)

    def _again(self, line: Line) -> None:
        while line.sent:
            self._hand(line.sent.pop())

    async def _watch(self) -> None:
        """Look after the time that the workers take."""
        limit = self.task.limits.seconds
        late = failure(worker.UNAVAILABLE, f"no answer within {limit:g} seconds; ask for less")
        while True:
            await asyncio.sleep(min(LONG, limit) / 5)
            now = asyncio.get_running_loop().time()
            while self.waiting and now - self.waiting[0].since >= limit:
                _settle(self.waiting.popleft(), FULL)
            for line in (*self.lines, *self.aside):
                if line.sent and now - line.began >= limit:
                    line.end(late)
                elif line.sent and now - line.began >= LONG and self.long and not line.long:
                    self._move_aside(line)

    def _move_aside(self, line: Line) -> None:
        if len(self.aside) >= self.long:
            line.end(CROWDED)
            return
        line.step_back()
        self.lines.remove(line)
        self.aside.add(line)
        self._keep(self._add())
        first = line.sent.popleft()
        self._again(line)
        line.sent.append(first)

    async def _add(self) -> None:
        while self._open:
            try:
                line = await self._line()
            except GraphError:  # such as a store that the process before still holds
                await asyncio.sleep(RETRY)
                continue
            self.lines.append(line)
            self.answered(line)
            return

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _line(self) -> Line:
        channel = self.nursery.bear()
        channel.setblocking(False)
        loop = asyncio.get_running_loop()
        _, line = await loop.create_unix_connection(lambda: Line(self), sock=channel)
        ready = await line.ready
        if ready.status != evaluate.OK:
            line.end(CLOSED)
            raise GraphError(ready.body.decode().strip())
        return line


def _settle(request: Request, answer: Answer) -> None:
    if not request.answer.done():
        request.answer.set_result(answer)
