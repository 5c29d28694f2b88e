"""Rows in batches, the statements that take them, and what is said to which server."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cypher import dialects
from kg.cypher.dialects import of_agent
from kg.cypher.rows import Kind, batches
from kg.cypher.statements import merge, quoted, setup
from kg.errors import ExportError


class Node(NamedTuple):
    id: str
    labels: tuple[str, ...]
    properties: dict[str, object]


class Edge(NamedTuple):
    type: str
    start: str
    end: str
    properties: dict[str, object]


def test_nodes_come_before_relationships_which_are_parted_by_their_ends():
    nodes = [Node("a", ("Entity", "Company"), {}), Node("v", ("Value",), {})]
    edges = [Edge("FACES", "a", "v", {"claim": "1"}), Edge("FACES", "a", "a", {"claim": "2"})]
    kinds = [batch.kind for batch in batches(nodes, edges, 10)]
    assert kinds == [
        Kind(("Entity", "Company")),
        Kind(("Value",)),
        Kind(("Entity", "Value"), "FACES", keyed=True),
        Kind(("Entity", "Entity"), "FACES", keyed=True),
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("ABC"), max_size=40), st.integers(1, 7))
def test_every_row_is_in_one_batch_and_none_is_too_large(labels, size):
    nodes = [Node(str(at), (label,), {}) for at, label in enumerate(labels)]
    found = list(batches(nodes, [], size))
    assert all(1 <= len(batch.rows) <= size for batch in found)
    assert sorted(int(row["id"]) for batch in found for row in batch.rows) == [*range(len(nodes))]
    for batch in found:
        assert {labels[int(row["id"])] for row in batch.rows} == set(batch.kind.labels)


def test_no_more_is_read_than_a_batch_of_each_kind():
    read = 0

    def nodes():
        nonlocal read
        for at in range(1_000):
            read += 1
            yield Node(str(at), ("ABC"[at % 3],), {})

    next(batches(nodes(), [], 5))
    assert read == 13


def test_a_label_cannot_end_the_statement():
    label = "X` {id: 1}) DETACH DELETE n //"
    assert quoted(label) == "`X`` {id: 1}) DETACH DELETE n //`"
    assert quoted(label) in merge(Kind(("Entity", label)))


def test_a_node_loses_the_other_types_and_a_value_has_none():
    statement = merge(Kind(("Entity", "Person")), ("Company", "Person"))
    assert statement.endswith("SET n:`Person` REMOVE n:`Company`")
    assert "REMOVE" not in merge(Kind(("Value",)), ("Company", "Person"))


@pytest.mark.parametrize("name", dialects())
def test_every_dialect_prepares_every_label(name):
    said = list(setup(dialects()[name], ["Entity", "Deal"]))
    assert len(said) >= 2 and all("`" in each and "{" not in each for each in said)


def test_servers_are_told_by_their_agent():
    assert of_agent("Neo4j/5.26.30").name == "neo4j"
    assert of_agent("Neo4j/v5.11.0 compatible graph database server - Memgraph").name == "memgraph"
    with pytest.raises(ExportError, match="--dialect"):
        of_agent("Something/1")
