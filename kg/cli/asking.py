"""Commands that ask a graph, or the program: query, explain, check, list."""

from __future__ import annotations

import click

from kg.cli.console import NOT_CONFORMING, example, graph_argument, print_table, say, text_of
from kg.errors import KGError


@click.command(
    epilog=example('kg query output/sample "SELECT ?who ?whom { ?who kg:investsIn ?whom }"')
)
@graph_argument
@click.argument("sparql", required=False, metavar="[QUERY]")
@click.option("--file", "path", metavar="FILE", help='Read the query from FILE, or "-".')
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
def query(graph: str, sparql: str | None, path: str | None, form: str) -> int:
    """Ask GRAPH, an RDF file or the folder of a build, in SPARQL."""
    from kg import pipeline

    if (sparql is None) == (path is None):
        raise click.UsageError("give the query either as QUERY or with --file")
    answer = pipeline.load(graph).query(text_of(path) if path else str(sparql))
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
        details = ", ".join(
            [claim.modality, *(f"{key} {value}" for key, value in claim.qualifiers)]
        )
        source = f"{found.document.source}, characters {span.start}-{span.end}"
        said = f"; said by {found.attributed_to}" if found.attributed_to else ""
        say(f"{found.subject} {claim.relation} {found.object} ({details})")
        say(f"    {found.quote}")
        say(f"    {source}{said}")
    return 0


@click.command(epilog=example("kg check output/sample"))
@graph_argument
def check(graph: str) -> int:
    """Check GRAPH against the shapes of the ontology (SHACL); exit code 1 if it breaks them."""
    from kg import pipeline

    report = pipeline.load(graph).check()
    for finding in report.findings:
        say(finding.line())
    say("conforms" if report.conforms else "does not conform")
    return 0 if report.conforms else NOT_CONFORMING


@click.command("list", epilog=example("kg list relations"))
@click.argument("what", type=click.Choice(["relations", "types", "languages", "formats"]))
def list_(what: str) -> int:
    """List the relations, entity types, languages or formats that kg knows."""
    from kg.catalogue import TABLES

    head, *rows = TABLES[what]()
    print_table(head, rows)
    return 0
