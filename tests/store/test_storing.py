"""The commands of a store as a user meets them, over hand-made extractions."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from made_articles import simple

from kg import cli, pipeline
from kg.iri import digest
from kg.model import Evidence, Span


def extract(document):
    """Let every article say the same, in its first line."""
    made = simple(document.title)
    place = (Evidence(document.id, Span(0, len(document.title))),)
    claims = (replace(c, id=digest(document.id, c.id), evidence=place) for c in made.claims)
    entities = (
        replace(e, mentions=tuple((document.id, mention) for _, mention in e.mentions))
        for e in made.entities
    )
    return replace(made, document=document, entities=tuple(entities), claims=tuple(claims))


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run kg in an empty folder; return its exit code, standard output and error."""
    monkeypatch.setattr(pipeline.articles, "extract", extract)
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(f"The fund buys {name}\n\nThat is all that is known of it.\n")

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["kg"])
        with pytest.raises(SystemExit) as caught:
            cli.main(arguments)
        return caught.value.code, *capsys.readouterr()

    return call


def test_a_store_grows_and_an_article_counts_once(run):
    assert run("build", "--store", "news", "a.txt") == (
        0,
        "news: 1 new, 0 changed, 0 unchanged\n",
        "",
    )
    assert run("build", "--store", "news", "a.txt", "b.txt")[1].startswith(
        "news: 1 new, 0 changed, 1"
    )
    Path("a.txt").write_text("The fund does not buy a.txt\n\nThat is all that is known of it.\n")
    assert run("build", "--store", "news", "a.txt")[1] == "news: 0 new, 1 changed, 0 unchanged\n"
    code, out, _ = run("sources", "news")
    assert code == 0
    assert [line.split()[-1] for line in out.splitlines()] == ["source", "a.txt", "b.txt"]


def test_what_a_store_exports_is_what_is_built_at_once(run):
    for name in ("b.txt", "a.txt"):
        run("build", "--store", "news", name)
    assert run("export", "news", "-o", "one")[0] == 0
    run("build", "a.txt", "b.txt", "-o", "other")
    names = sorted(path.name for path in Path("other").iterdir())
    assert sorted(path.name for path in Path("one").iterdir()) == names
    for name in names:
        assert Path("one", name).read_bytes() == Path("other", name).read_bytes(), name


def test_a_built_graph_is_exported_as_it_is(run):
    run("build", "a.txt", "-o", "one")
    assert run("export", "one/graph.nq", "-o", "other")[0] == 0
    assert Path("one/graph.ttl").read_bytes() == Path("other/graph.ttl").read_bytes()


def test_what_is_removed_is_gone_from_every_answer(run):
    run("build", "--store", "news", "a.txt", "b.txt")
    code, out, _ = run("remove", "news", "a.txt")
    assert code == 0 and "The fund buys a.txt" in out
    count = "SELECT (COUNT(?claim) AS ?n) { ?claim a kg:Claim }"
    assert run("query", "news", count)[1].split() == ["n", "1"]
    assert "b.txt" in run("explain", "news", "Nawat Labs")[1]
    assert run("check", "news")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sources", "nowhere"], "no store here"),
        (["remove", "nowhere", "a.txt"], "no store here"),
        (["build", "--store", ".", "a.txt"], "is no store and not empty"),
        (["build", "--store", "x", "-o", "y", "a.txt"], "--output or --store"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, arguments, words):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err and err.count("\n") == 1
    assert not Path("nowhere").exists()
