"""The graph as files, and back: Turtle, N-Quads and JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ExportError, GraphError
from kg.graph import terms as t
from kg.graph.jsonld import to_jsonld
from kg.graph.rdf12 import REIFIES, from_rdf12, to_rdf12

FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ttl": ox.RdfFormat.TURTLE,
}
"""What is written, by extension; a folder is read by the first of them that it holds."""

PROFILES = {"trig": "trig", "ttl12": "ttl", "nq12": "nq", "trig12": "trig"}
"""Further forms, by the form that their bytes are in: in one ending in 12 claims are reifiers."""

_READABLE = FORMATS | {
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
}


def serialize(quads: Iterable[ox.Quad], format: str) -> bytes:
    """Return the quads in one format, sorted, so that equal graphs are equal bytes.

    Args:
        quads: Of `build`, or a store.
        format: `"ttl"` (the default graph alone), `"nq"`, `"jsonld"` or `"trig"` (all graphs);
            `"ttl12"`, `"nq12"` or `"trig12"` for RDF 1.2, see `rdf12.to_rdf12`.

    Raises:
        ExportError: There is no such format.

    Example:
        >>> quad = ox.Quad(t.term("entity:meta"), t.TYPE, t.term("kg:Company"))
        >>> print(serialize([quad], "ttl").decode().splitlines()[-1])
        entity:meta a kg:Company .
    """
    _require(format)
    form = PROFILES.get(format, format)
    ordered = sorted(to_rdf12(quads) if format.endswith("12") else quads, key=str)
    return _render(ordered, dict(_by_graph(ordered)), form)


def write(quads: Iterable[ox.Quad], path: str | Path, format: str | None = None) -> None:
    """Write graph.ttl, graph.nq and graph.jsonld into the folder `path`, or one file.

    Args:
        quads: Of `build`, or a store.
        path: A folder, made if missing; or a file, told by its extension or by `format`.
        format: One of `FORMATS`; then `path` is a file.

    Raises:
        ExportError: The place cannot be written, or the format is not known.
    """
    path = Path(path)
    if format is None and path.suffix[1:] in FORMATS:
        format = path.suffix[1:]
    if format:
        _require(format)
    ordered = sorted(quads, key=str)
    graphs = dict(_by_graph(ordered))
    targets = {path: format} if format else {path / f"graph.{name}": name for name in FORMATS}
    for file, name in targets.items():
        data = _render(ordered, graphs, name)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        except OSError as error:
            raise ExportError(f"{file}: cannot be written ({error.strerror})") from error


def read(path: str | Path) -> ox.Store:
    """Return the graph in a file, or in the folder of a build, as a store to query.

    No context, import or address named in a file is ever fetched.

    Args:
        path: A .nq, .jsonld, .ttl, .nt, .trig or .rdf file, or a folder with graph.nq in it.

    Raises:
        GraphError: Missing, unreadable, broken (with its line), or of an unknown extension.
    """
    file = _file(Path(path))
    format = _READABLE.get(file.suffix[1:].lower())
    if format is None:
        known = ", ".join(f".{name}" for name in _READABLE)
        raise GraphError(f"{file}: unknown extension {file.suffix!r}; a graph file ends in {known}")
    store = ox.Store()
    try:
        store.bulk_load(file.read_bytes(), format=format)
    except SyntaxError as error:
        raise GraphError(_broken(file, error)) from error
    except OSError as error:
        raise GraphError(f"{file}: cannot be read ({error.strerror or error})") from error
    return _plain(store)


def _plain(filled: ox.Store) -> ox.Store:
    """Return a graph with its claims as everything here expects them, whatever the profile."""
    if next(filled.quads_for_pattern(None, REIFIES, None), None) is None:
        return filled
    return store(from_rdf12(filled))


def store(quads: Iterable[ox.Quad]) -> ox.Store:
    """Return the quads as a store in memory, to query more than once."""
    if isinstance(quads, ox.Store):
        return quads
    filled = ox.Store()
    filled.bulk_extend(quads)
    return filled


def _file(path: Path) -> Path:
    if not path.is_dir():
        return path
    for name in FORMATS:
        if (path / f"graph.{name}").is_file():
            return path / f"graph.{name}"
    raise GraphError(f"{path}: no graph.nq in this folder; make one with `kg build`")


def _broken(file: Path, error: SyntaxError) -> str:
    reason = t.one_line(error.msg)
    if "LoadDocumentCallback" in reason:
        return f"{file}: names a remote JSON-LD context, which is never fetched; embed it instead"
    where = f"{file}:{error.lineno}" if error.lineno else str(file)
    return f"{where}: broken {file.suffix[1:]} file: {reason}"


def _require(format: str) -> None:
    if format not in FORMATS and format not in PROFILES:
        known = ", ".join(sorted([*FORMATS, *PROFILES]))
        raise ExportError(f"no RDF format {format!r}; available: {known}")


def _render(ordered: list[ox.Quad], graphs: dict[str, list[ox.Quad]], format: str) -> bytes:
    if format == "nq":
        return ox.serialize(ordered, format=ox.RdfFormat.N_QUADS) or b""
    if format == "jsonld":
        return to_jsonld(graphs).encode()
    if format == "trig":
        return _spaced([quad for quads in graphs.values() for quad in quads], ox.RdfFormat.TRIG)
    return _spaced([quad.triple for quad in graphs.get("", [])], ox.RdfFormat.TURTLE)


def _spaced(statements: list[ox.Triple] | list[ox.Quad], format: ox.RdfFormat) -> bytes:
    turtle = ox.serialize(statements, format=format, prefixes=t.PREFIXES) or b""
    # The serialiser lists prefixes in an order of its own and sets no block off from the next. Line
    # feeds in literals are escaped, so every line starts a statement or goes on with one.
    lines = re.findall(rb"[^\n]*\n", turtle)
    size = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix"), lines))
    body = b"".join(lines[size:])
    spaced = body.replace(b" .\n", b" .\n\n").rstrip(b"\n")
    return b"".join([*sorted(lines[:size]), b"\n", spaced, b"\n"])


def _by_graph(ordered: list[ox.Quad]) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Yield the sorted quads graph by graph, the default one first.

    Of each subject its types come first, ours foremost.
    """
    graphs: dict[str, list[ox.Quad]] = {}
    for _, group in groupby(ordered, key=lambda quad: quad.subject):
        own = list(group)
        types = [quad for quad in own if quad.predicate == t.TYPE]
        for quad in (*reversed(types), *(quad for quad in own if quad.predicate != t.TYPE)):
            graph = quad.graph_name
            name = "" if isinstance(graph, ox.DefaultGraph) else t.name(graph)
            graphs.setdefault(name, []).append(quad)
    yield from sorted(graphs.items())
