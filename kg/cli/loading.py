"""Commands about databases that answer Cypher: load, cypher."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import example, graph_argument, print_table, say, text_of
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.pipeline.loading import Account, Answer, Tally

USER, PASSWORD = "KG_NEO4J_USER", "KG_NEO4J_PASSWORD"


@click.command(epilog=example("kg load ladybug:news.lbug news --analysis"))
@click.argument("uri", metavar="URI")
@graph_argument
@click.option("--user", envvar=USER, default="neo4j", help=f"Else from {USER}; else neo4j.")
@click.option(
    "--password",
    envvar=PASSWORD,
    help=f"Better from {PASSWORD}, which others cannot see; else it is asked for.",
)
@click.option("--no-auth", "open_", is_flag=True, help="The server asks for no password.")
@click.option("--database", metavar="NAME", help="Default: the server's own choice.")
@click.option("--dialect", metavar="NAME", help="neo4j, memgraph or falkordb; else seen.")
@click.option("--sync", is_flag=True, help="Take out what GRAPH no longer has.")
@click.option("--articles", is_flag=True, help="Texts of articles, and whom they mention.")
@click.option("--analysis", is_flag=True, help="Degree, PageRank and community of actors.")
def load(uri: str, graph: str, **options: Any) -> int:
    """Put GRAPH into the database at URI: bolt://HOST:PORT of a server, or ladybug:PATH.

    Loading twice changes nothing, and a load that broke off goes on. A server keeps what others
    put into it; with --sync what is ours and not in GRAPH goes, as of articles that were removed.
    The file PATH of the embedded engine is made anew; ask it with `kg cypher`.
    """
    from kg import pipeline
    from kg.pipeline import analyzing, loading

    embedded = uri.startswith(loading.EMBEDDED)
    if not embedded:
        loading.server(uri)
    given = pipeline.load(graph)
    analysis = analyzing.columns(given) if options["analysis"] else {}
    what = loading.property_graph(given, articles=options["articles"], analysis=analysis)
    if embedded:
        steps = loading.fill(uri.removeprefix(loading.EMBEDDED), what)
    else:
        account = _account(options["user"], options["password"], open_=options["open_"])
        target = loading.Target(uri, account, options["database"], _dialect(options["dialect"]))
        steps = loading.load(target, what, sync=options["sync"])
    say(f"{uri}: {_said(_watched(steps), embedded=embedded)}")
    return 0


def _account(user: str, password: str | None, *, open_: bool) -> Account:
    from kg.pipeline import loading

    if open_:
        return loading.Account(None, None)
    if password is None and not sys.stdin.isatty():
        raise KGError(f"no password for {user}; set {PASSWORD}, or say --no-auth")
    if password is None:
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return loading.Account(user, password)


def _dialect(name: str | None) -> str | None:
    from kg.pipeline import loading

    if name is not None and name not in loading.dialects():
        raise KGError(f"no dialect {name!r}; there are {', '.join(loading.dialects())}")
    return name


def _watched(steps: Iterable[Tally]) -> Tally | None:
    """Go through the steps, while a terminal shows how many there were; return the last."""
    last = None
    shown = sys.stderr.isatty()
    for last in steps:
        if shown:
            done = last.skipped + last.nodes + last.relationships
            click.echo(f"\r{done:,} loaded, {last.removed:,} removed", err=True, nl=False)
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)
    return last


def _said(tally: Tally | None, *, embedded: bool) -> str:
    if tally is None:
        return "nothing to load"
    parts = [f"{tally.nodes} nodes, {tally.relationships} relationships"]
    if not embedded:
        parts += [f"{tally.created} of them new, {tally.removed} removed"]
    if tally.skipped:
        parts += [f"{tally.skipped} were there from a load that broke off"]
    return "; ".join(parts)


@click.command(
    epilog=example('kg cypher news "MATCH (a:Person)-[r:LEADS]->(b) RETURN a.name, r.role, b.name"')
)
@click.argument("path", metavar="PATH")
@click.argument("question", required=False, metavar="[CYPHER]")
@click.option("--file", "file", metavar="FILE", help='Read the question from FILE, or "-".')
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(0, min_open=True),
    default=15.0,
    show_default=True,
    metavar="SECONDS",
)
def cypher(path: str, question: str | None, file: str | None, form: str, seconds: float) -> int:
    """Ask PATH in Cypher: a database made by `kg load ladybug:PATH`, or a graph; it is only read.

    A graph is made a database each time, which takes longer the larger it is.
    """
    from kg.pipeline import loading

    if [question, file].count(None) != 1:
        raise click.UsageError("give the question as CYPHER or with --file")
    answer = loading.ask(path, text_of(file) if file else str(question), seconds)
    if form == "table":
        print_table(answer.columns, [[_cell(value) for value in row] for row in answer.rows])
    else:
        click.echo(_json(answer) if form == "json" else _csv(answer), nl=False)
    return 0


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _json(answer: Answer) -> str:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def _csv(answer: Answer) -> str:
    text = io.StringIO()
    writer = csv.writer(text)  # RFC 4180, as the answers to SPARQL have it
    writer.writerow(answer.columns)
    writer.writerows([_cell(value) for value in row] for row in answer.rows)
    return text.getvalue()
