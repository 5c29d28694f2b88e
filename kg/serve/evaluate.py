"""A query on a store -> a status and bytes, within limits. Runs in the workers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg import sparql
from kg.serve import negotiation
from kg.serve.frames import Head
from kg.serve.negotiation import Form
from kg.serve.settings import Limits

if TYPE_CHECKING:
    from typing_extensions import Buffer

OK, MALFORMED, MISSING, NOT_ACCEPTABLE, TOO_LARGE, FAILED = 200, 400, 404, 406, 422, 500

_LONGEST_MESSAGE = 300
_SMALLEST_ROW = 3
"""Bytes of a row without one binding, in JSON; the other forms are counted outright."""


class Answer(NamedTuple):
    """What a client gets: a status of HTTP, a content type and the content."""

    status: int
    content_type: str
    body: bytes


@dataclass(slots=True)
class Reader:
    """A store to ask, with the graphs merged for the last query that asked for several.

    Attributes:
        store: Opened for reading.
        prefixes: Declared for every query.
        limits: What one query may cost.
    """

    store: ox.Store
    prefixes: Mapping[str, str]
    limits: Limits
    merged: dict[tuple[tuple[str, ...], ...], ox.Store] = field(default_factory=dict)


def failure(status: int, message: str) -> Answer:
    """Return an answer that says in one line what went wrong."""
    line = " ".join(message.split())[:_LONGEST_MESSAGE]
    return Answer(status, "text/plain; charset=utf-8", f"{line}\n".encode())


def answer(reader: Reader, job: Head) -> Answer:
    """Answer a query.

    Args:
        reader: Where to ask.
        job: `query`, `accept` and `base`; `default` and `named` are IRIs of the graphs that the
            protocol names, or None where it names none.

    Example:
        >>> job = {"query": "ASK {}", "accept": "", "base": None, "default": None, "named": None}
        >>> answer(Reader(ox.Store(), {}, Limits()), job).body
        b'{"head":{},"boolean":true}'
    """
    refused = sparql.refusal(job["query"])
    if refused:
        return failure(MALFORMED, refused)
    try:
        found = _ask(reader, job)
        return _written(found, str(job["accept"]), reader)
    except SyntaxError as error:
        return failure(MALFORMED, f"the query cannot be parsed: {error.msg}")
    except ValueError as error:
        return failure(MALFORMED, str(error))
    except OverflowError as error:
        return failure(TOO_LARGE, str(error))
    except (OSError, RuntimeError) as error:
        return failure(FAILED, f"the query cannot be evaluated: {error}")


def graph(reader: Reader, job: Head) -> Answer:
    """Return a whole graph.

    Args:
        reader: Where to look.
        job: `graph` is its IRI, or None for the default graph; `accept`.
    """
    name = ox.DefaultGraph() if job["graph"] is None else ox.NamedNode(job["graph"])
    if isinstance(name, ox.NamedNode) and not reader.store.contains_named_graph(name):
        return failure(MISSING, f"there is no graph <{name.value}>")
    form = negotiation.choose(job["accept"], negotiation.GRAPHS)
    if form is None:
        return _not_acceptable(negotiation.GRAPHS)
    quads = reader.store.quads_for_pattern(None, None, None, name)
    try:
        return _triples((quad.triple for quad in quads), form, reader)
    except OverflowError as error:
        return failure(TOO_LARGE, str(error))


class _Capped(io.BytesIO):
    """Takes bytes up to a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: Buffer) -> int:
        if self.tell() + len(memoryview(data)) > self.most:
            raise OverflowError("the answer is too long; ask for less, or add LIMIT")
        return super().write(data)


