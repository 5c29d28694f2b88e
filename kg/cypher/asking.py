"""A question in Cypher -> its answer by the embedded engine: read only, and never for long.

The question runs in a process of its own, which is ended when its time is over: the engine's own
limit does not hold while it makes a list, and memory can be bounded for a whole process only.
"""

from __future__ import annotations

import multiprocessing
import re
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import QueryError

MEMORY = 4 << 30
"""Bytes of address space that a question may have beside the database."""

_GRACE = 3.0
"""Seconds that the process has to start and to give its answer, beside those of the question."""
_APART = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|/\*.*?\*/|//[^\n]*", re.DOTALL)
_READS = re.compile(
    r"\s*(?:(?:EXPLAIN|PROFILE)\s+(?:LOGICAL\s+)?)*(?:MATCH|OPTIONAL|RETURN|UNWIND|WITH|CALL)\b",
    re.IGNORECASE,
)
_MISSING = "ladybug is not installed; pip install 'ai-industry-kg[ladybug]'"


class Answer(NamedTuple):
    """An answer: names of columns, and rows of plain values (n rows, m columns)."""

    columns: tuple[str, ...]
    rows: list[list[Any]]


def ask(path: Path, cypher: str, seconds: float) -> Answer:
    """Return what a database of ladybug answers.

    Args:
        path: Of the database.
        cypher: One statement that reads.
        seconds: How long it may take.

    Raises:
        QueryError: It is no such statement, takes longer or more memory, or there is no database.
    """
    if not is_reading(cypher):
        raise QueryError("the question must be one statement that reads: MATCH ... RETURN ...")
    if not path.is_file():
        raise QueryError(f"{path}: no database; make it with `kg load ladybug:{path} GRAPH`")
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(there, str(path), cypher, seconds))
    process.start()
    there.close()
    try:
        found = here.recv() if here.poll(seconds + _GRACE) else f"took more than {seconds:g} s"
    except EOFError:
        found = "took more memory than there is for a question"
    finally:
        process.kill()
        process.join()
    if isinstance(found, str):
        raise QueryError(f"{path}: {' '.join(found.split())}")
    return Answer(*found)


def is_reading(cypher: str) -> bool:
    """Tell whether it is one statement, and one that reads.

    The engine refuses to write to what is opened for reading, but it does write files (`COPY TO`).

    Example:
        >>> is_reading("MATCH (n) RETURN ';' // ; COPY"), is_reading("RETURN 1; RETURN 2")
        (True, False)
        >>> is_reading("PROFILE COPY (MATCH (n) RETURN n) TO 'x.csv'")
        False
    """
    bare = _APART.sub(lambda match: " " if match[0][0] == "/" else "''", cypher)
    return bool(_READS.match(bare)) and ";" not in bare.strip().removesuffix(";")


def _answer(there: Connection, path: str, cypher: str, seconds: float) -> None:
    """Send the answer, or what went wrong as text."""
    try:
        import ladybug
    except ImportError:
        there.send(_MISSING)
        return
    # What the engine sets aside for a file is a power of two, and counts as address space.
    room = 1 << max(30, Path(path).stat().st_size.bit_length() + 1)
    _bound(room + MEMORY)
    try:
        database = ladybug.Database(
            path, read_only=True, buffer_pool_size=512 << 20, max_db_size=room
        )
        connection = ladybug.Connection(database)
        connection.set_query_timeout(int(seconds * 1000))
        result = connection.execute(cypher)
        if not isinstance(result, list):  # as it would be of several statements
            there.send((tuple(result.get_column_names()), result.get_all()))
    except RuntimeError as error:
        said = f"took more than {seconds:g} s" if str(error) == "Interrupted." else str(error)
        there.send(said)
    except MemoryError:
        there.send("took more memory than there is for a question")


def _bound(size: int) -> None:
    """Bound the address space of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
