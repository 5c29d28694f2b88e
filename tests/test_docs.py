"""What is written about the project is true: commands, examples, docstrings."""

import ast
import io
import re
import shlex
import sys
from pathlib import Path

import click
import pytest

from kg import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL_FILES = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
MANUAL = "\n".join([README, *((ROOT / p).read_text(encoding="utf-8") for p in MANUAL_FILES)])
"""All that is written for users."""
COMMANDS = sorted(cli.commands.commands)
MODULES = sorted((ROOT / "kg").rglob("*.py"))
TEXTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICE", "Makefile", ".ci/run"]


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)


def help_of(name):
    command = cli.commands.commands[name]
    return command.get_help(click.Context(command, info_name=f"kg {name}"))


def run(line, monkeypatch, capsys):
    """Run one line of a shell, `kg ...` or `echo '...' | kg ...`, and return what it prints."""
    *echo, words = " ".join(shlex.quote(word) for word in shlex.split(line)).split(" '|' ")
    if echo:
        text = shlex.split(echo[0])[1] + "\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    program, *arguments = shlex.split(words, comments=True)
    assert program == "kg"
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    out, err = capsys.readouterr()
    assert caught.value.code == 0, err
    return out


@pytest.fixture(autouse=True)
def _in_a_copy(tmp_path, monkeypatch):
    """Stand in a folder with the samples and a graph of one, as a reader of the README does."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def built(monkeypatch, capsys):
    run("kg build samples/ar.txt -o output/sample", monkeypatch, capsys)
    run("kg build --store news samples", monkeypatch, capsys)
    run("kg export output/sample --to graphml -o output/sample.graphml", monkeypatch, capsys)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_text_with_an_example_and_stands_in_the_readme(name):
    assert re.search(rf"Example:\n +kg {name} ", help_of(name))
    assert f"`kg {name} " in README


ENDLESS = ("serve",)
"""Commands that run until they are stopped; their own tests start and stop them."""


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ENDLESS])
def test_the_examples_of_the_help_texts_run(name, built, monkeypatch, capsys):
    for line in re.findall(rf"^ +(kg {name} .*)$", help_of(name).split("Example:")[1], re.M):
        assert run(line, monkeypatch, capsys)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_stands_in_the_manual(name):
    for parameter in cli.commands.commands[name].params:
        if isinstance(parameter, click.Option):
            assert any(option in MANUAL for option in parameter.opts), parameter.opts


def test_the_sessions_of_the_readme_print_what_it_says(monkeypatch, capsys):
    sessions = blocks("console")
    assert len(sessions) == 2
    for session in sessions:
        command, _, shown = session.removeprefix("$ ").partition("\n")
        assert run(command, monkeypatch, capsys) == shown


def test_the_commands_of_the_readme_run(monkeypatch, capsys):
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    ours = [line for line in lines if line.startswith("kg ")]
    assert len(ours) == 13
    for line in ours:
        assert run(line.split(" #")[0], monkeypatch, capsys)


def test_the_python_of_the_readme_runs(capsys):
    (block,) = blocks("python")
    assert len([line for line in block.splitlines() if line]) <= 6
    exec(compile(block, "README.md", "exec"), {})
    assert "investsIn" in capsys.readouterr().out
    assert Path("output/samples/graph.html").exists()


def test_the_files_that_the_documents_name_exist():
    for text in ("README.md", "CONTRIBUTING.md", *MANUAL_FILES):
        content = (ROOT / text).read_text(encoding="utf-8")
        for name in re.findall(r"`((?:kg|ontologies|tests|samples)/[\w./]*)`", content):
            if "CODE" not in name:
                assert (ROOT / name).exists(), f"{text}: {name}"


@pytest.mark.parametrize("text", TEXTS)
def test_setting_up_asks_nothing_of_a_host_by_name(text):
    assert not re.search(r"https?://", (ROOT / text).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_public_name_has_a_docstring(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path} has no docstring"
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    scopes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for scope in scopes:
        if getattr(scope, "name", "").startswith("_"):
            continue
        for node in scope.body:
            if isinstance(node, kinds) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path}:{node.lineno}: {node.name}"
