"""Commands about what several articles say together: conflicts, doubts, merge, split."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import example, graph_argument, print_table, say

if TYPE_CHECKING:
    from kg.model import Entity

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table"
)


@click.command(epilog=example("kg conflicts output/sample"))
@graph_argument
@format_option
def conflicts(graph: str, form: str) -> int:
    """List what the articles of GRAPH say against each other, each with its quotes.

    Sums that cannot be those of one deal, two heads at one time, and what one article states and
    another denies. A price in talks and the one at closing are none, nor is succession.
    """
    from kg.pipeline import fusing, load

    found = fusing.conflicts(load(graph))
    columns = ("conflict", "about", "says", "modality", "published", "source", "quote")
    _print(found, columns, form)
    return 0


@click.command(epilog=example("kg doubts output/sample --lang ar"))
@graph_argument
@format_option
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", help="Of the reasons.")
def doubts(graph: str, form: str, lang: str) -> int:
    """List the actors of GRAPH that may be one and were left apart, the likeliest first.

    `kg merge` makes a pair one.
    """
    from kg.pipeline import fusing, load

    found = fusing.doubts(load(graph), lang)
    _print(found, ("one", "other", "reason", "shared", "one_id", "other_id"), form)
    return 0


@click.command(epilog=example('kg merge news "Corvid Systems" "Corvid Research"'))
@graph_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
def merge(graph: str, one: str, other: str) -> int:
    """Make A and B, names or ids of actors, one actor of the store GRAPH, for good.

    `kg split` undoes it.
    """
    from kg.pipeline import fusing

    _say_actors(fusing.merge(graph, one, other))
    return 0


@click.command(epilog=example("kg split news Google"))
@graph_argument
@click.argument("one", metavar="A")
def split(graph: str, one: str) -> int:
    """Take apart what was joined last to make A, the name or id of an actor of the store GRAPH.

    First what was merged by hand, then the different names that rules had joined, then the
    articles. `kg merge` undoes it.
    """
    from kg.pipeline import fusing

    _say_actors(fusing.split(graph, one))
    return 0


def _print(rows: Sequence[Any], columns: Sequence[str], form: str) -> None:
    if form == "json":
        listed = [row._asdict() for row in rows]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        print_table(columns, [[str(getattr(row, name)) for name in columns] for row in rows])


def _say_actors(actors: Iterable[Entity]) -> None:
    for actor in actors:
        articles = len({document for document, _ in actor.mentions})
        names = ", ".join(dict.fromkeys(name.text for name in actor.names))
        say(f"{actor.id}: {names} ({actor.type}, articles: {articles})")
