"""HTTP by httptools, where it is installed, with the bound on heads that it lacks."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 2**16
"""Bytes of a request line with its headers, as many as the other implementation takes."""


class BoundedProtocol(HttpToolsProtocol):
    """Closes a connection whose head does not come to an end."""

    head = 0
    in_head = False

    def on_message_begin(self) -> None:
        """Begin to count."""
        self.head, self.in_head = 0, True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Count no further: bodies are bounded where they are read."""
        self.in_head = False
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Take what has come, unless it is too much."""
        super().data_received(data)
        self.head += len(data)
        if self.in_head and self.head > MOST_HEAD:
            self.transport.close()
