"""SPARQL 1.1 Graph Store Protocol: whole graphs, by their IRIs or at addresses of their own."""

from __future__ import annotations

import asyncio
import secrets
from email import message_from_bytes
from email.message import Message
from urllib.parse import parse_qsl, urljoin

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve import access, negotiation
from kg.serve.frames import Head
from kg.serve.sending import Sending
from kg.serve.storing import CREATED

PATH = "/store"
_EXTENSIONS = {"nt": "application/n-triples", "rdf": "application/rdf+xml"}

Parts = list[tuple[str, bytes]]
"""Media type and content of each document that a request brings."""


async def store(request: Request) -> Response:
    """Read, replace, extend or remove a graph.

    Source:
        SPARQL 1.1 Graph Store HTTP Protocol, https://www.w3.org/TR/sparql11-http-rdf-update/
    """
    if request.method in ("GET", "HEAD"):
        return await _read(request)
    access.require_writer(request)
    graph, location = _graph(request), ""
    job: Head = {"kind": request.method.lower(), "base": graph or access.address(request)}
    if request.method == "POST" and _is_service(request):
        graph = location = f"{access.address(request).rstrip('/')}/{secrets.token_hex(8)}"
    parts = [] if request.method == "DELETE" else await _parts(request)
    job |= {"graph": graph, "parts": [(media, len(data)) for media, data in parts]}
    answer = await access.backend_of(request).write(job, b"".join(data for _, data in parts))
    reply = Sending(answer)
    if answer.status == CREATED and location:
        reply.headers["Location"] = location
    return reply


async def _read(request: Request) -> Response:
    if _is_service(request):
        raise HTTPException(400, "say which graph: ?default, or ?graph=IRI")
    job = {
        "kind": "graph",
        "graph": _graph(request),
        "accept": ", ".join(request.headers.getlist("accept")),
    }
    return Sending(await access.backend_of(request).read(job))


def _is_service(request: Request) -> bool:
    """Tell whether the address is that of the store itself, and no graph is named."""
    return request.url.path.rstrip("/") == PATH and not request.scope["query_string"]


def _graph(request: Request) -> str | None:
    """Return the IRI of the graph that a request is about, or None for the default one."""
    named = parse_qsl(request.scope["query_string"].decode("ascii", "replace"), True)
    if not named:
        return access.address(request)
    if named == [("default", "")]:
        return None
    if len(named) != 1 or named[0][0] != "graph":
        raise HTTPException(400, "say which graph: ?default, or ?graph=IRI")
    try:
        return ox.NamedNode(urljoin(access.address(request), named[0][1])).value
    except ValueError as error:
        raise HTTPException(400, f"no IRI of a graph: {error}") from error


async def _parts(request: Request) -> Parts:
    data = await access.body(request, access.backend_of(request).settings.limits.upload)
    media = request.headers.get("content-type", "")
    if media.lower().startswith("multipart/"):
        # A large one takes a while; others shall be answered meanwhile.
        parts = await asyncio.to_thread(_multipart, media, data)
    else:
        parts = [(media or negotiation.GRAPHS[0].media, data)]
    for name, _ in parts:
        if negotiation.of_media(name) is None:
            known = ", ".join(form.media for form in negotiation.GRAPHS)
            raise HTTPException(415, f"{name!r} is no form of RDF; available: {known}")
    return parts


def _multipart(media: str, data: bytes) -> Parts:
    line = media.encode("ascii", "replace").replace(b"\r", b"").replace(b"\n", b"")
    whole = message_from_bytes(b"Content-Type: " + line + b"\r\n\r\n" + data)
    if not whole.is_multipart():
        raise HTTPException(400, "the parts of the request cannot be told apart")
    parts = []
    for part in whole.get_payload():
        assert isinstance(part, Message)
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            parts.append((_media(part), content))
    return parts


def _media(part: Message) -> str:
    """Return the media type of a part; where it says none, by the name of its file."""
    if part["content-type"]:
        return str(part["content-type"])
    extension = (part.get_filename() or "").rpartition(".")[2].lower()
    return _EXTENSIONS.get(extension, negotiation.GRAPHS[0].media)
