"""Saved queries: `ontologies/queries/NAME.rq` -> questions with parameters, and their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import OntologyError, QueryError
from kg.graph.binding import KINDS, bind
from kg.graph.query import Result, query
from kg.ontology import directory

_PARAMETER = re.compile(r"param (\w+) \((\w+)(?:, (optional)|, default (.+?))?\): (.+)")
_QUESTION = re.compile(r"(en|ar|returns): (.+)")


class Parameter(NamedTuple):
    """What a saved query has to be told.

    Attributes:
        name: Name of the variable that it binds, without the question mark.
        kind: One of `binding.KINDS`, such as `"actor"`.
        optional: Whether it can be left out; the variable then stands for any value.
        default: What it is where it is left out, or None.
        meaning: What it means.
    """

    name: str
    kind: str
    optional: bool
    default: str | None
    meaning: str

    def usage(self) -> str:
        """Return how it is given on the command line.

        Example:
            >>> Parameter("since", "date", False, "0001", "from this day on").usage()
            '[since=DATE]'
        """
        text = f"{self.name}={self.kind.upper()}"
        return f"[{text}]" if self.optional or self.default is not None else text


class SavedQuery(NamedTuple):
    """A question with its SPARQL.

    Attributes:
        name: Such as `"investors-of"`.
        question: Language -> the question in words, as a reader would ask it.
        returns: What a row is.
        parameters: In the order of the file; each is a variable that the query selects.
        sparql: The query; parameters are bound to its variables, never put into its text.
    """

    name: str
    question: dict[str, str]
    returns: str
    parameters: tuple[Parameter, ...]
    sparql: str


@cache
def saved_queries(folder: str = "queries") -> dict[str, SavedQuery]:
    """Return the queries under `ontologies/queries/` by name, sorted.

    Args:
        folder: Another folder of `ontologies/` that holds queries with such a head.

    Raises:
        OntologyError: A file cannot be read, or its head says too little.

    Example:
        >>> saved_queries()["investors-of"].question["en"]
        'Who invests in an organisation, how much, when, and who says so?'
    """
    paths = sorted((directory() / folder).glob("*.rq"))
    return {path.stem: parse(path.stem, _text(path), str(path)) for path in paths}


def parse(name: str, sparql: str, where: str = "") -> SavedQuery:
    """Return the saved query of a file's text; its metadata stand in the comments at its head.

    Args:
        name: What it is called by.
        sparql: The file: lines `# en: …`, `# ar: …`, `# returns: …`, and one
            `# param NAME (KIND): …` a parameter, then the query.
        where: The file's name, for messages.

    Raises:
        OntologyError: A line of the head is none of these, or one that is needed is missing.
    """
    texts: dict[str, str] = {}
    parameters = []
    for number, line in _head(sparql):
        if found := _PARAMETER.fullmatch(line):
            parameter = Parameter(found[1], found[2], bool(found[3]), found[4], found[5])
            if parameter.kind not in KINDS:
                known = ", ".join(KINDS)
                raise OntologyError(f"{where}:{number}: no kind {parameter.kind!r}; known: {known}")
            parameters.append(parameter)
        elif found := _QUESTION.fullmatch(line):
            texts[found[1]] = found[2]
        else:
            raise OntologyError(f"{where}:{number}: neither en:, ar:, returns: nor param: {line}")
    if missing := {"en", "ar", "returns"} - texts.keys():
        raise OntologyError(f"{where}: the head lacks {', '.join(sorted(missing))}")
    returns = texts.pop("returns")
    return SavedQuery(name, dict(sorted(texts.items())), returns, tuple(parameters), sparql)


def ask(store: ox.Store, name: str, values: Mapping[str, str]) -> Result:
    """Return the answer to a saved query.

    Args:
        store: The graph.
        name: Of the query.
        values: Parameter -> its value as a user writes it, such as `{"actor": "Scale AI"}`.

    Returns:
        Result: Without the columns of the parameters that were given.

    Raises:
        QueryError: There is no such query or parameter, one is missing, or a value is not of its
            kind; the message says what there is.
        GraphError: No entity, or no article, has that name; near names are listed.
    """
    saved = _called(name)
    if unknown := [key for key in values if key not in {p.name for p in saved.parameters}]:
        raise QueryError(f"{name} has no parameter {unknown[0]!r}; {_usage(saved)}")
    given = {p.name: values.get(p.name, p.default) for p in saved.parameters}
    if missing := [p.name for p in saved.parameters if given[p.name] is None and not p.optional]:
        raise QueryError(f"{name} needs the parameter {missing[0]!r}; {_usage(saved)}")
    bound = {
        p.name: bind(store, p.kind, value, p.name)
        for p in saved.parameters
        if (value := given[p.name]) is not None
    }
    return _without(query(store, saved.sparql, bound), set(bound))


def _called(name: str) -> SavedQuery:
    saved = saved_queries()
    if name not in saved:
        raise QueryError(f"no saved query {name!r}; there are: {', '.join(saved)}")
    return saved[name]


def _usage(saved: SavedQuery) -> str:
    if not saved.parameters:
        return "it takes none"
    return f"it takes {' '.join(p.usage() for p in saved.parameters)}"


def _without(answer: Result, hidden: set[str]) -> Result:
    """Drop the columns that would repeat in every row what the asker has said."""
    kept = [i for i, column in enumerate(answer.columns) if column not in hidden]
    rows = tuple(tuple(row[i] for i in kept) for row in answer.rows)
    return Result(answer.kind, tuple(answer.columns[i] for i in kept), rows)


def _head(sparql: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(sparql.splitlines(), 1):
        if not line.startswith("#"):
            return
        yield number, line.removeprefix("#").strip()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror})") from error
