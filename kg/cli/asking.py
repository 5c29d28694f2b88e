"""Commands that ask a graph, or the program: query, explain, check, list."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.console import NOT_CONFORMING, example, graph_argument, print_table, say, text_of
from kg.errors import KGError


@click.command(
    epilog=example(
        'kg query output/sample "SELECT ?who ?whom { ?who kg:investsIn ?whom }"\n'
        '    kg query output/sample --name investors-of --param actor="OpenAI"'
    )
)
@graph_argument
@click.argument("sparql", required=False, metavar="[QUERY]")
@click.option("--file", "path", metavar="FILE", help='Read the query from FILE, or "-".')
@click.option("--name", metavar="NAME", help="Ask a saved query; see `kg list queries`.")
@click.option("--param", "pairs", multiple=True, metavar="NAME=VALUE", help="Of the saved query.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option(
    "--lang", type=click.Choice(["en", "ar"]), help="Names instead of IRIs; tables of --name: en."
)
def query(graph: str, sparql: str | None, path: str | None, **options: Any) -> int:
    """Ask GRAPH, an RDF file or the folder of a build or a store: in SPARQL, or by name."""
    from kg import pipeline

    name, form, language = options["name"], options["form"], options["lang"]
    if [sparql, path, name].count(None) != 2:
        raise click.UsageError("give the query as QUERY, with --file, or with --name")
    if options["pairs"] and name is None:
        raise click.UsageError("--param goes with --name")
    asked = pipeline.load(graph)
    if name is not None:
        answer = pipeline.ask(asked, name, pipeline.parameters(options["pairs"]))
        language = language or ("en" if form == "table" else None)
    else:
        answer = asked.query(text_of(path) if path else str(sparql))
    if language:
        answer = pipeline.named(asked, answer, language)
    if form == "table":
        print_table(answer.columns, pipeline.answer_table(answer))
    else:
        as_text = pipeline.answer_json if form == "json" else pipeline.answer_csv
        click.echo(as_text(answer), nl=False)
    return 0


@click.command(epilog=example('kg explain output/sample "OpenAI" "ChatGPT"'))
@graph_argument
@click.argument("name")
@click.argument("other", required=False)
def explain(graph: str, name: str, other: str | None) -> int:
    """Print the sentences of GRAPH behind the actor NAME, or behind its edges with OTHER."""
    from kg import pipeline

    explanations = pipeline.load(graph).explain(name, other)
    if not explanations:
        about = f"joins {name!r} and {other!r}" if other else f"is about {name!r}"
        raise KGError(f"{graph}: no claim {about}")
    for found in explanations:
        claim, span = found.claim, found.span
        details = ", ".join([claim.modality, *(f"{key} {value}" for key, value in found.details)])
        source = f"{found.document.source}, characters {span.start}-{span.end}"
        said = f"; said by {found.attributed_to}" if found.attributed_to else ""
        say(f"{found.subject} {claim.relation} {found.object} ({details})")
        say(f"    {found.quote}")
        say(f"    {source}{said}")
    return 0


@click.command(epilog=example("kg check output/sample"))
@graph_argument
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", help="Of what is said.")
def check(graph: str, lang: str) -> int:
    """Check that GRAPH is whole and keeps to the ontology; exit code 1 if not.

    What SHACL can say is checked by pySHACL in small graphs, if it is installed, and as SPARQL in
    others; then that all evidence has its claim, all quotations their text, all edges their claims.
    """
    from kg import pipeline

    checked = pipeline.load(graph)
    report = checked.check()
    for finding in report.findings:
        say(finding.line(lang))
        if words := pipeline.evidence(checked, finding):
            say(f"    {words}")
    say("conforms" if report.conforms else "does not conform")
    return 0 if report.conforms else NOT_CONFORMING


@click.command("list", epilog=example("kg list relations"))
@click.argument(
    "what", type=click.Choice(["relations", "types", "languages", "formats", "queries"])
)
def list_(what: str) -> int:
    """List the relations, entity types, languages, formats or saved queries that kg knows."""
    from kg.catalogue import TABLES

    head, *rows = TABLES[what]()
    print_table(head, rows)
    return 0
