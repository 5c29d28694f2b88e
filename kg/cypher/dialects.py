"""What differs between the servers that speak Bolt, as rows of `ontologies/cypher/dialects.tsv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.errors import ExportError
from kg.ontology import tables

_COLUMNS = ("dialect", "agent", "ref", "setup")


class Dialect(NamedTuple):
    """How a server wants to be spoken to.

    Attributes:
        name: Such as `"neo4j"`.
        agent: What is in the name that a server of it gives itself.
        ref: Function that gives a node or a relationship its handle.
        setup: Statements that make ids unique and found at once; `{label}`, `{name}` to be filled.
    """

    name: str
    agent: str
    ref: str
    setup: tuple[str, ...]


@cache
def dialects() -> dict[str, Dialect]:
    """Return the dialects by name, in the order in which servers are told by their agent.

    Example:
        >>> dialects()["memgraph"].ref
        'id'
    """
    found: dict[str, Dialect] = {}
    for name, agent, ref, setup in tables.read("cypher/dialects.tsv", *_COLUMNS):
        known = found.get(name, Dialect(name, agent, ref, ()))
        found[name] = known._replace(setup=(*known.setup, setup))
    return found


def of_agent(agent: str) -> Dialect:
    """Return the dialect of a server by the name that it gives itself.

    Raises:
        ExportError: None is known; the message says how to choose one.

    Example:
        >>> of_agent("Neo4j/v5.11.0 compatible graph database server - Memgraph").name
        'memgraph'
        >>> of_agent("Neo4j/5.26.0").name
        'neo4j'
    """
    for dialect in dialects().values():
        if dialect.agent in agent:
            return dialect
    choices = ", ".join(dialects())
    raise ExportError(f"a server {agent!r} is not known; say --dialect, one of {choices}")
