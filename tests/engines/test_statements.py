"""Neo4j's own parser takes every statement that is emitted, whatever the texts in it."""

import cypher_linter
import pytest
from sample_engines import sample

from kg import fusion
from kg.cypher import statements
from kg.cypher.dialects import dialects
from kg.cypher.rows import Kind
from kg.export import graphs
from kg.export._elements import KINDS, PARTS, type_of
from kg.export._property_graph import PropertyGraph, nodes
from kg.export.graphs._cypher_text import string
from kg.model import Entity, KnowledgeGraph, Name
from kg.ontology import load
from kg.pipeline import Graph
from kg.pipeline.exporting import export_to, property_graph

NASTY = (
    "'}) DETACH DELETE n //",
    "C:\\users \\u0027}) DETACH DELETE n //",
    "\\\\u0027 \\\\\\u0027 \\U00000027",
    "ends with \\",
    "line\nline\r\n;\n:exit\n// /* */",
    "شركة «النواة»؛ `x` $y {z}",
    "\x00\x07\x1b\u2028\ufeff🦊",
)


@pytest.fixture(scope="module")
def lint():
    if reason := cypher_linter.missing():
        pytest.skip(reason)
    return cypher_linter.lint


def script_of(known, **options):
    graph = PropertyGraph(known, fusion.deals(known.claims, known.documents), **options)
    return "".join(graphs.get("cypher").encode(graph)[""])


def statements_of(script):
    """Return the statements of a script that ends each with a semicolon at the end of a line."""
    lines = [line for line in script.splitlines() if not line.startswith("//")]
    return [each for each in "\n".join(lines).split(";\n") if each]


def hostile():
    """Return a graph whose actors have the names that are hardest to quote."""
    return KnowledgeGraph(
        (),
        tuple(
            Entity(f"e{number}", "Company", name, (Name(name, "en"), Name(name[::-1], "ar")))
            for number, name in enumerate(NASTY)
        ),
        (),
    )


def test_the_parser_finds_what_is_wrong(lint):
    wrong = ["MATCH (n) RETRUN n", "MATCH (n) RETURN m", "RETURN 'a'}) DETACH DELETE n //'"]
    assert all(lint(wrong))


def test_scripts_are_cypher(lint):
    found = statements_of(script_of(sample(), articles=True))
    found += statements_of(script_of(hostile()))
    config = b"".join(
        graphs.get("n10s").encode(PropertyGraph(sample(), turtle=lambda: []))["import.cypher"]
    ).decode()
    found += [each for each in statements_of(config) if "n10s." not in each]
    assert len(found) > 10
    assert lint(found) == [[]] * len(found)


def test_a_text_is_one_literal(lint):
    found = [f"RETURN {string(text)} AS text" for text in NASTY]
    assert lint(found) == [[]] * len(found)


def test_what_is_sent_to_a_server_is_cypher(lint):
    types = [*map(type_of, load().relations), *PARTS]
    kinds = [Kind(("Entity", each)) for each in load().types]
    kinds += [Kind((kind,)) for kind in KINDS]
    kinds += [Kind(("Entity", "Value"), each, keyed=each not in PARTS) for each in types]
    dialect = dialects()["neo4j"]
    found = [statements.merge(kind, load().types) for kind in kinds]
    found += statements.setup(dialect, KINDS)
    found += [statements.loaded_nodes(dialect, "Deal"), statements.delete_nodes(dialect)]
    found += [
        statements.loaded_relationships(dialect, "Deal"),
        statements.delete_relationships(dialect),
        statements.READ_CHECKPOINT,
        statements.WRITE_CHECKPOINT,
        statements.DROP_CHECKPOINT,
    ]
    answer = lint(found, rows=[], refs=[], done=0, digest="")
    assert [each for each in zip(found, answer, strict=True) if each[1]] == []


def test_a_server_reads_the_names_as_they_are(empty, tmp_path):
    """And a Unicode escape, which Neo4j reads before all else, stays the text that it is."""
    import neo4j_server

    script = tmp_path / "hostile.cypher"
    export_to(property_graph(Graph(hostile())), "cypher", script)
    neo4j_server.shell(empty.server, script.read_bytes().decode())
    rows = empty.rows("MATCH (n:Entity) RETURN n.name AS name, n.names AS names ORDER BY n.id")
    expected = [node.properties for node in nodes(PropertyGraph(hostile()))]
    assert [(row["name"], row["names"]) for row in rows] == [
        (each["name"], each["names"]) for each in expected
    ]
