"""The Cypher that loads: one statement for each kind of rows, values only as parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.cypher.dialects import Dialect
from kg.cypher.rows import KEY, Kind

CHECKPOINT = "KgLoad"
"""Label of the node that says how far a load has come; it goes with the last batch."""


def quoted(name: str) -> str:
    """Return a label, type or property name as Cypher takes any.

    Source:
        Cypher Manual, "Naming rules and recommendations".

    Example:
        >>> quoted("INVESTS_IN"), quoted("a`b")
        ('`INVESTS_IN`', '`a``b`')
    """
    return "`" + name.replace("`", "``") + "`"


def setup(dialect: Dialect, labels: Iterable[str]) -> Iterator[str]:
    """Yield what makes the ids of nodes with these labels unique, and found at once.

    Example:
        >>> from kg.cypher.dialects import dialects
        >>> list(setup(dialects()["memgraph"], ["Deal"]))[0]
        'CREATE INDEX ON :`Deal`(id)'
    """
    for label in labels:
        for statement in dialect.setup:
            yield statement.format(label=quoted(label), name=quoted(f"kg_{label}")[1:-1])


def merge(kind: Kind, others: Iterable[str] = ()) -> str:
    """Return the statement that puts rows of a kind in, or changes nothing if they are there.

    Args:
        kind: Of the rows in the parameter `rows`.
        others: Labels that a node of this kind has no more if it had them.

    Example:
        >>> print(merge(Kind(("Entity", "Person"))))
        UNWIND $rows AS row MERGE (n:`Entity` {id: row.id}) SET n += row.props SET n:`Person`
        >>> print(merge(Kind(("Entity", "Deal"), "SEEKS", keyed=True)))
        UNWIND $rows AS row MATCH (a:`Entity` {id: row.start}) MATCH (b:`Deal` {id: row.end}) \
MERGE (a)-[r:`SEEKS` {claim: row.key}]->(b) SET r = row.props
    """
    if kind.type:
        start, end = map(quoted, kind.labels)
        key = f" {{{KEY}: row.key}}" if kind.keyed else ""
        return (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) "
            f"MATCH (b:{end} {{id: row.end}}) "
            f"MERGE (a)-[r:{quoted(kind.type)}{key}]->(b) SET r = row.props"
        )
    first, *more = map(quoted, kind.labels)
    gone = [quoted(label) for label in others if label not in kind.labels]
    sets = f" SET n:{':'.join(more)}" if more else ""
    removes = f" REMOVE n:{':'.join(gone)}" if more and gone else ""
    return f"UNWIND $rows AS row MERGE (n:{first} {{id: row.id}}) SET n += row.props{sets}{removes}"


READ_CHECKPOINT = f"MATCH (c:{CHECKPOINT} {{id: 'load'}}) RETURN c.done AS done, c.digest AS digest"
WRITE_CHECKPOINT = f"MERGE (c:{CHECKPOINT} {{id: 'load'}}) SET c.done = $done, c.digest = $digest"
DROP_CHECKPOINT = f"MATCH (c:{CHECKPOINT} {{id: 'load'}}) DELETE c"


def loaded_relationships(dialect: Dialect, label: str) -> str:
    """Return the question for all relationships that begin at nodes of a label."""
    return (
        f"MATCH (a:{quoted(label)})-[r]->(b) RETURN {dialect.ref}(r) AS ref, type(r) AS type, "
        f"a.id AS start, b.id AS end, r.{KEY} AS key"
    )


def loaded_nodes(dialect: Dialect, label: str) -> str:
    """Return the question for all nodes of a label."""
    return f"MATCH (n:{quoted(label)}) RETURN {dialect.ref}(n) AS ref, n.id AS id"


def delete_relationships(dialect: Dialect) -> str:
    """Return the statement that takes relationships out by their handles."""
    return f"UNWIND $refs AS ref MATCH ()-[r]->() WHERE {dialect.ref}(r) = ref DELETE r"


def delete_nodes(dialect: Dialect) -> str:
    """Return the statement that takes nodes out by their handles.

    A node to which somebody tied something else stays.
    """
    return f"UNWIND $refs AS ref MATCH (n) WHERE {dialect.ref}(n) = ref AND NOT (n)--() DELETE n"
