"""The graph behind the server: many readers, and one writer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from kg.serve import frames
from kg.serve.evaluate import Answer
from kg.serve.pool import Pool
from kg.serve.settings import Settings
from kg.serve.worker import Task


@dataclass(slots=True)
class Backend:
    """Answers requests to read and to write.

    Attributes:
        settings: What is served.
        readers: Answer queries.
        writer: Carries out updates, one at a time; None where nothing is written.
        writes: How many there were, so that readers know when to look for a new state.
    """

    settings: Settings
    readers: Pool
    writer: Pool | None = None
    writes: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        """Open the graph.

        Raises:
            GraphError: It cannot be opened.
        """
        if self.writer is not None:
            await self.writer.start()
        await self.readers.start()

    def stop(self) -> None:
        """Close it."""
        self.readers.stop()
        if self.writer is not None:
            self.writer.stop()

    async def read(self, head: frames.Head) -> Answer:
        """Return what a reader answers."""
        head["writes"] = self.writes
        return await self.readers.ask(head)

    async def write(self, head: frames.Head, body: bytes = b"") -> Answer:
        """Return what the writer answers; whoever reads afterwards reads what it wrote."""
        assert self.writer is not None
        async with self._turn:
            answer = await self.writer.ask(head, body)
            self.writes += 1
        return answer


def backend(settings: Settings) -> Backend:
    """Return the backend of a server, not started yet."""
    common = settings.prefixes, settings.limits
    readers = Pool(Task(settings.read, None, *common, settings.shared), settings.workers)
    writer = None
    if settings.edit is not None:
        writer = Pool(Task(settings.read, settings.edit, *common, shared=False), size=1, long=0)
    return Backend(settings, readers, writer)
