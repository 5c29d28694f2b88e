"""Commands that show a graph: page."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.console import example, graph_argument, say


@click.command(epilog=example("kg page output/sample --lang ar --theme dark -o sample.html"))
@graph_argument
@click.option(
    "-o", "--output", default="graph.html", metavar="FILE", show_default=True, help="Where to."
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(["ar", "en"]),
    help="The language it opens in. Default: that of most articles.",
)
@click.option("--title", metavar="TEXT", help="Heading. Default: the title of the first article.")
@click.option(
    "--theme", type=click.Choice(["light", "dark"]), help="Default: as the reader's system is set."
)
@click.option(
    "--max-nodes",
    type=click.IntRange(1),
    metavar="N",
    help="At most N actors, those about whom most is claimed.",
)
@click.option("--embed", is_flag=True, help="For a frame in another page: without the legend.")
def page(graph: str, output: str, **options: Any) -> int:
    """Write GRAPH as one HTML file: the graph, its sentences and articles, to open anywhere.

    It loads nothing from anywhere and opens from a disk, a mail or a site.
    """
    from kg import pipeline
    from kg.pipeline import showing

    file = pipeline.output_file(output)
    html = showing.show(pipeline.load(graph), **options).encode()
    pipeline.save(file, html)
    say(f"{output} ({len(html) / 1e6:.1f} MB)")
    return 0
