"""What people see."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response


def query_page(request: Request) -> Response:
    """Return the page to ask from."""
    return HTMLResponse("<!doctype html>")
