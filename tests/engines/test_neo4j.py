"""What a real Neo4j server makes of the graph, by each way into it."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import neo4j_server
import pytest
from sample_engines import HOSTILE, sample

from kg.cypher import load as load_rows
from kg.errors import ExportError
from kg.export._edited import interpret
from kg.export._found import Found, FoundEdge, FoundNode
from kg.pipeline import Graph, loading
from kg.pipeline.exporting import export_to
from kg.pipeline.loading import Account, property_graph

ROOT = Path(__file__).parent.parent.parent


def load(neo4j, knowledge, **options):
    """Load a graph and return how it went."""
    made = property_graph(Graph(knowledge))
    return [replace(tally) for tally in loading.load(neo4j.target, made, **options)][-1]


def test_neo4j_admin_imports_the_files(neo4j, expected_answers):
    assert neo4j.answered == expected_answers


def test_cypher_shell_runs_the_script_and_again_without_a_change(
    empty, graph, expected_answers, tmp_path
):
    script = tmp_path / "graph.cypher"
    export_to(property_graph(graph), "cypher", script)
    for _ in range(2):
        neo4j_server.shell(empty.server, script.read_text(encoding="utf-8"))
        assert empty.answers() == expected_answers
        assert empty.everything() == empty.imported


def test_loading_gives_the_same_and_loading_again_changes_nothing(empty, expected_answers):
    first = load(empty, sample())
    assert empty.answers() == expected_answers
    assert empty.everything() == empty.imported
    assert first.created == first.nodes + first.relationships > 0
    again = load(empty, sample(), sync=True)
    assert (again.created, again.removed, again.skipped) == (0, 0, 0)
    assert empty.everything() == empty.imported


def test_the_ids_of_nodes_are_unique(empty):
    load(empty, sample())
    found = empty.rows("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    constrained = {row["labelsOrTypes"][0] for row in found if row["properties"] == ["id"]}
    assert constrained == {"Entity", "Value", "Deal", "Article"}


def test_sync_takes_out_what_is_gone_and_leaves_what_others_put_in(empty):
    load(empty, sample(without=1))
    less = empty.everything()
    load(empty, sample())
    empty.rows(
        "MATCH (a {id: 'nakhla'}), (b {id: 'labna'}) CREATE (a)-[:KNOWS {since: 2020}]->(b), "
        "(a)-[:INVESTS_IN {note: 'my own'}]->(b), (:Note {id: 'mine'}), (:Entity {name: 'no id'})"
    )
    empty.rows("MATCH (a {id: 'alone'}) CREATE (:Note {id: 'about'})-[:ABOUT]->(a)")
    removed = load(empty, sample(without=1), sync=True).removed
    assert removed > 0
    kept = empty.rows("MATCH (a)-[r:KNOWS|ABOUT]->() RETURN r")
    own = empty.rows("MATCH ()-[r:INVESTS_IN]->() WHERE r.claim IS NULL RETURN r.note AS note")
    assert len(kept) == 2 and [row["note"] for row in own] == ["my own"]
    empty.rows("MATCH ()-[r:INVESTS_IN]->() WHERE r.claim IS NULL DELETE r")
    empty.rows("MATCH ()-[r:KNOWS]->() DELETE r")
    empty.rows("MATCH (n:Note) DETACH DELETE n")
    empty.rows("MATCH (n:Entity) WHERE n.id IS NULL DELETE n")
    empty.rows("MATCH (n:Entity {id: 'alone'}) DETACH DELETE n")  # stayed: a note was tied to it
    assert empty.everything() == less


def test_what_is_known_no_more_is_taken_away_from_a_node(empty):
    known = sample()
    load(empty, known)
    nakhla = replace(known.entities[0], type="Company", same_as=())
    load(empty, replace(known, entities=(nakhla, *known.entities[1:])))
    (found,) = empty.rows("MATCH (n {id: 'nakhla'}) RETURN labels(n) AS labels, n.wikidata AS q")
    assert sorted(found["labels"]) == ["Company", "Entity"] and found["q"] is None


LOADER = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
from sample_engines import sample
from kg.cypher import Account, Target, load
from kg.pipeline import Graph, loading
target = Target({uri!r}, Account({user!r}, {password!r}))
content = loading.content(loading.property_graph(Graph(sample())))
for tally in load(target, content, size=2):
    print(tally.nodes + tally.relationships, flush=True)
"""


