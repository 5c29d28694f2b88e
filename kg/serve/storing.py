"""Updates and whole graphs into the store, each in one transaction. Runs in the one writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg import sparql
from kg.serve import negotiation
from kg.serve.evaluate import FAILED, MALFORMED, MISSING, OK, Answer, failure
from kg.serve.frames import Head

CREATED, NO_CONTENT = 201, 204


@dataclass(frozen=True, slots=True)
class Writer:
    """The store that is written to, and how it is read by others: through snapshots."""

    store: ox.Store
    prefixes: Mapping[str, str]

    def work(self, job: Head, body: bytes) -> Answer:
        """Do what is asked, and leave a snapshot at `job["snapshot"]` if it has changed anything.

        A snapshot is made of hard links: it costs no copying, and nobody who reads it ever meets
        a write.
        """
        try:
            answer = KINDS[job["kind"]](self, job, body)
            if answer.status < MALFORMED:
                self.store.backup(job["snapshot"])
            return answer
        except SyntaxError as error:
            return failure(MALFORMED, f"it cannot be parsed: {error.msg}")
        except ValueError as error:
            return failure(MALFORMED, str(error))
        except (OSError, RuntimeError) as error:
            return failure(FAILED, f"it cannot be carried out: {error}")


def _update(writer: Writer, job: Head, _: bytes) -> Answer:
    text = job["update"]
    refused = sparql.refusal(text)
    if refused:
        return failure(MALFORMED, refused)
    using = [f"USING {ox.NamedNode(iri)}" for iri in job["default"] or ()]
    using += [f"USING NAMED {ox.NamedNode(iri)}" for iri in job["named"] or ()]
    if using:
        text = sparql.with_using(text, " ".join(using))
    writer.store.update(text, base_iri=job["base"], prefixes=dict(writer.prefixes))
    return _done(NO_CONTENT)


def _put(writer: Writer, job: Head, body: bytes) -> Answer:
    """Replace a graph."""
    existed = _exists(writer, job)
    name = _name(job)
    clear = "CLEAR DEFAULT" if name is None else f"DROP SILENT GRAPH {name}; CREATE GRAPH {name}"
    _insert(writer, job, body, clear + ";\n")
    return _done(NO_CONTENT if existed else CREATED)


def _post(writer: Writer, job: Head, body: bytes) -> Answer:
    """Merge into a graph."""
    existed = _exists(writer, job)
    name = _name(job)
    create = "" if name is None else f"CREATE SILENT GRAPH {name};\n"
    _insert(writer, job, body, create)
    return _done(OK if existed else CREATED)


def _delete(writer: Writer, job: Head, _: bytes) -> Answer:
    """Remove a graph; of the default graph only what is in it."""
    name = _name(job)
    if name is None:
        writer.store.update("CLEAR DEFAULT")
    elif not _exists(writer, job):
        return failure(MISSING, f"there is no graph {name}")
    else:
        writer.store.update(f"DROP GRAPH {name}")
    return _done(OK)


def _snapshot(_: Writer, __: Head, ___: bytes) -> Answer:
    return _done(OK)


KINDS: dict[str, Callable[[Writer, Head, bytes], Answer]] = {
    "update": _update,
    "put": _put,
    "post": _post,
    "delete": _delete,
    "snapshot": _snapshot,
}


def _insert(writer: Writer, job: Head, body: bytes, before: str) -> None:
    """Write the statements of a body, after `before`, in one transaction."""
    triples, start = [], 0
    for media, size in job["parts"]:
        triples += _parsed(body[start : start + size], media, job["base"])
        start += size
    name = _name(job)
    data = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    block = f"GRAPH {name} {{\n{data}}}" if name else data
    writer.store.update(f"{before}INSERT DATA {{\n{block}}}")


def _parsed(data: bytes, media: str, base: str | None) -> list[ox.Triple]:
    form = negotiation.of_media(media)
    if form is None or not isinstance(form.writer, ox.RdfFormat):
        raise ValueError(f"{media!r} is no form of RDF")
    quads = list(ox.parse(data, format=form.writer, base_iri=base, rename_blank_nodes=True))
    if any(quad.graph_name != ox.DefaultGraph() for quad in quads):
        raise ValueError("a graph is sent as triples; it names graphs of its own")
    return [quad.triple for quad in quads]


def _name(job: Head) -> ox.NamedNode | None:
    return None if job["graph"] is None else ox.NamedNode(job["graph"])


def _exists(writer: Writer, job: Head) -> bool:
    """Tell whether a graph is there; the default one if anything is in it."""
    name = _name(job)
    if name is not None:
        return writer.store.contains_named_graph(name)
    rest = writer.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return next(rest, None) is not None


def _done(status: int) -> Answer:
    return Answer(status, "", b"")
