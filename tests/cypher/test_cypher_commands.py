"""`kg load` and `kg cypher` as typed: what they print, and what they say when it fails."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cypher.asking import is_reading

ROOT = Path(__file__).parent.parent.parent
GRAPH = str(ROOT / "tests" / "golden" / "ar.nq")


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def kg(capsys):
    """Run the command line, and return what came of it."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main([*map(str, arguments)])
        return Done(ended.value.code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    pytest.importorskip("ladybug")
    pytest.importorskip("pyarrow")
    path = tmp_path_factory.mktemp("cypher") / "قاعدة.lbug"
    with pytest.raises(SystemExit) as ended:
        main(["load", f"ladybug:{path}", GRAPH, "--analysis", "--articles"])
    assert ended.value.code == 0
    return path


def test_answers_come_as_table_json_and_csv(kg, database):
    question = "MATCH (a)-[r:INVESTS_IN]->(b) RETURN a.name_ar AS who, r.amount AS sum ORDER BY who"
    as_json = json.loads(kg("cypher", database, question, "--format", "json").stdout)
    assert as_json and set(as_json[0]) == {"who", "sum"}
    assert any("\u0600" < letter < "\u06ff" for letter in as_json[0]["who"])
    as_csv = [
        *csv.DictReader(io.StringIO(kg("cypher", database, question, "--format", "csv").stdout))
    ]
    assert [row["who"] for row in as_csv] == [row["who"] or "" for row in as_json]
    table = kg("cypher", database, question).stdout.splitlines()
    assert table[0].split() == ["who", "sum"] and len(table) == 1 + len(as_json)


def test_the_question_may_be_in_a_file_or_on_standard_input(kg, database, tmp_path):
    file = tmp_path / "question.cypher"
    file.write_text("MATCH (n:Article) RETURN count(*) AS n", encoding="utf-8")
    assert kg("cypher", database, "--file", file).stdout.split() == ["n", "1"]


def test_analysis_and_articles_are_there(kg, database):
    question = (
        "MATCH (:Article)-[:MENTIONS]->(c:Company) RETURN max(c.degree) AS d, min(c.pagerank)"
    )
    assert int(kg("cypher", database, question).stdout.split()[2]) > 0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("CREATE (n:Person {id: 'x'})", "one statement that reads"),
        ("MATCH (n) SET n.name = 'x'", "read-only"),
        ("MATCH (n) RETURN n.id; MATCH (n) RETURN n.id", "one statement that reads"),
        ("COPY (MATCH (n) RETURN n.id) TO 'x.csv'", "one statement that reads"),
        ("MATCH (n RETURN n", "Parser"),
        ("MATCH (n:Nobody) RETURN n", "Nobody"),
    ],
)
def test_what_does_not_read_is_refused_in_one_line(kg, database, question, said):
    before = database.read_bytes()
    done = kg("cypher", database, question)
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1
    assert database.read_bytes() == before


def test_time_and_memory_have_an_end(kg, database):
    many = ", ".join(f"(n{at})" for at in range(12))
    done = kg("cypher", database, f"MATCH {many} RETURN count(*)", "--timeout", "0.5")
    assert done.returncode == 2 and "0.5 s" in done.stderr
    huge = kg(
        "cypher", database, "UNWIND range(1, 5000000000) AS i RETURN sum(i)", "--timeout", "9"
    )
    assert huge.returncode == 2 and huge.stderr.count("\n") == 1


def test_what_is_no_database_is_neither_asked_nor_replaced(kg, database, tmp_path):
    file = tmp_path / "thesis.txt"
    file.write_text("mine", encoding="utf-8")
    for arguments in (("cypher", file, "MATCH (n) RETURN n"), ("load", f"ladybug:{file}", GRAPH)):
        done = kg(*arguments)
        assert done.returncode == 2 and "not a valid" in done.stderr
        assert file.read_text(encoding="utf-8") == "mine"
    gone = kg("cypher", tmp_path / "gone", "MATCH (n) RETURN n")
    assert gone.returncode == 2 and "kg load ladybug:" in gone.stderr
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("http://localhost:7474",), "bolt://HOST:PORT"),
        (("bolt://neo4j:hidden@localhost:7687",), "no user and password in the address"),
        (("bolt://127.0.0.1:1", "--no-auth"), "is it running"),
        (("bolt://127.0.0.1:1",), "KG_NEO4J_PASSWORD"),
        (("bolt://127.0.0.1:1", "--no-auth", "--dialect", "oracle"), "memgraph"),
    ],
)
def test_an_address_that_will_not_do(kg, arguments, said):
    pytest.importorskip("neo4j")
    uri, *options = arguments
    done = kg("load", uri, GRAPH, *options)
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1 and "hidden" not in done.stderr


def test_a_missing_driver_is_said_with_what_to_install(monkeypatch, capsys):
    for name, arguments in (
        ("neo4j", ["load", "bolt://127.0.0.1:1", GRAPH, "--no-auth"]),
        ("ladybug", ["load", "ladybug:never-made.lbug", GRAPH]),
    ):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert f"pip install 'ai-industry-kg[{name}]'" in capsys.readouterr().err


def test_the_password_is_asked_for_without_an_echo(monkeypatch):
    from kg.cli import loading

    asked = {}

    def prompt(text, **options):
        asked.update(options)
        return "secret"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(loading.click, "prompt", prompt)
    assert loading._account("me", None, open_=False).password == "secret"
    assert asked["hide_input"] is True


def test_help_names_the_variables():
    from kg.cli import commands

    shown = CliRunner().invoke(commands, ["load", "--help"]).output
    assert "KG_NEO4J_PASSWORD" in shown and "--sync" in shown


@pytest.mark.parametrize(
    ("question", "reads"),
    [
        ("  match (n) return n;", True),
        ("// a comment; with\nMATCH (n) RETURN n", True),
        ("/* COPY */ EXPLAIN MATCH (n) RETURN n", True),
        ("MATCH (n {name: '\\'; COPY'}) RETURN n", True),
        ("MATCH (n {name: '\\\\'}) RETURN n; COPY n TO 'x'", False),
        ("EXPLAIN COPY (MATCH (n) RETURN n) TO 'x'", False),
        ("INSTALL json", False),
        ("", False),
    ],
)
def test_which_statements_read(question, reads):
    assert is_reading(question) is reads
