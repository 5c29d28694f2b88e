"""What the commands have in common: arguments, exit codes, and how they say things."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kg import terminal
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.model import Extraction

SOME_FAILED = 1
NOT_CONFORMING = 1
NOTHING_DONE = 2
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""

articles_argument = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
graph_argument = click.argument("graph", metavar="GRAPH")
confidence_option = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out claims that are less sure than P, in [0, 1]. Default: 0, keep all.",
)

infer_option = click.option(
    "--infer", is_flag=True, help="Add what follows by rules, in the graph `graph:inferred`."
)


def example(line: str) -> str:
    """Return the example of a help text; click leaves what follows a backspace as it is."""
    return f"\b\nExample:\n    {line}"


@dataclass
class Tally:
    """How many articles went through, and how many did not."""

    done: int = 0
    failed: int = 0


def fail(message: str) -> int:
    """Say on standard error what went wrong; return the exit code for nothing done."""
    click.echo(f"kg: {terminal.safe(message)}", err=True)
    return NOTHING_DONE


def text_of(path: str) -> str:
    """Return the text of a file, or of standard input for "-".

    Raises:
        KGError: It is no UTF-8.
    """
    try:
        with click.open_file(path, encoding="utf-8") as file:
            return str(file.read())
    except UnicodeDecodeError as error:
        raise KGError(f"{path}: not UTF-8 at byte {error.start}; convert it") from error


def watched(articles: Iterable[str], tally: Tally, least: float) -> Iterator[Extraction]:
    """Yield what is extracted, while a bar shows how far it is; say and count what fails."""
    from kg import pipeline

    found = tuple(pipeline.sources(articles))
    results = pipeline.extractions(found)
    if len(found) > 1 and sys.stderr.isatty():
        results = terminal.progress(results, len(found))
    for result in results:
        if isinstance(result, KGError):
            tally.failed += 1
            fail(str(result))
        else:
            tally.done += 1
            yield pipeline.confident(result, least)


def summary(verb: str, tally: Tally) -> int:
    """Say how many of several articles failed, if any, and return the exit code."""
    total = tally.done + tally.failed
    if tally.failed and total > 1:
        fail(f"{verb} {tally.done} of {total} articles; {tally.failed} failed")
    if not tally.done:
        return NOTHING_DONE
    return SOME_FAILED if tally.failed else 0


def say(line: str) -> None:
    """Print a line, control characters made visible."""
    click.echo(terminal.safe(line))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: fitted to a terminal, else plain with one row a line."""
    from kg.pipeline import align

    clean = [[terminal.safe(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        click.echo(terminal.table(columns, clean))
    else:
        click.echo("\n".join(align(columns, clean)))
