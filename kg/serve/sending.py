"""Answers on their way: large ones a few at a time, for a slow reader keeps them here."""

from __future__ import annotations

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.serve.evaluate import Answer, failure
from kg.serve.worker import UNAVAILABLE

LARGE = 2**20
"""Bytes from which an answer is a large one."""

AT_ONCE = 8
"""Large answers on their way at a time; more are turned away."""

PIECE = 2**17
SECONDS = 60.0
"""A client that has not taken a large answer after that time is left."""

_BUSY = failure(UNAVAILABLE, "too many large answers at a time; try again later, or add LIMIT")


class Sending(Response):
    """Sends an answer."""

    underway = 0

    def __init__(self, answer: Answer) -> None:
        """Take what a worker has answered."""
        self.large = len(answer.body) >= LARGE
        if self.large and Sending.underway >= AT_ONCE:
            answer, self.large = _BUSY, False
        headers = {"Content-Type": answer.content_type} if answer.content_type else {}
        super().__init__(answer.body, answer.status, headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a large one in pieces, each when the client has taken most of those before."""
        if not self.large or scope["method"] == "HEAD":
            await super().__call__(scope, receive, send)
            return
        Sending.underway += 1
        try:
            async with asyncio.timeout(SECONDS):
                await self._send(send)
        except TimeoutError:
            return  # the server closes a connection whose answer is not complete
        finally:
            Sending.underway -= 1

    async def _send(self, send: Send) -> None:
        head = {"type": "http.response.start", "status": self.status_code}
        await send({**head, "headers": self.raw_headers})
        body = memoryview(self.body)
        for start in range(0, len(body), PIECE):
            piece, more = bytes(body[start : start + PIECE]), start + PIECE < len(body)
            await send({"type": "http.response.body", "body": piece, "more_body": more})
