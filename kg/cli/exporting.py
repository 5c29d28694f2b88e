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


@click.command(
    "import",
    epilog=example("kg import output/sample.graphml --before output/sample -o output/edited"),
)
@click.argument("path", metavar="PATH")
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Where to write it to.")
@click.option("--before", metavar="GRAPH", help="The graph that was exported.")
@click.option("--tool", metavar="NAME", help='For "edited in NAME". Default: name of PATH.')
def import_(path: str, output: str, before: str | None, tool: str | None) -> int:
    """Take back a graph that was edited elsewhere: a folder of neo4j-csv, or GraphML.

    The claims of PATH are written as `kg build` writes them, with the provenance "edited in NAME".
    With --before those that are as they were in GRAPH keep theirs, and articles their text.
    """
    from kg import pipeline
    from kg.pipeline import exporting

    folder = pipeline.output_folder([path], output)
    old = pipeline.load(before) if before else None
    taken = exporting.import_(path, tool, old)
    for written in pipeline.write(taken, folder):
        say(str(written))
    edited = [claim for claim in taken.claims if claim.provenance.extractor.startswith("edited")]
    say(f"{len(taken.claims)} claims, {len(edited)} of them edited")
    return 0
