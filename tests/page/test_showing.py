"""`kg page`: a graph on the disk -> one HTML file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import conftest_page as made
import pytest

from kg import cli
from kg.model import KnowledgeGraph
from kg.page import most_important
from kg.pipeline import Graph


@pytest.fixture
def folder(tmp_path: Path, graph: KnowledgeGraph) -> Path:
    Graph(graph).write(tmp_path / "built")
    return tmp_path / "built"


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as exit_:
        cli.main([os.fspath(argument) for argument in arguments])
    return int(exit_.value.code or 0)


def page_in(html: str) -> Any:
    return json.loads(html.split('id="data">')[1].split("</script>")[0])["page"]


def test_every_option_is_seen_in_the_page(folder: Path, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "page.html"
    options = ["--lang", "ar", "--theme", "dark", "--title", "a <b>", "--max-nodes", "5", "--embed"]
    assert run("page", folder, *options, "-o", file) == 0
    html = file.read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl" data-theme="dark" class="embed">' in html
    assert "<title>a &lt;b&gt;</title>" in html
    assert len(page_in(html)["entities"]) == 5
    assert capsys.readouterr().out == f"{file} ({len(html.encode()) / 1e6:.1f} MB)\n"


def test_without_options_it_is_whole_and_twice_the_same(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    assert run("page", folder, "-o", first) == run("page", folder, "-o", second) == 0
    assert first.read_bytes() == second.read_bytes()
    assert len(page_in(first.read_text(encoding="utf-8"))["claims"]) == 21


def test_a_place_that_cannot_be_written_to_is_said_in_one_line(
    folder: Path, tmp_path: Path, capsys: Any
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("page", folder, "-o", tmp_path / "file" / "page.html") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_most_important_are_those_about_whom_most_is_claimed(graph: KnowledgeGraph) -> None:
    part = most_important(graph, 2)
    assert [entity.name for entity in part.entities] == ["Sahab Compute", "Noor Robotics"]
    known = {entity.id for entity in part.entities}
    for claim in part.claims:
        assert {claim.subject, claim.object or claim.subject} <= known
        assert claim.attributed_to is None or claim.attributed_to in known
    assert most_important(graph, 99) is graph
    assert part.documents == graph.documents


def test_a_large_graph_gives_the_same_bytes_again() -> None:
    many = made.repeated(made.sample(), 90)
    pages = [Graph(many).files()["graph.html"] for _ in range(2)]
    assert pages[0] == pages[1]
    assert page_in(pages[0].decode())["communities"]
