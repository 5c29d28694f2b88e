"""Commands about a store: sources, remove; and `kg build --store`."""

from __future__ import annotations

import click

from kg.cli.console import (
    Tally,
    example,
    graph_argument,
    print_table,
    say,
    summary,
    watched,
)


def put(articles: tuple[str, ...], store: str, least: float) -> int:
    """Put articles into a store and say what became of them."""
    from kg.pipeline import storing

    tally = Tally()
    new = replaced = unchanged = 0
    for added in storing.add(store, watched(articles, tally, least)):
        new, replaced, unchanged = (
            new + added.new,
            replaced + added.replaced,
            unchanged + added.unchanged,
        )
    if tally.done:
        say(f"{store}: {new} new, {replaced} changed, {unchanged} unchanged")
    return summary("added", tally)


@click.command(epilog=example("kg sources news"))
@graph_argument
def sources(graph: str) -> int:
    """List the articles that are in the store GRAPH: id, day, title, claims, where from."""
    from kg.pipeline import storing

    rows = [
        (each.id, each.published or "", each.title, str(each.claims), each.url or each.source)
        for each in storing.sources(graph)
    ]
    print_table(("article", "published", "title", "claims", "source"), rows)
    return 0


@click.command(epilog=example("kg remove news samples/en.txt"))
@graph_argument
@click.argument("article", metavar="ARTICLE")
def remove(graph: str, article: str) -> int:
    """Take ARTICLE, by id, path, address or IRI, out of the store GRAPH with all that it claims."""
    from kg.pipeline import storing

    gone = storing.remove(graph, article)
    say(f"removed {gone.id}: {gone.title} ({gone.claims} claims, {gone.source})")
    return 0
