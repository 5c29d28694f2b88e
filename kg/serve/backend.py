"""The store behind the server: many readers, one writer, and snapshots from the one to the others.

Readers open a snapshot that the writer has left, never the store that is being written to, which
the engine leaves undefined.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import GraphError
from kg.serve import evaluate, frames
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
    """

    settings: Settings
    readers: Pool
    writer: Pool | None = None
    snapshot: str = ""
    _count: int = 0
    _folder: Path | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        """Open the store.

        Raises:
            GraphError: It cannot be opened.
        """
        if self.writer is not None:
            self._folder = Path(tempfile.mkdtemp(prefix="kg-serve-"))
            await self.writer.start()
            ready = await self.write({"kind": "snapshot"})
            if ready.status != evaluate.OK:
                raise GraphError(f"the store cannot be written: {ready.body.decode().strip()}")
        await self.readers.start()

    def stop(self) -> None:
        """Close it."""
        self.readers.stop()
        if self.writer is not None:
            self.writer.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def read(self, head: frames.Head) -> Answer:
        """Return what a reader answers."""
        if self.snapshot:
            head["snapshot"] = self.snapshot
        return await self.readers.ask(head)

    async def write(self, head: frames.Head, body: bytes = b"") -> Answer:
        """Return what the writer answers; whoever reads afterwards reads what it wrote."""
        assert self.writer is not None
        async with self._turn:
            answer = await self._write(head, body)
            if answer.status >= evaluate.FAILED:
                # It may have come to an end between the store and the snapshot.
                await self._write({"kind": "snapshot"}, b"")
        return answer

    async def _write(self, head: frames.Head, body: bytes) -> Answer:
        assert self.writer is not None and self._folder is not None
        self._count += 1
        path = self._folder / f"{self._count:06}"
        answer = await self.writer.ask(head | {"snapshot": str(path)}, body)
        if answer.status < evaluate.MALFORMED:
            self.snapshot = str(path)
            await asyncio.to_thread(self._sweep, self.readers.snapshots())
        return answer

    def _sweep(self, reading: set[str]) -> None:
        """Remove the snapshots that nobody reads any more."""
        assert self._folder is not None
        for path in self._folder.iterdir():
            if str(path) not in reading | {self.snapshot}:
                shutil.rmtree(path, ignore_errors=True)


def backend(settings: Settings) -> Backend:
    """Return the backend of a server, not started yet."""
    readers = Pool(Task(settings.open, settings.prefixes, settings.limits, False), settings.workers)
    writer = None
    if settings.open_writable is not None:
        task = Task(settings.open_writable, settings.prefixes, settings.limits, True)
        writer = Pool(task, size=1, long=0)
    return Backend(settings, readers, writer)
