"""The same questions to the embedded engine."""

import pytest
from questions_engines import QUESTIONS, comparable
from sample_engines import sample

from kg.pipeline import Graph, loading
from kg.pipeline.loading import property_graph

pytest.importorskip("ladybug")
pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def database(graph, tmp_path_factory):
    path = tmp_path_factory.mktemp("embedded") / "graph.lbug"
    for _ in range(2):  # the second time in place of the first
        last = list(loading.fill(str(path), property_graph(graph)))[-1]
    assert last.relationships > len(graph.claims)
    return str(path)


@pytest.mark.parametrize("name", QUESTIONS)
def test_ten_questions(name, database, expected_answers):
    answer = loading.ask(database, QUESTIONS[name][0], 20)
    assert comparable(answer.rows) == expected_answers[name]


def test_loading_another_graph_leaves_nothing_of_the_first(tmp_path):
    path = str(tmp_path / "graph.lbug")
    for knowledge in (sample(), sample(without=1)):
        list(loading.fill(path, property_graph(Graph(knowledge))))
    answer = loading.ask(path, "MATCH ()-[r:INVESTS_IN]->() RETURN count(*)", 20)
    assert answer.rows == [[3]]
