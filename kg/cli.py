"""The command line: arguments -> one call -> print. The only module that prints.

What fails says so in one line on standard error. Exit code 0: all done; 1: some of it, or a graph
that does not conform; 2: nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from kg import __version__, terminal
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.model import Extraction

SOME_FAILED = 1
NOT_CONFORMING = 1
NOTHING_DONE = 2
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""

_articles = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
_graph = click.argument("graph", metavar="GRAPH")
_least = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out claims that are less sure than P, in [0, 1]. Default: 0, keep all.",
)


def _example(line: str) -> str:
    """Return the example of a help text; click leaves what follows a backspace as it is."""
    return f"\b\nExample:\n    {line}"


@dataclass
class Tally:
    """How many articles went through, and how many did not."""

    done: int = 0
    failed: int = 0


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_example("kg build samples/ar.txt"),
)
@click.version_option(__version__, prog_name="kg")
def commands() -> None:
    """Read articles about the AI industry into a knowledge graph of sourced claims."""


@commands.command(epilog=_example("kg build samples/ar.txt samples/en.txt -o output/samples"))
@_articles
@click.option("-o", "--output", metavar="FOLDER", help="Default: output/NAME-OF-FIRST-ARTICLE.")
@_least
def build(articles: tuple[str, ...], output: str | None, least: float) -> int:
    """Build the graph of ARTICLEs: a page, RDF files and the claims.

    An ARTICLE is a UTF-8 text file with its title on the first line, a folder of such files, or
    "-" for standard input.
    """
    from kg import pipeline

    folder = pipeline.output_folder(articles, output)
    tally = Tally()
    extractions = tuple(_watched(articles, tally, least))
    if extractions:
        graph = pipeline.combine(extractions)
        paths = graph.write(folder)
        _print_table(pipeline.COLUMNS, graph.rows)
        for line in ("", *map(str, paths)):
            _print(line)
    return _summary("built", tally)


@commands.command(epilog=_example("kg extract samples/en.txt --format table"))
@_articles
@click.option("--format", "form", default="jsonl", help="See `kg list formats`. Default: jsonl.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Default: standard output.")
@_least
def extract(articles: tuple[str, ...], form: str, output: str, least: float) -> int:
    """Print the claims of ARTICLEs without a graph, article by article, in their order."""
    from kg import pipeline

    tally = Tally()
    extractions = _watched(articles, tally, least)
    if output != "-":
        file = pipeline.output_file(output)
        text = "".join(pipeline.encode_claims(form, extractions))
        if tally.done:  # else what an earlier run wrote is better than nothing
            pipeline.save(file, text.encode())
    elif form == "table":
        _print_table(pipeline.COLUMNS, pipeline.rows(extractions))
    else:
        for piece in pipeline.encode_claims(form, extractions):
            click.echo(piece, nl=False)
    return _summary("extracted", tally)


@commands.command(
    epilog=_example('kg query output/sample "SELECT ?who ?whom { ?who kg:investsIn ?whom }"')
)
@_graph
@click.argument("sparql", required=False, metavar="[QUERY]")
@click.option("--file", "path", metavar="FILE", help='Read the query from FILE, or "-".')
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
def query(graph: str, sparql: str | None, path: str | None, form: str) -> int:
    """Ask GRAPH, an RDF file or the folder of a build, in SPARQL."""
    from kg import pipeline

    if (sparql is None) == (path is None):
        raise click.UsageError("give the query either as QUERY or with --file")
    answer = pipeline.load(graph).query(_text_of(path) if path else str(sparql))
    if form == "table":
        _print_table(answer.columns, pipeline.answer_table(answer))
    else:
        as_text = pipeline.answer_json if form == "json" else pipeline.answer_csv
        click.echo(as_text(answer), nl=False)
    return 0


@commands.command(epilog=_example('kg explain output/sample "OpenAI" "ChatGPT"'))
@_graph
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
        _print(f"{found.subject} {claim.relation} {found.object} ({details})")
        _print(f"    {found.quote}")
        _print(f"    {source}{said}")
    return 0


@commands.command(epilog=_example("kg check output/sample"))
@_graph
def check(graph: str) -> int:
    """Check GRAPH against the shapes of the ontology (SHACL); exit code 1 if it breaks them."""
    from kg import pipeline

    report = pipeline.load(graph).check()
    for finding in report.findings:
        _print(finding.line())
    _print("conforms" if report.conforms else "does not conform")
    return 0 if report.conforms else NOT_CONFORMING


@commands.command(epilog=_example("kg evaluate samples/gold.jsonl samples --by relation"))
@click.argument("gold", metavar="GOLD")
@_articles
@_least
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
    card = pipeline.evaluate(gold, _watched(articles, tally, least))
    for line in card.lines(by):
        _print(line)
    if file:
        pipeline.save(file, pipeline.report(card).encode())
    return _summary("extracted", tally)


@commands.command("list", epilog=_example("kg list relations"))
@click.argument("what", type=click.Choice(["relations", "types", "languages", "formats"]))
def list_(what: str) -> int:
    """List the relations, entity types, languages or formats that kg knows."""
    from kg.catalogue import TABLES

    head, *rows = TABLES[what]()
    _print_table(head, rows)
    return 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line `arguments` (default: of this process) and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale: what we print is UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = commands.main(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "kg"
        return _fail(f"{error.format_message()} (see `{path} --help`)")
    except (KGError, click.ClickException) as error:
        return _fail(str(error))
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; without this the interpreter would complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_FAILED
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    return int(code or 0)


def _fail(message: str) -> int:
    click.echo(f"kg: {terminal.safe(message)}", err=True)
    return NOTHING_DONE


def _text_of(path: str) -> str:
    try:
        with click.open_file(path, encoding="utf-8") as file:
            return str(file.read())
    except UnicodeDecodeError as error:
        raise KGError(f"{path}: not UTF-8 at byte {error.start}; convert it") from error


def _watched(articles: Iterable[str], tally: Tally, least: float) -> Iterator[Extraction]:
    """Yield what is extracted, while a bar shows how far it is; say and count what fails."""
    from kg import pipeline

    found = tuple(pipeline.sources(articles))
    results = pipeline.extractions(found)
    if len(found) > 1 and sys.stderr.isatty():
        results = terminal.progress(results, len(found))
    for result in results:
        if isinstance(result, KGError):
            tally.failed += 1
            _fail(str(result))
        else:
            tally.done += 1
            yield pipeline.confident(result, least)


def _summary(verb: str, tally: Tally) -> int:
    """Say how many of several articles failed, if any, and return the exit code."""
    total = tally.done + tally.failed
    if tally.failed and total > 1:
        _fail(f"{verb} {tally.done} of {total} articles; {tally.failed} failed")
    if not tally.done:
        return NOTHING_DONE
    return SOME_FAILED if tally.failed else 0


def _print(line: str) -> None:
    click.echo(terminal.safe(line))


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: fitted to a terminal, else plain with one row a line."""
    from kg.pipeline import align

    clean = [[terminal.safe(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        click.echo(terminal.table(columns, clean))
    else:
        click.echo("\n".join(align(columns, clean)))
