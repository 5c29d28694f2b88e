"""SPARQL over a graph in memory; nothing outside it is ever asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import terms as t
from kg.graph.files import store
from kg.sparql import SERVICE_REFUSED, says, words

_UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "copy", "move", "add"})


class Result(NamedTuple):
    """The answer to a query.

    Attributes:
        kind: `"select"`, `"ask"` or `"construct"`.
        columns: Names of the variables; `("answer",)` of ASK, `("subject", "predicate",
            "object")` of CONSTRUCT and DESCRIBE.
        rows: (n rows, as many columns); a term, a bool of ASK, or None where nothing is bound.
    """

    kind: str
    columns: tuple[str, ...]
    rows: tuple[tuple[t.Object | bool | None, ...], ...]


def query(
    quads: Iterable[ox.Quad], sparql: str, bound: Mapping[str, t.Object] | None = None
) -> Result:
    """Return the answer to a SPARQL 1.1 query; the prefixes of `terms.PREFIXES` are declared.

    Rows come in the order that ORDER BY asks for, else sorted as text.

    Args:
        quads: A store, or quads of `build`.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        bound: Variable that the query selects -> the one value it can have. Bound, not put into
            the text: it cannot change what the query asks.

    Raises:
        QueryError: It cannot be parsed (with line and column) or evaluated, or calls SERVICE.

    Source:
        SPARQL 1.1, https://www.w3.org/TR/sparql11-query/

    Example:
        >>> quad = ox.Quad(t.term("entity:meta"), t.term("kg:uses"), t.term("entity:llama"))
        >>> query([quad], "SELECT ?who { ?who kg:uses entity:llama }").rows
        ((<NamedNode value=https://w3id.org/ai-industry-kg/entity/meta>,),)
    """
    if says(sparql, "service"):
        raise QueryError(SERVICE_REFUSED)
    try:
        terms = {ox.Variable(name): term for name, term in (bound or {}).items()}
        answer = store(quads).query(sparql, prefixes=t.PREFIXES, substitutions=terms or None)
        return _result(answer, sparql)
    except SyntaxError as error:
        raise QueryError(_syntax(sparql, error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be evaluated: {t.one_line(error)}") from error


def _result(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, sparql: str) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        return Result("ask", ("answer",), ((bool(answer),),))
    rows: Iterator[tuple[t.Object | None, ...]]
    columns: tuple[str, ...]
    if isinstance(answer, ox.QueryTriples):
        kind, columns = "construct", ("subject", "predicate", "object")
        rows = ((x.subject, x.predicate, x.object) for x in answer)
    else:
        kind, columns = "select", tuple(variable.value for variable in answer.variables)
        rows = (tuple(solution[name] for name in columns) for solution in answer)
    if kind == "select" and "order" in map(str.lower, words(sparql)):
        return Result(kind, columns, tuple(rows))
    return Result(kind, columns, tuple(sorted(rows, key=str)))


def _syntax(sparql: str, error: SyntaxError) -> str:
    said = list(words(sparql))
    if said and said[0].lower() in _UPDATES:
        return f"{said[0].upper()} is refused: queries only read (SELECT, ASK, CONSTRUCT, DESCRIBE)"
    declared = {said[i + 1] for i in range(len(said) - 1) if said[i].lower() == "prefix"}
    for word in said:
        prefix, colon, _ = word.partition(":")
        if colon and prefix + colon not in declared and prefix not in t.PREFIXES:
            return f"the prefix {prefix}: is not declared; add a PREFIX line, or use an IRI in <>"
    found = re.match(r"error at (\d+):(\d+): (.*)", t.one_line(error))
    if not found:
        return f"the query cannot be parsed: {t.one_line(error)}"
    return f"line {found[1]}, column {found[2]}: cannot be parsed: {found[3]}"