def _ask(reader: Reader, job: Head) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    text, base, prefixes = job["query"], job["base"], dict(reader.prefixes)
    default, named = job["default"], job["named"]
    if default is None and named is None:
        clauses = sparql.graphs(text)
        if len(clauses.default) < 2:
            return reader.store.query(text, base_iri=base, prefixes=prefixes)
        default, named = (
            _resolved(clauses.prologue, names, base, prefixes)
            for names in (clauses.default, clauses.named)
        )
    defaults = [ox.NamedNode(iri) for iri in dict.fromkeys(default or ())]
    names = [ox.NamedNode(iri) for iri in dict.fromkeys(named or ())]
    store = reader.store
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*defaults]
    if len(defaults) > 1:
        # The engine counts a triple once for every graph that it is in; a merged graph has it once.
        store, graphs = _merged(reader, defaults, names), [ox.DefaultGraph()]
    return store.query(
        text, base_iri=base, prefixes=prefixes, default_graph=graphs, named_graphs=[*names]
    )


def _merged(
    reader: Reader, default: Sequence[ox.NamedNode], named: Sequence[ox.NamedNode]
) -> ox.Store:
    key = tuple(node.value for node in default), tuple(node.value for node in named)
    store = reader.merged.get(key)
    if store is None:
        graph = partial(reader.store.quads_for_pattern, None, None, None)
        store = ox.Store()  # which its bulk loader would set 200 MB aside for
        store.extend(ox.Quad(*quad.triple) for node in default for quad in graph(node))
        store.extend(quad for node in named for quad in graph(node))
        reader.merged.clear()
        reader.merged[key] = store
    return store


def _resolved(
    prologue: str, names: Sequence[str], base: str | None, prefixes: dict[str, str]
) -> list[str]:
    """Return the IRIs that names in a query stand for, as the engine itself reads them."""
    values = f"{prologue} SELECT ?g {{ VALUES ?g {{ {' '.join(names)} }} }}"
    found = ox.Store().query(values, base_iri=base, prefixes=prefixes)
    assert isinstance(found, ox.QuerySolutions)
    return [node.value for (node,) in found if isinstance(node, ox.NamedNode)]


def _written(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, accept: str, reader: Reader
) -> Answer:
    offers = negotiation.GRAPHS if isinstance(found, ox.QueryTriples) else negotiation.RESULTS
    form = negotiation.choose(accept, offers)
    if form is None:
        return _not_acceptable(offers)
    if isinstance(found, ox.QueryTriples):
        return _triples(found, form, reader)
    assert isinstance(form.writer, ox.QueryResultsFormat)
    output = _Capped(reader.limits.answer)
    found.serialize(output, format=form.writer)
    body = output.getvalue()
    if isinstance(found, ox.QuerySolutions) and len(body) > _SMALLEST_ROW * reader.limits.rows:
        _require(_rows(body, form.writer) <= reader.limits.rows, reader.limits)
    return Answer(OK, form.content_type, body)


def _triples(triples: Iterable[ox.Triple], form: Form, reader: Reader) -> Answer:
    assert isinstance(form.writer, ox.RdfFormat)
    output = _Capped(reader.limits.answer)
    counted = _counted(triples, reader.limits)
    prefixes = dict(reader.prefixes) if form.writer != ox.RdfFormat.RDF_XML else None
    ox.serialize(counted, output, format=form.writer, prefixes=prefixes)
    return Answer(OK, form.content_type, output.getvalue())


def _counted(triples: Iterable[ox.Triple], limits: Limits) -> Iterable[ox.Triple]:
    rest = iter(triples)
    yield from islice(rest, limits.rows)
    _require(next(rest, None) is None, limits)


def _rows(body: bytes, writer: ox.QueryResultsFormat) -> int:
    if writer == ox.QueryResultsFormat.TSV:
        return body.count(b"\n") - 1
    if writer == ox.QueryResultsFormat.CSV:
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    if writer == ox.QueryResultsFormat.XML:
        return body.count(b"<result>")
    parsed = ox.parse_query_results(body, format=writer)
    return sum(1 for _ in parsed) if isinstance(parsed, ox.QuerySolutions) else 1


def _require(fits: bool, limits: Limits) -> None:
    if not fits:
        raise OverflowError(f"the answer has more than {limits.rows} rows; add LIMIT")


def _not_acceptable(offers: Sequence[Form]) -> Answer:
    return failure(NOT_ACCEPTABLE, f"available: {', '.join(form.media for form in offers)}")
