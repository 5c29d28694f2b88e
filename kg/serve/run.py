"""A server on a port: opened, announced, and stopped without leaving anything behind."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable
from importlib.util import find_spec
from typing import Literal

import uvicorn

from kg.errors import GraphError
from kg.serve.app import application
from kg.serve.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "::1")

_MOST_CONNECTIONS = 256
_BACKLOG = 512
_PATIENCE = 2
"""Seconds that requests under way may still take when the server is stopped."""


def serve(
    settings: Settings, host: str, port: int, announce: Callable[[str], None] = lambda _: None
) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        settings: What is served.
        host: Name or number of the interface to listen on.
        port: 0 takes a free one.
        announce: Called with the server's address when it answers.

    Raises:
        GraphError: The store cannot be opened, or the port is taken.
    """
    with _listen(host, port) as listener:
        address = _address(host, listener.getsockname()[1])
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server = Server(settings)
            with asyncio.Runner(loop_factory=server.uvicorn.config.get_loop_factory()) as runner:
                runner.run(server.run(listener, lambda: announce(address)))
        except KeyboardInterrupt:
            return


class Server:
    """A server that can be told to stop from another thread."""

    def __init__(self, settings: Settings) -> None:
        """Make it; nothing is opened yet."""
        self.app = application(settings)
        self.uvicorn = uvicorn.Server(
            uvicorn.Config(
                self.app,
                access_log=False,
                backlog=_BACKLOG,
                http=_http(),
                lifespan="off",  # an error in it would be logged, and the caller never told
                limit_concurrency=_MOST_CONNECTIONS,
                log_level="error",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=_PATIENCE,
            )
        )

    async def run(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        """Open the store and answer."""
        backend = self.app.state.backend
        try:
            await backend.start()
            ready()
            await self.uvicorn.serve(sockets=[listener])
        finally:
            backend.stop()

    def stop(self) -> None:
        """Stop, when requests under way are done."""
        self.uvicorn.should_exit = True


def _http() -> type[asyncio.Protocol] | Literal["h11"]:
    """Return what reads HTTP; h11, of which nothing has to be compiled, is slower."""
    if find_spec("httptools") is None:
        return "h11"
    from kg.serve.bounded import BoundedProtocol

    return BoundedProtocol


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small pieces at once only over sockets that say they are TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
        return listener
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise GraphError(f"{host}:{port}: cannot listen ({reason}); choose another") from error


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
