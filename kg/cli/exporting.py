"""Commands about other tools: export, import."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.console import example, graph_argument, infer_option, say


@click.command(epilog=example("kg export output/sample --to neo4j-csv -o output/neo4j"))
@graph_argument
@click.option("--to", "form", metavar="FORMAT", help="Write this; see `kg list formats`.")
@click.option("-o", "--output", metavar="PATH", required=True, help="Where to write to.")
@click.option(
    "--profile", type=click.Choice(["rdf12"]), help="Write RDF 1.2 too: claims as triple terms."
)
@infer_option
@click.option("--articles", is_flag=True, help="With --to: texts of articles, whom they mention.")
@click.option("--deals/--no-deals", default=True, help="With --to: deals as nodes. Default: yes.")
@click.option("--analysis", is_flag=True, help="With --to: degree, PageRank and community.")
def export(graph: str, form: str | None, output: str, **options: Any) -> int:
    """Write GRAPH down for another tool; without --to the files that `kg build` writes.

    A format is a file or a folder, as `kg list formats` shows. A claim is a relationship with its
    quote, modality and source; without --articles the text of an article is its quotes alone.
    """
    from kg import pipeline

    if form is not None:
        return _export_to(graph, form, output, options)
    if options["articles"] or options["analysis"] or not options["deals"]:
        raise click.UsageError("--articles, --no-deals and --analysis go with --to")
    folder = pipeline.output_folder([graph], output)
    loaded = pipeline.load(graph)
    loaded = pipeline.infer(loaded) if options["infer"] else loaded
    for path in pipeline.write(loaded, folder, options["profile"]):
        say(str(path))
    return 0


def _export_to(graph: str, form: str, output: str, options: dict[str, Any]) -> int:
    from kg import pipeline
    from kg.pipeline import analyzing, exporting

    if options["profile"] or options["infer"]:
        raise click.UsageError("--profile and --infer go without --to")
    place = exporting.place(form, output)
    loaded = pipeline.load(graph)
    made = exporting.property_graph(
        loaded,
        articles=options["articles"],
        deals=options["deals"],
        analysis=analyzing.columns(loaded) if options["analysis"] else None,
    )
    for path in exporting.export_to(made, form, place):
        say(str(path))
    return 0
