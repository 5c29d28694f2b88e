"""Questions that are asked of a graph by name, and answers in a reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg import graph
from kg.errors import QueryError
from kg.pipeline.graph import Graph


def ask(asked: Graph, name: str, values: Mapping[str, str]) -> graph.Result:
    """Return the answer to a saved query of `ontologies/queries/`.

    Args:
        asked: The graph.
        name: Of the query, such as `"investors-of"`.
        values: Parameter -> value, such as `{"actor": "Scale AI"}`.

    Raises:
        QueryError: There is no such query or parameter, or a value is not of its kind.
        GraphError: The graph has no entity of that name; near names are listed.
    """
    return graph.ask(asked.store, name, values)


def named(asked: Graph, answer: graph.Result, language: str) -> graph.Result:
    """Return an answer with names in place of the IRIs of entities, articles and the ontology."""
    return graph.named(asked.store, answer, language)


def evidence(checked: Graph, finding: graph.Finding) -> str:
    """Return the sentence that a finding is about, and the headline of its article; else `""`."""
    return graph.evidence(checked.store, finding)


def parameters(pairs: Iterable[str]) -> dict[str, str]:
    """Return `NAME=VALUE` pairs as a mapping.

    Raises:
        QueryError: One has no equals sign, or a name comes twice.

    Example:
        >>> parameters(["actor=Scale AI"])
        {'actor': 'Scale AI'}
    """
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(f"{pair!r} is no parameter; write it as NAME=VALUE")
        if name in values:
            raise QueryError(f"the parameter {name!r} is given twice")
        values[name] = value
    return values


def questions() -> Iterable[tuple[str, ...]]:
    """Yield the saved queries: name, parameters, question in English and in Arabic."""
    for name, saved in graph.saved_queries().items():
        usage = " ".join(parameter.usage() for parameter in saved.parameters)
        yield name, usage, saved.question["en"], saved.question["ar"]
