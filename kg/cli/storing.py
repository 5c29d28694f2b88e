"""Commands about a store: sources, remove, export; and `kg build --store`."""

from __future__ import annotations

import click

from kg.cli.console import (
    Tally,
    example,
    graph_argument,
    infer_option,
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


@click.command(epilog=example("kg remove news articles/meta.txt"))
@graph_argument
@click.argument("article", metavar="ARTICLE")
def remove(graph: str, article: str) -> int:
    """Take ARTICLE, by id, path, address or IRI, out of the store GRAPH with all that it claims."""
    from kg.pipeline import storing

    gone = storing.remove(graph, article)
    say(f"removed {gone.id}: {gone.title} ({gone.claims} claims, {gone.source})")
    return 0


@click.command(epilog=example("kg export news -o output/news --profile rdf12"))
@graph_argument
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Where to write them to.")
@click.option(
    "--profile", type=click.Choice(["rdf12"]), help="Write RDF 1.2 too: claims as triple terms."
)
@infer_option
def export(graph: str, output: str, profile: str | None, infer: bool) -> int:
    """Write the page, the RDF files and the claims of GRAPH, as `kg build` does."""
    from kg import pipeline

    folder = pipeline.output_folder([graph], output)
    loaded = pipeline.load(graph)
    for path in pipeline.write(pipeline.infer(loaded) if infer else loaded, folder, profile):
        say(str(path))
    return 0
