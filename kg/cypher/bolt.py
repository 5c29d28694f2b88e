"""A property graph -> a server that speaks Bolt, in batches that may be sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.cypher import statements
from kg.cypher.dialects import Dialect, dialects, of_agent
from kg.cypher.rows import KEY, Batch, Node, Relationship, batches
from kg.errors import ExportError

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

BATCH = 2_000
"""Rows of a statement: the driver and the server are busy with it for a tenth of a second."""

_QUIET = (5, 2)
"""The first version of Bolt in which a client can ask for no warnings."""

_MISSING = "the driver of Neo4j is not installed; pip install 'ai-industry-kg[neo4j]'"


class Account(NamedTuple):
    """Who one is to a server; no user means that it asks for none."""

    user: str | None
    password: str | None


class Target(NamedTuple):
    """Where a graph goes.

    Attributes:
        uri: Such as `"bolt://localhost:7687"`.
        account: Who one is there.
        database: Name of the database; None for the server's own choice.
        dialect: Name of a row of `dialects.tsv`; None to go by what the server says it is.
    """

    uri: str
    account: Account
    database: str | None = None
    dialect: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A property graph to load; it may be read more than once.

    Attributes:
        nodes: Gives them from the first on.
        relationships: Gives them from the first on.
        labels: The first labels of nodes, each with ids of its own.
        kinds: Labels of which a node has one at a time.
        types: The types of relationships that are ours and have `rows.KEY`.
        parts: The types of those that are ours and have none.
    """

    nodes: Callable[[], Iterable[Node]]
    relationships: Callable[[], Iterable[Relationship]]
    labels: Sequence[str]
    kinds: Sequence[str]
    types: Collection[str]
    parts: Collection[str]


@dataclass
class Tally:
    """What became of a load so far.

    Attributes:
        nodes: Nodes that were sent.
        relationships: Relationships that were sent.
        created: Nodes and relationships that were not there before.
        removed: Nodes and relationships that the graph no longer has.
        skipped: Rows that a load that broke off had put in already.
    """

    nodes: int = 0
    relationships: int = 0
    created: int = 0
    removed: int = 0
    skipped: int = 0


@contextmanager
def connected(target: Target) -> Iterator[Driver]:
    """Give a driver whose server has answered.

    Raises:
        ExportError: There is none, it refuses, or what it says in the block is an error.
    """
    try:
        import neo4j
        from neo4j import exceptions
    except ImportError as error:
        raise ExportError(_MISSING) from error
    who = target.account
    auth = (who.user, who.password or "") if who.user else None
    try:
        with neo4j.GraphDatabase.driver(target.uri, auth=auth, user_agent="kg") as driver:
            driver.verify_connectivity()
            yield driver
    except exceptions.AuthError as error:
        raise ExportError(f"{target.uri}: user or password is wrong, or too many tries") from error
    except exceptions.ServiceUnavailable as error:
        raise ExportError(f"{target.uri}: no server answers; is it running?") from error
    except (exceptions.DriverError, exceptions.Neo4jError, ValueError) as error:
        raise ExportError(f"{target.uri}: {' '.join(str(error).split())}") from error


def load(
    target: Target, content: Content, *, sync: bool = False, size: int = BATCH
) -> Iterator[Tally]:
    """Put a graph into a database, and yield how far it has come, batch by batch.

    Whatever is there already is not put in again, so that loading twice changes nothing. A batch
    is there whole or not at all, together with a note of how far the load has come: one that broke
    off goes on behind it if the graph is still the same.

    Args:
        target: The database.
        content: The graph.
        sync: Take out what is ours and not in the graph, as of articles that were removed. What
            others have put in stays, and so does a node that they tied something to.
        size: Rows of a batch.

    Raises:
        ExportError: The server cannot be reached, or refuses.
    """
    tally = Tally()
    with connected(target) as driver:
        server = driver.get_server_info()
        dialect = dialects()[target.dialect] if target.dialect else of_agent(server.agent)
        # An empty database would be warned of, for every label that it does not have yet.
        quiet: dict[str, Any] = (
            {"notifications_min_severity": "OFF"} if server.protocol_version >= _QUIET else {}
        )
        options: dict[str, Any] = {"database": target.database, "fetch_size": BATCH}
        with driver.session(**options, **quiet) as session:
            loading = _Loading(session, content, dialect, size, tally)
            for statement in statements.setup(dialect, content.labels):
                session.run(statement).consume()  # no index is made in a transaction with others
            yield from loading.put()
            if sync:
                yield from loading.clear()
            session.execute_write(_run, statements.DROP_CHECKPOINT, {})


