"""`kg export --to` and `kg import`, as they are typed."""

from pathlib import Path

import pytest

from kg import cli
from kg.export import graphs

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "en.txt"


def run(*arguments):
    with pytest.raises(SystemExit) as caught:
        cli.main([str(each) for each in arguments])
    return caught.value.code


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "graph"
    assert run("build", SAMPLE, "-o", folder) == 0
    return folder


@pytest.mark.parametrize("form", graphs.names())
def test_every_format_is_written_and_listed(form, built, tmp_path, capsys):
    assert run("export", built, "--to", form, "-o", tmp_path / "out") == 0
    paths = capsys.readouterr().out.split()
    assert paths and all(Path(path).is_file() for path in paths)
    assert run("list", "formats") == 0
    assert f"\n{form} " in capsys.readouterr().out


@pytest.mark.parametrize("form", ["neo4j-csv", "graphml"])
def test_what_was_not_edited_comes_back_as_the_same_graph(form, built, tmp_path, capsys):
    assert run("export", built, "--to", form, "--articles", "-o", tmp_path / "out") == 0
    back = tmp_path / "back"
    assert run("import", tmp_path / "out", "--before", built, "-o", back) == 0
    assert (back / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()
    assert capsys.readouterr().out.endswith(" claims, 0 of them edited\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "pdf"), "no format 'pdf'; available: csv, cypher"),
        (("--articles",), "--articles, --no-deals and --analysis go with --to"),
        (("--to", "csv", "--infer"), "--profile and --infer go without --to"),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_written(
    options, said, built, tmp_path, capsys
):
    assert run("export", built, *options, "-o", tmp_path / "out") == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_place_for_a_file(built, tmp_path, capsys):
    assert run("export", built, "--to", "graphml", "-o", tmp_path) == 2
    assert "is one file" in capsys.readouterr().err


def test_nothing_is_imported_of_what_is_no_graph(tmp_path, capsys):
    (tmp_path / "x").write_text("no XML", encoding="utf-8")
    assert run("import", tmp_path / "x", "-o", tmp_path / "out") == 2
    assert "no GraphML" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
