"""A process that does nothing but bear workers, so that a new one is there in a moment.

It has everything imported, and a graph in memory loaded, before it forks: workers share all of it.
It never serves anything itself and has but one thread, so that a fork of it is sound.
"""

from __future__ import annotations

import base64
import gc
import os
import pickle
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass

from kg.errors import KGError
from kg.serve import worker
from kg.serve.worker import Task


@dataclass(slots=True)
class Nursery:
    """The server's end of it.

    Attributes:
        task: What the workers are started with.
    """

    task: Task
    _process: subprocess.Popen[bytes] | None = None
    _channel: socket.socket | None = None

    def bear(self) -> socket.socket:
        """Return the way to a new worker; it speaks first, when it has opened the graph."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._running(), [b"."], [theirs.fileno()])
            except OSError:  # something has ended it
                self.stop()
                socket.send_fds(self._running(), [b"."], [theirs.fileno()])
        return ours

    def stop(self) -> None:
        """End it; the workers end when they are let go."""
        if self._process is not None and self._channel is not None:
            self._channel.close()
            self._process.kill()
            self._process.wait()
        self._process = self._channel = None

    def _running(self) -> socket.socket:
        if self._channel is not None:
            return self._channel
        self._channel, theirs = socket.socketpair()
        code = f"import sys; sys.path[:] = {sys.path!r}; from kg.serve.nursery import main; main()"
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code, base64.b64encode(pickle.dumps(self.task)).decode()],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # where the engine says what a worker died of
            )
        return self._channel


def main() -> None:
    """Bear a worker for every socket that comes in, until the server has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server; it ends its workers
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    task: Task = pickle.loads(base64.b64decode(sys.argv[1]))
    channel = socket.socket(fileno=0)
    work = _shared(task)
    gc.freeze()
    while True:
        message, files, _, _ = socket.recv_fds(channel, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            try:
                channel.close()
                worker.run(task, socket.socket(fileno=files[0]), work)
            finally:
                os._exit(0)
        os.close(files[0])


def _shared(task: Task) -> worker.Work | None:
    """Open a graph in memory once for all workers."""
    if not task.shared:
        return None
    try:
        return worker.opened(task)
    except KGError:
        return None  # each worker meets it again, and can say so
