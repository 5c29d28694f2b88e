"""The command line: arguments -> one call -> print. The only package that prints.

What fails says so in one line on standard error. Exit code 0: all done; 1: some of it, or a graph
that does not conform; 2: nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from kg import __version__
from kg.cli import (
    analyzing,
    articles,
    asking,
    exporting,
    fusing,
    loading,
    serving,
    showing,
    storing,
)
from kg.cli.console import INTERRUPTED, SOME_FAILED, example, fail
from kg.errors import KGError


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("kg build samples/ar.txt"),
)
@click.version_option(__version__, prog_name="kg")
def commands() -> None:
    """Read articles about the AI industry into a knowledge graph of sourced claims."""


COMMANDS = (
    analyzing.analyze,
    articles.build,
    articles.extract,
    articles.evaluate,
    asking.query,
    asking.explain,
    asking.check,
    asking.list_,
    fusing.conflicts,
    fusing.doubts,
    fusing.merge,
    fusing.split,
    loading.cypher,
    loading.load,
    serving.serve,
    showing.page,
    storing.sources,
    storing.remove,
    exporting.export,
    exporting.import_,
)
for command in COMMANDS:
    commands.add_command(command)


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
        return fail(f"{error.format_message()} (see `{path} --help`)")
    except (KGError, click.ClickException) as error:
        return fail(str(error))
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; without this the interpreter would complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_FAILED
    except OSError as error:
        return fail(f"{error.filename}: {error.strerror}")
    return int(code or 0)