@pytest.mark.parametrize("batches", [3, 9, 14])
def test_a_load_that_was_killed_goes_on_and_ends_in_the_same_graph(empty, batches):
    here, who = str(Path(__file__).parent), (neo4j_server.USER, neo4j_server.PASSWORD)
    code = LOADER.format(
        root=str(ROOT), here=here, uri=empty.server.uri, user=who[0], password=who[1]
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        for _ in range(batches):
            assert process.stdout.readline()
        process.kill()
    partial = empty.everything()
    assert partial != empty.imported
    content = loading.content(property_graph(Graph(sample())))
    last = [replace(tally) for tally in load_rows(empty.target, content, size=2)][-1]
    assert last.skipped >= 2 * batches - 8  # batches of a kind that has few rows are short
    assert empty.everything() == empty.imported


def test_another_graph_does_not_go_on_where_one_broke_off(empty):
    steps = load_rows(
        empty.target, loading.content(property_graph(Graph(sample(without=2)))), size=2
    )
    for _ in range(3):
        next(steps)
    steps.close()
    assert load(empty, sample()).skipped == 0
    load(empty, sample(), sync=True)
    assert empty.everything() == empty.imported


def test_articles_come_with_their_texts_and_mentions(empty, graph):
    made = property_graph(graph, articles=True)
    for _ in loading.load(empty.target, made):
        pass
    texts = {row["text"] for row in empty.rows("MATCH (a:Article) RETURN a.text AS text")}
    assert texts == {document.text for document in graph.documents}
    found = empty.rows("MATCH (:Article)-[:MENTIONS]->(e:Entity) RETURN e.name AS name")
    assert HOSTILE in {row["name"] for row in found}


def test_analysis_is_there_to_colour_by(empty, graph):
    from kg.pipeline import analyzing

    made = property_graph(graph, analysis=analyzing.columns(graph))
    for _ in loading.load(empty.target, made):
        pass
    (found,) = empty.rows("MATCH (n {id: 'labna'}) RETURN n.degree AS degree, n.community AS c")
    assert (found["degree"], found["c"]) == (4, 1)


def test_the_command_loads_and_never_shows_the_password(empty, graph, tmp_path):
    graph.write(tmp_path / "built")
    command = [sys.executable, "-m", "kg", "load", empty.server.uri, str(tmp_path / "built")]
    env = {"KG_NEO4J_USER": neo4j_server.USER, "KG_NEO4J_PASSWORD": neo4j_server.PASSWORD}
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert neo4j_server.PASSWORD not in done.stdout
    assert "relationships" in done.stdout
    wrong = env | {"KG_NEO4J_PASSWORD": "not-the-password"}
    done = subprocess.run(command, env=wrong, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "user or password" in done.stderr and "not-the-password" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_the_server_refuses_is_said_in_one_line(empty, graph):
    target = empty.target._replace(database="nowhere")
    with pytest.raises(ExportError, match="nowhere") as raised:
        list(loading.load(target, property_graph(graph)))
    assert "\n" not in str(raised.value)
    account = Account(neo4j_server.USER, None)
    with pytest.raises(ExportError, match="password"):
        list(loading.load(empty.target._replace(account=account), property_graph(graph)))
    assert json.dumps(neo4j_server.PASSWORD) not in str(raised.value)


def test_what_was_loaded_can_be_read_back_whole(empty, graph):
    for _ in loading.load(empty.target, property_graph(graph, articles=True)):
        pass
    nodes = empty.rows("MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS props")
    edges = empty.rows(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS p"
    )
    found = Found(
        tuple(FoundNode(row["id"], tuple(row["labels"]), row["props"]) for row in nodes),
        tuple(FoundEdge(*row.values()) for row in edges),
    )
    back = interpret(found, "Neo4j", "neo4j", graph.knowledge)
    assert by_id(back.claims) == by_id(graph.claims)
    assert by_id(back.documents) == by_id(graph.documents)
    assert by_id(back.entities) == by_id(graph.entities)


def by_id(things):
    return {thing.id: thing for thing in things}
