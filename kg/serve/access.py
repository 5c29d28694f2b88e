"""Who may do what: bodies of bounded size, and writing for those alone who are entitled to it."""

from __future__ import annotations

import hmac
import re
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from kg.serve.backend import Backend
from kg.serve.settings import Settings

_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?", re.ASCII)


def backend_of(request: Request) -> Backend:
    """Return the store behind the server."""
    backend: Backend = request.app.state.backend
    return backend


def address(request: Request) -> str:
    """Return the address that was asked for, without its query."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise HTTPException(400, "the header Host is missing or broken")
    path: bytes = request.scope["raw_path"]
    return f"{request.scope['scheme']}://{host}{path.decode('ascii', 'replace')}"


async def body(request: Request, most: int) -> bytes:
    """Return the body of a request.

    Raises:
        HTTPException: It is longer than `most` bytes.
    """
    found = bytearray()
    try:
        async for piece in request.stream():
            found += piece
            if len(found) > most:
                raise HTTPException(413, f"the request is longer than {most} bytes")
    except ClientDisconnect as error:
        raise HTTPException(400, "the request broke off") from error
    return bytes(found)


def require_writer(request: Request) -> None:
    """Let pass only who may write.

    Without a token that is any program on this computer, but no web page: a browser says in Origin
    which page a request comes from, and in Host which name it believes to be talking to.

    Raises:
        HTTPException: The server is read-only, or the client is not entitled.

    Source:
        RFC 6750, Bearer Token Usage, https://www.rfc-editor.org/rfc/rfc6750
    """
    settings = backend_of(request).settings
    if settings.edit is None:
        raise HTTPException(403, "this server is read-only; start it with --writable")
    if settings.token is not None:
        _require_token(request, settings.token)
    else:
        _require_own(request, settings)


def _require_token(request: Request, token: str) -> None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # Compared in a time that does not tell how much of it is right.
    right = hmac.compare_digest(given.strip().encode(), token.encode())
    if scheme.lower() != "bearer" or not right:
        raise HTTPException(
            401, "writing needs the server's token", headers={"WWW-Authenticate": "Bearer"}
        )


def _require_own(request: Request, settings: Settings) -> None:
    host = request.headers.get("host", "")
    if _name(f"//{host}") not in settings.hosts:
        raise HTTPException(403, f"writing is refused under this name; use {settings.hosts[0]}")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        raise HTTPException(403, "writing is refused to other web pages")
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise HTTPException(403, "writing is refused to other web pages")


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