@dataclass
class _Loading:
    session: Session
    content: Content
    dialect: Dialect
    size: int
    tally: Tally

    def batches(self) -> Iterator[tuple[Batch, str]]:
        """Yield each batch with the digest of all that came up to its end."""
        seen = hashlib.sha256(str(self.size).encode())
        for batch in batches(self.content.nodes(), self.content.relationships(), self.size):
            seen.update(repr(batch).encode("utf-8", "surrogatepass"))
            yield batch, seen.hexdigest()

    @cached_property
    def done(self) -> int:
        """How many batches a load of this graph that broke off has put in."""
        found = self.session.execute_read(_rows, statements.READ_CHECKPOINT)
        if not found:
            return 0
        done, expected = found[0]["done"], found[0]["digest"]
        for number, (_, digest) in enumerate(self.batches(), 1):
            if number == done:
                return done if digest == expected else 0
        return 0

    def put(self) -> Iterator[Tally]:
        for number, (batch, digest) in enumerate(self.batches(), 1):
            if number <= self.done:
                self.tally.skipped += len(batch.rows)
                continue
            statement = statements.merge(batch.kind, self.content.kinds)
            note = {"done": number, "digest": digest}
            # The driver sends again what failed for reasons that pass, such as a lock.
            self.tally.created += self.session.execute_write(_send, statement, batch.rows, note)
            if batch.kind.type:
                self.tally.relationships += len(batch.rows)
            else:
                self.tally.nodes += len(batch.rows)
            yield self.tally

    def clear(self) -> Iterator[Tally]:
        """Take out what is ours and not in the content: relationships, then nodes."""
        kept = {_key(one.type, one.start, one.end, one.properties.get(KEY)) for one in self.edges}
        for label in self.content.labels:
            question = statements.loaded_relationships(self.dialect, label)
            statement = statements.delete_relationships(self.dialect)
            yield from self._delete(statement, self._stale_edges(question, kept))
        ids = {node.id for node in self.content.nodes()}
        for label in self.content.labels:
            question = statements.loaded_nodes(self.dialect, label)
            stale = (row["ref"] for row in self._ask(question) if row["id"] not in ids)
            yield from self._delete(statements.delete_nodes(self.dialect), stale)

    @property
    def edges(self) -> Iterable[Relationship]:
        return self.content.relationships()

    def _stale_edges(self, question: str, kept: Collection[bytes]) -> Iterator[Any]:
        for row in self._ask(question):
            keyed = row["type"] in self.content.types and row["key"] is not None
            if keyed or row["type"] in self.content.parts:
                key = row["key"] if keyed else None
                if _key(row["type"], row["start"], row["end"], key) not in kept:
                    yield row["ref"]

    def _ask(self, question: str) -> Iterator[Any]:
        yield from self.session.run(question)

    def _delete(self, statement: str, refs: Iterator[Any]) -> Iterator[Tally]:
        # All are known before the first goes: an answer is not read on while its rows vanish.
        stale = list(refs)
        for first in range(0, len(stale), self.size):
            part = {"refs": stale[first : first + self.size]}
            self.tally.removed += self.session.execute_write(_run, statement, part)
            yield self.tally


def _key(type_: str, start: str, end: str, key: str | None) -> bytes:
    """Return a relationship in 16 bytes, so that those of a large graph can be held."""
    parts = "\x1f".join((type_, start, end, key or ""))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _rows(transaction: ManagedTransaction, question: str) -> list[dict[str, Any]]:
    return transaction.run(question).data()


def _run(transaction: ManagedTransaction, statement: str, values: dict[str, Any]) -> int:
    """Run a statement and return how many nodes and relationships it deleted."""
    counters = transaction.run(statement, values).consume().counters
    return counters.nodes_deleted + counters.relationships_deleted


def _send(
    transaction: ManagedTransaction, statement: str, rows: list[Any], note: dict[str, Any]
) -> int:
    """Send a batch with the note of how far the load is; return how much of it is new."""
    counters = transaction.run(statement, {"rows": rows}).consume().counters
    transaction.run(statements.WRITE_CHECKPOINT, note).consume()
    return counters.nodes_created + counters.relationships_created
