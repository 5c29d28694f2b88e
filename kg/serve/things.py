"""The IRIs of the graph resolve: to a page for people, to RDF for programs."""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from kg import iri
from kg.ontology import directory
from kg.serve import access, lookup, negotiation, pages, view
from kg.serve.sending import Sending


async def home(request: Request) -> Response:
    """Return the page to ask from."""
    return pages.query_page(request)


async def ontology(request: Request) -> Response:
    """Return the vocabulary, to read or as its file."""
    if _accept(request) is None:
        return pages.ontology_page(request)
    return FileResponse(directory() / "actors.ttl", media_type="text/turtle")


async def thing(request: Request) -> Response:
    """Return what the graph says of the thing that the path is the IRI of.

    An entity that was merged into another leads to that one.

    Source:
        Cool URIs for the Semantic Web, section 4, https://www.w3.org/TR/cooluris/
    """
    node = _node(request)
    backend = access.backend_of(request)
    newer = await _newer(request, node)
    if newer:
        return RedirectResponse(newer, 302)
    accept = _accept(request)
    if accept is not None:
        return await _data(request, node, accept)
    found = await lookup.findings(backend, node)
    if not found.statements and not found.mentions:
        return pages.missing_page(request, node.value)
    return pages.thing_page(request, node.value, found)


async def _data(request: Request, node: ox.NamedNode, accept: str) -> Response:
    backend = access.backend_of(request)
    if negotiation.choose(accept, negotiation.GRAPHS) is None:
        raise HTTPException(406, "available: HTML, and the forms of RDF")
    if not await lookup.exists(backend, node):
        raise HTTPException(404, f"there is nothing called <{node.value}>")
    job = {"kind": "query", "query": lookup.about(lookup.DATA, [node]), "accept": accept}
    return Sending(await backend.read(job | {"base": None, "default": None, "named": None}))


async def _newer(request: Request, node: ox.NamedNode) -> str:
    """Return the path of what has taken the place of a thing, or ""."""
    if not node.value.startswith(iri.ENTITY):
        return ""
    newer = await lookup.replacement(access.backend_of(request), node)
    if newer is None or newer == node.value:
        return ""
    path, query = view.local(newer), request.scope["query_string"].decode("ascii", "replace")
    return f"{path}?{query}" if path and query else path


def _accept(request: Request) -> str | None:
    """Return the media types that data is asked for in, or None if a page is."""
    wish = request.query_params.get("format")
    if wish is not None:
        if wish not in pages.FORMATS:
            raise HTTPException(406, f"available: {', '.join(pages.FORMATS)}")
        return pages.FORMATS[wish]
    accept = ", ".join(request.headers.getlist("accept"))
    return None if negotiation.prefers_html(accept) else accept


def _node(request: Request) -> ox.NamedNode:
    """Return the IRI that a path stands for, its id encoded as the graph has it."""
    raw: bytes = request.scope["raw_path"]
    kind, _, name = raw.removeprefix(b"/").partition(b"/")
    try:
        plain = unquote_to_bytes(name).decode()
        encoded = quote(plain, safe="")
        # As in the graph: readers would resolve "." and ".." as steps in a path.
        encoded = encoded.replace(".", "%2E") if not plain.strip(".") else encoded
        return ox.NamedNode(f"{iri.BASE}{kind.decode('ascii')}/{encoded}")
    except ValueError as error:
        raise HTTPException(404, "there is nothing of this name") from error
