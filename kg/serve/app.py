"""The application: addresses -> what answers there, and the headers that all answers carry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve import graphs, pages, protocol, things
from kg.serve.backend import backend
from kg.serve.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_READING, _ASKING = ["GET", "HEAD"], ["GET", "HEAD", "POST"]


def application(settings: Settings) -> Starlette:
    """Return the application that serves a store; it opens the store when it is started.

    Example:
        >>> import pyoxigraph
        >>> str(application(Settings(lambda: pyoxigraph.Store)).url_path_for("sparql"))
        '/sparql'
    """
    store = backend(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            await store.start()
            yield
        finally:
            store.stop()

    routes = [
        Route("/sparql", protocol.sparql, methods=_ASKING, name="sparql"),
        Route("/sparql/", protocol.sparql, methods=_ASKING),
        # The paths of the Oxigraph server, so that clients stay where they are if it takes over.
        Route("/query", protocol.sparql, methods=_ASKING),
        Route("/update", protocol.sparql, methods=["POST"]),
        Route(graphs.PATH, graphs.store, methods=[*_ASKING, "PUT", "DELETE"]),
        Route(graphs.PATH + "/{path:path}", graphs.store, methods=[*_ASKING, "PUT", "DELETE"]),
        Mount("/static", StaticFiles(directory=pages.STATIC)),
        Route("/", things.home, methods=_READING),
        Route("/ontology", things.ontology, methods=_READING),
        Route("/{kind}/{name:path}", things.thing, methods=_READING),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Headers, origins=settings.origins)],
        exception_handlers={HTTPException: _refused},
    )
    app.router.redirect_slashes = False
    app.state.backend = store
    return app


class Headers:
    """Adds to every answer who may read it and what a browser may do with it."""

    def __init__(self, app: ASGIApp, origins: str) -> None:
        """Wrap `app`."""
        self.app = app
        self.cross = {"access-control-allow-origin": origins} if origins else {}
        fixed = {
            "content-security-policy": POLICY,
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "vary": "accept, accept-language",
        }
        self.added = [(k.encode(), v.encode()) for k, v in (fixed | self.cross).items()]
        self.preflight = {
            "access-control-allow-methods": "GET, HEAD, POST",
            "access-control-allow-headers": "accept, content-type",
            "access-control-max-age": "86400",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say beforehand what a page of another origin may ask."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.added]
            await send(message)

        if scope["method"] == "OPTIONS":
            headers = self.preflight if self.cross else {}
            await Response(status_code=204, headers=headers)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
