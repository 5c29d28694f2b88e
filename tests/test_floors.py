"""The shape of the package: who imports whom, who owns which library, how long things get."""

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS = {
    "__main__": 7,
    "cli": 6,
    "catalogue": 5,
    "terminal": 5,
    "pipeline": 4,
    "store": 3,
    "train": 3,
    "read": 2,
    "extract": 2,
    "link": 2,
    "graph": 2,
    "export": 2,
    "cypher": 2,
    "analyze": 2,
    "page": 2,
    "evaluate": 2,
    "fusion": 2,
    "serve": 2,
    "ontology": 1,
    "language": 1,
    "sparql": 1,
    "model": 0,
    "errors": 0,
    "iri": 0,
    "": 0,
}
"""Room -> its floor; "" is `kg/__init__.py`, which imports the pipeline only when it is used."""

ROOMS = {name for name, floor in FLOORS.items() if floor == 2}

OWNERS = {
    "click": {"cli"},
    "rich": {"terminal"},
    "spacy": {"language", "extract", "train"},
    "rdflib": {"ontology", "graph", "export", "pipeline"},
    "pyoxigraph": {"ontology", "graph", "export", "serve", "store", "pipeline"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "pyshacl": {"graph"},
    "pyvis": {"page"},
    "networkx": {"page", "analyze", "export", "pipeline"},
    "neo4j": {"cypher"},
    "ladybug": {"cypher"},
    "pyarrow": {"cypher", "export"},
    "jinja2": {"page", "serve"},
    "markupsafe": {"page"},
    "babel": {"language", "ontology", "link"},
    "pycrfsuite": {"extract", "train"},
    "numpy": {"analyze", "extract", "page", "train"},
    "scipy": {"train"},
}
"""Library -> the rooms that may know it; the pipeline names types of RDF only."""

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MOST_POSITIONAL = 5


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path):
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def is_type_checking(node):
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports(path):
    """Yield (dotted name, line, whether for the type checker only), wherever in the file."""
    hinted = {
        id(below)
        for node in ast.walk(tree(path))
        if is_type_checking(node)
        for below in ast.walk(node)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in hinted
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            if node.module == "kg":
                for alias in node.names:
                    yield f"kg.{alias.name}", node.lineno, id(node) in hinted
            else:
                yield node.module, node.lineno, id(node) in hinted


def ours(path):
    """Yield (room imported, line) for every import of the package's own."""
    for name, line, _ in imports(path):
        parts = name.split(".")
        if parts[0] == "kg":
            room = parts[1] if len(parts) > 1 and parts[1] in FLOORS else ""
            # What `kg/__init__.py` hands on is the pipeline's, by name and in its function.
            if not (room_of(path) == "" and room == "pipeline"):
                yield room, line


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path):
    room = room_of(path)
    assert room in FLOORS, f"{path}: give the new room a floor"
    for other, line in ours(path):
        if other != room:
            assert FLOORS[other] < FLOORS[room] or FLOORS[room] == 0 == FLOORS[other], (
                f"{path}:{line}: {room} (floor {FLOORS[room]}) imports {other}"
            )


def test_only_the_pipeline_and_the_store_import_the_rooms():
    """And what makes models of the corpus, which no user runs."""
    importers = {
        room_of(path)
        for path in MODULES
        for other, _ in ours(path)
        if other in ROOMS and other != room_of(path)
    }
    assert importers - {"train"} <= {"pipeline", "store"}


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_has_its_owners(library):
    users = {
        room_of(path)
        for path in MODULES
        for name, _, _ in imports(path)
        if name.split(".")[0] == library
    }
    assert users <= OWNERS[library]


def test_the_pipeline_names_a_library_to_the_type_checker_only():
    used = [
        name
        for path in (PACKAGE / "pipeline").glob("*.py")
        for name, _, hinted in imports(path)
        if name.split(".")[0] in OWNERS and not hinted
    ]
    assert used == []


def test_only_the_command_line_prints():
    for path in MODULES:
        calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        printing = [f for f in calls if isinstance(f, ast.Name) and f.id == "print"]
        assert not printing, f"{path}: prints"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_budgets(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE, f"{path}: {lines} lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            where = f"{path}:{node.lineno}: {node.name}"
            assert length(node) <= LONGEST_FUNCTION, f"{where} has {length(node)} lines"
            positional = [*node.args.posonlyargs, *node.args.args]
            count = sum(arg.arg not in ("self", "cls") for arg in positional)
            assert count <= MOST_POSITIONAL, f"{where} has {count} positional parameters"


def length(function):
    """Return the lines of a function without its docstring and decorators."""
    first = function.body[0]
    total = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is not None:
        total -= first.end_lineno - first.lineno + 1
    return total


def test_there_are_no_class_hierarchies():
    classes = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and not node.name.endswith("Error")
    }
    for name, bases in classes.items():
        assert not bases & classes.keys() - {name}, f"{name} inherits from a class of ours"
