"""Commands that give a graph to others: serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.console import example, graph_argument, say
from kg.errors import KGError


@click.command(epilog=example("kg serve news --port 7878"))
@graph_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Interface to listen on.")
@click.option("--port", default=7878, show_default=True, type=click.IntRange(0, 65535))
@click.option("--writable", is_flag=True, help="Let clients write; GRAPH is a store.")
@click.option("--token-file", metavar="FILE", help="Who writes must show the token in FILE.")
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(0, min_open=True),
    default=15.0,
    metavar="SECONDS",
    show_default=True,
    help="A query runs at most so long.",
)
@click.option(
    "--max-rows",
    "rows",
    type=click.IntRange(1),
    default=100_000,
    metavar="N",
    show_default=True,
    help="An answer has at most so many rows.",
)
@click.option(
    "--cors",
    default="*",
    metavar="ORIGIN",
    show_default=True,
    help='Web pages that may read: "*" for all, "none", or the origin of one.',
)
def serve(graph: str, token_file: str | None, cors: str, **service: Any) -> int:
    """Serve GRAPH over HTTP: SPARQL, a page to ask from, and pages for its IRIs."""
    from kg.pipeline import serving

    token = None if token_file is None else _token(token_file)
    origins = "" if cors == "none" else cors
    made = serving.Service(token=token, origins=origins, **service)
    serving.serve(graph, made, _announce)
    return 0


def _announce(address: str) -> None:
    say(f"{address} (Ctrl-C stops)")
    sys.stdout.flush()


def _token(path: str) -> str:
    """Return the first line of a file.

    Raises:
        KGError: It cannot be read, or the token is too short to keep anybody out.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KGError(f"{path}: the token cannot be read ({error})") from error
    token = lines[0].strip()
    if len(token) < 16:
        raise KGError(f"{path}: a token has at least 16 characters; try `openssl rand -hex 32`")
    return token
