"""Commands about the shape of a graph: analyze."""

from __future__ import annotations

import json
from typing import Any

import click

from kg.cli.console import example, graph_argument, print_table, say

QUESTIONS = ("central", "communities", "path", "common-investors", "timeline")
MEASURES = ("pagerank", "degree", "claims", "betweenness", "closeness")


@click.command(epilog=example("kg analyze news central --limit 5"))
@graph_argument
@click.argument("question", type=click.Choice(QUESTIONS))
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@click.option("--by", type=click.Choice(MEASURES), default="pagerank", help="Who is central.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def analyze(graph: str, question: str, actors: tuple[str, ...], **options: Any) -> int:
    """Tell who is central in GRAPH, which communities it has, what joins two actors.

    Also the investors that actors have in common, and the timeline of an actor. ACTOR is a name or
    an id; a path and its claims are given with their sentences.
    """
    from kg.pipeline import analyzing, load

    rows = analyzing.answer(load(graph), question, actors, options["by"])
    # A path is whole or nothing.
    shown = rows if question == "path" else rows[: options["limit"]]
    if options["form"] == "json":
        click.echo(json.dumps([row._asdict() for row in shown], ensure_ascii=False, indent=1))
    elif not shown:
        say("none")
    else:
        hidden = ("id", "ids", "claim") if question != "central" else ("id",)
        columns = [name for name in shown[0]._fields if name not in hidden]
        print_table(columns, [[_cell(getattr(row, name)) for name in columns] for row in shown])
    return 0


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:.4f}" if isinstance(value, float) else str(value)
