"""One Neo4j server for all tests: an import by neo4j-admin is what it starts with."""

import os
import subprocess
from typing import NamedTuple

import neo4j_server
import pytest
from questions_engines import QUESTIONS, comparable, expected
from sample_engines import sample

from kg.pipeline import Graph
from kg.pipeline.exporting import export_to
from kg.pipeline.loading import Account, Target, property_graph


class Neo4j(NamedTuple):
    """A running server, and what it held when it started."""

    server: neo4j_server.Server
    driver: object
    imported: object
    answered: dict

    @property
    def target(self):
        account = Account(neo4j_server.USER, neo4j_server.PASSWORD)
        return Target(self.server.uri, account, neo4j_server.DATABASE)

    def rows(self, cypher, **values):
        return self.driver.execute_query(cypher, values).records

    def clear(self):
        self.rows("MATCH (n) DETACH DELETE n")

    def answers(self):
        """Return what it answers to the ten questions."""
        return {
            name: comparable(record.values() for record in self.rows(cypher))
            for name, (cypher, _) in QUESTIONS.items()
        }

    def everything(self):
        """Return all nodes and all relationships, with all that they have."""
        nodes = self.rows("MATCH (n) RETURN labels(n) AS labels, properties(n) AS props")
        edges = self.rows(
            "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, "
            "properties(r) AS props"
        )
        return (
            sorted((sorted(node["labels"]), sorted(node["props"].items())) for node in nodes),
            sorted(
                ((edge["start"], edge["type"], edge["end"]), sorted(edge["props"].items()))
                for edge in edges
            ),
        )


@pytest.fixture(scope="session")
def graph():
    return Graph(sample())


@pytest.fixture(scope="session")
def expected_answers(graph):
    return expected(graph)


@pytest.fixture(scope="session")
def neo4j(graph, tmp_path_factory):
    """The server; it was started on what neo4j-admin had made of the exported files."""
    if reason := neo4j_server.missing():
        pytest.skip(reason)
    driver = pytest.importorskip("neo4j")
    try:
        neo4j_server.fetch()
    except RuntimeError as error:
        if os.environ.get("CI"):  # there it would hide that nothing was tested
            raise
        pytest.skip(str(error))
    home = tmp_path_factory.mktemp("neo4j") / "home"
    port = neo4j_server.free_port()
    neo4j_server.prepare(home, port)
    files = home / "exported"
    export_to(property_graph(graph), "neo4j-csv", files)
    _import(home, files)
    with neo4j_server.serving(home, port) as server:
        auth = (neo4j_server.USER, neo4j_server.PASSWORD)
        with driver.GraphDatabase.driver(server.uri, auth=auth) as opened:
            made = Neo4j(server, opened, None, {})
            yield made._replace(imported=made.everything(), answered=made.answers())


@pytest.fixture
def empty(neo4j):
    neo4j.clear()
    return neo4j


def _import(home, files):
    """Run the script that is exported with the files, as a user would."""
    program = home / "neo4j-admin"
    java = " ".join(f"'{word}'" for word in neo4j_server.JAVA)
    main = "org.neo4j.cli.AdminTool"
    program.write_text(f"#!/bin/sh\nexec {java} -cp '{neo4j_server.fetch()}/*' {main} \"$@\"\n")
    program.chmod(0o755)
    places = {"NEO4J_HOME": home, "NEO4J_CONF": home / "conf", "NEO4J_ADMIN": program}
    env = os.environ | {key: str(value) for key, value in places.items()}
    command = ["sh", str(files / "import.sh"), neo4j_server.DATABASE]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
