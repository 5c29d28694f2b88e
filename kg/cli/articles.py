"""Commands that read articles: build, extract, evaluate."""

from __future__ import annotations

import click

from kg.cli.console import (
    Tally,
    articles_argument,
    confidence_option,
    example,
    infer_option,
    print_table,
    say,
    summary,
    watched,
)
from kg.cli.storing import put


@click.command(epilog=example("kg build samples/ar.txt samples/en.txt -o output/samples"))
@articles_argument
@click.option("-o", "--output", metavar="FOLDER", help="Default: output/NAME-OF-FIRST-ARTICLE.")
@click.option("--store", metavar="FOLDER", help="Put them into this store, which grows, instead.")
@confidence_option
@infer_option
def build(
    articles: tuple[str, ...], output: str | None, store: str | None, least: float, infer: bool
) -> int:
    """Build the graph of ARTICLEs: a page, RDF files and the claims.

    An ARTICLE is a UTF-8 text file with its title on the first line, a folder of such files, or
    "-" for standard input. With --store the graph is that of all articles that were ever put into
    the store; an article whose text has changed takes the place of the old one.
    """
    from kg import pipeline

    if store is not None:
        if output is not None:
            raise click.UsageError("give --output or --store; `kg export` writes a store's files")
        if infer:
            raise click.UsageError("a store holds what articles say; give --infer to `kg export`")
        return put(articles, store, least)
    folder = pipeline.output_folder(articles, output)
    tally = Tally()
    extractions = tuple(watched(articles, tally, least))
    if extractions:
        graph = pipeline.combine(extractions)
        paths = pipeline.write(pipeline.infer(graph) if infer else graph, folder)
        print_table(pipeline.COLUMNS, graph.rows)
        for line in ("", *map(str, paths)):
            say(line)
    return summary("built", tally)


@click.command(epilog=example("kg extract samples/en.txt --format table"))
@articles_argument
@click.option("--format", "form", default="jsonl", help="See `kg list formats`. Default: jsonl.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Default: standard output.")
@confidence_option
def extract(articles: tuple[str, ...], form: str, output: str, least: float) -> int:
    """Print the claims of ARTICLEs without a graph, article by article, in their order."""
    from kg import pipeline

    tally = Tally()
    extractions = watched(articles, tally, least)
    if output != "-":
        file = pipeline.output_file(output)
        text = "".join(pipeline.encode_claims(form, extractions))
        if tally.done:  # else what an earlier run wrote is better than nothing
            pipeline.save(file, text.encode())
    elif form == "table":
        print_table(pipeline.COLUMNS, pipeline.rows(extractions))
    else:
        for piece in pipeline.encode_claims(form, extractions):
            click.echo(piece, nl=False)
    return summary("extracted", tally)


@click.command(epilog=example("kg evaluate samples/gold.jsonl samples --by relation"))
@click.argument("gold", metavar="GOLD")
@articles_argument
@confidence_option
@click.option("--by", type=click.Choice(["relation", "modality"]), help="Score each one apart too.")
@click.option("--report", metavar="FILE", help="Write every error beside its sentence (Markdown).")
def evaluate(
    gold: str, articles: tuple[str, ...], least: float, by: str | None, report: str | None
) -> int:
    """Score what is found in ARTICLEs against GOLD, annotated articles in JSON Lines.

    The id of a gold article is the name of its file without the ending.
    """
    from kg import pipeline

    tally = Tally()
    file = pipeline.output_file(report) if report else None
    card = pipeline.evaluate(gold, watched(articles, tally, least))
    for line in card.lines(by):
        say(line)
    if file:
        pipeline.save(file, pipeline.report(card).encode())
    return summary("extracted", tally)
