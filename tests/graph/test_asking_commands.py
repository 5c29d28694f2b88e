"""The commands that ask a graph, over the hand-made one."""

import json

import pytest

from kg import cli
from kg.graph import read, write
from kg.graph import terms as t


@pytest.fixture(scope="module")
def folder(quads, tmp_path_factory):
    place = tmp_path_factory.mktemp("asked")
    write(quads, place)
    return str(place)


@pytest.fixture
def kg(capsys):
    def run(*arguments, code=0):
        with pytest.raises(SystemExit) as caught:
            cli.main(arguments)
        out, err = capsys.readouterr()
        assert caught.value.code == code, err
        return out if code == 0 else out + err

    return run


def test_a_saved_query_by_name(kg, folder):
    lines = kg("query", folder, "--name", "investors-of", "--param", "actor=لبنة").splitlines()
    assert lines[0].split()[:3] == ["investor", "amount", "up_to"]
    assert lines[1].split()[:3] == ["Nakhla", "150000000", "200000000"]


def test_names_in_arabic(kg, folder):
    asked = ("query", folder, "--name", "investors-of", "--param", "actor=Labna", "--lang", "ar")
    row = kg(*asked).splitlines()[1]
    assert "نخلة" in row
    assert "مؤكد" in row


def test_machines_get_iris_unless_they_ask_for_names(kg, folder):
    asked = ("query", folder, "--name", "competitors-of", "--param", "actor=Labna", "--format")
    assert kg(*asked, "csv") == "competitor,modality,said_by,article,published\r\n"
    asked = ("query", folder, "--name", "partners-of", "--param", "actor=Labna", "--format")
    (row,) = json.loads(kg(*asked, "json"))["results"]["bindings"]
    assert row["partner"] == {"type": "uri", "value": t.term("entity:nakhla").value}
    (row,) = json.loads(kg(*asked, "json", "--lang", "en"))["results"]["bindings"]
    assert row["partner"] == {"type": "literal", "value": "Nakhla", "xml:lang": "en"}


def test_a_query_of_ones_own_in_names(kg, folder):
    asked = kg("query", folder, "SELECT ?a ?b { ?a kg:investsIn ?b }", "--lang", "en")
    assert asked.splitlines()[1].split() == ["Nakhla", "Labna"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--name", "investors-of"), "investors-of needs the parameter 'actor'"),
        (("--name", "investors"), "no saved query 'investors'; there are: actors-by-type"),
        (("--name", "investors-of", "--param", "actor"), "'actor' is no parameter; write it as"),
        (("--name", "investors-of", "--param", "actor=Nakla"), "did you mean Nakhla?"),
        (("--name", "denied", "--param", "actor=a", "--param", "actor=b"), "is given twice"),
        (("--name", "denied", "SELECT * {}"), "as QUERY, with --file, or with --name"),
        (("SELECT * {}", "--param", "a=b"), "--param goes with --name"),
        ((), "as QUERY, with --file, or with --name"),
    ],
)
def test_what_cannot_be_asked_says_so_in_one_line(kg, folder, arguments, message):
    said = kg("query", folder, *arguments, code=2)
    assert message in said
    assert said.count("\n") == 1


def test_the_saved_queries_are_listed_in_both_languages(kg):
    listed = kg("list", "queries")
    assert "investors-of" in listed
    assert "[at_least=NUMBER]" in listed
    assert "من يستثمر في جهة" in listed


def test_explain_names_the_place_a_person_was_hired_from(kg, folder):
    assert "Nakhla hires Lina Haddad (asserted, from Labna)" in kg("explain", folder, "Lina Haddad")


def test_check_says_where_in_words_of_the_article(kg, folder, quads, tmp_path):
    assert kg("check", folder) == "conforms\n"
    currency = t.term("kg:currency")
    write([q for q in quads if q.predicate != currency], tmp_path)
    said = kg("check", str(tmp_path), code=1)
    assert "An amount has a currency." in said
    assert "استثمرت شركة نخلة" in said.splitlines()[1]
    assert "للمبلغ عملة" in kg("check", str(tmp_path), "--lang", "ar", code=1)


def test_export_in_rdf_1_2_and_with_what_follows(kg, folder, quads, tmp_path):
    place = tmp_path / "out"
    kg("export", folder, "-o", str(place), "--profile", "rdf12", "--infer")
    assert (place / "graph.rdf12.ttl").read_text().count("rdf:reifies <<(") == 7
    graph = read(place / "graph.rdf12.nq")
    assert set(quads) < set(graph)
    extra = {q.graph_name for q in set(graph) - set(quads)}
    assert extra == {t.term("graph:inferred")}
    assert "has investor" in kg("query", str(place), "--name", "inferred")
    kg("export", folder, "-o", str(tmp_path / "plain"))
    assert not list((tmp_path / "plain").glob("*rdf12*"))
    assert set(read(tmp_path / "plain")) == set(quads)
