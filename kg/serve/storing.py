"""Updates and whole graphs into the store, each in one transaction. Runs in the one writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pyoxigraph as ox

from kg import sparql
from kg.errors import KGError
from kg.serve import negotiation
from kg.serve.evaluate import FAILED, MALFORMED, MISSING, OK, Answer, failure
from kg.serve.frames import Head

CREATED, NO_CONTENT = 201, 204


class _RefusedError(Exception):
    """Leaves the block that would have published."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Where to write, and which prefixes are declared."""

    edit: Callable[[], AbstractContextManager[ox.Store]]
    prefixes: Mapping[str, str]

    def work(self, job: Head, body: bytes) -> Answer:
        """Do what is asked and publish it, or change nothing.

        Args:
            job: `kind` is one of `KINDS`, and `base` resolves relative IRIs. To update: `update`,
                `default` and `named`. To write a graph: `graph`, its IRI or None for the default
                graph, and `parts`, the media type and the length of each document in `body`.
            body: Of a graph.
        """
        status = OK
        try:
            with self.edit() as store:
                status = KINDS[job["kind"]](self, store, job, body)
                if status >= MALFORMED:
                    raise _RefusedError
        except _RefusedError:
            return failure(status, f"there is no graph <{job['graph']}>")
        except SyntaxError as error:
            return failure(MALFORMED, f"it cannot be parsed: {error.msg}")
        except ValueError as error:
            return failure(MALFORMED, str(error))
        except (KGError, OSError, RuntimeError) as error:
            return failure(FAILED, f"it cannot be carried out: {error}")
        return Answer(status, "", b"")


def _update(writer: Writer, store: ox.Store, job: Head, _: bytes) -> int:
    text = job["update"]
    refused = sparql.refusal(text)
    if refused:
        raise ValueError(refused)
    using = [f"USING {ox.NamedNode(iri)}" for iri in job["default"] or ()]
    using += [f"USING NAMED {ox.NamedNode(iri)}" for iri in job["named"] or ()]
    if using:
        text = sparql.with_using(text, " ".join(using))
    store.update(text, base_iri=job["base"], prefixes=dict(writer.prefixes))
    return NO_CONTENT


def _put(_: Writer, store: ox.Store, job: Head, body: bytes) -> int:
    """Replace a graph."""
    existed = _exists(store, job)
    name = _name(job)
    clear = "CLEAR DEFAULT" if name is None else f"DROP SILENT GRAPH {name}; CREATE GRAPH {name}"
    _insert(store, job, body, clear + ";\n")
    return NO_CONTENT if existed else CREATED


def _post(_: Writer, store: ox.Store, job: Head, body: bytes) -> int:
    """Merge into a graph."""
    existed = _exists(store, job)
    name = _name(job)
    create = "" if name is None else f"CREATE SILENT GRAPH {name};\n"
    _insert(store, job, body, create)
    return OK if existed else CREATED


def _delete(_: Writer, store: ox.Store, job: Head, __: bytes) -> int:
    """Remove a graph; of the default graph only what is in it."""
    name = _name(job)
    if name is not None and not _exists(store, job):
        return MISSING
    store.update("CLEAR DEFAULT" if name is None else f"DROP GRAPH {name}")
    return OK


KINDS: dict[str, Callable[[Writer, ox.Store, Head, bytes], int]] = {
    "update": _update,
    "put": _put,
    "post": _post,
    "delete": _delete,
}


def _insert(store: ox.Store, job: Head, body: bytes, before: str) -> None:
    """Write the statements of a body, after `before`, in one transaction."""
    triples, start = [], 0
    for media, size in job["parts"]:
        triples += _parsed(body[start : start + size], media, job["base"])
        start += size
    name = _name(job)
    data = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    block = f"GRAPH {name} {{\n{data}}}" if name else data
    store.update(f"{before}INSERT DATA {{\n{block}}}")


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


def _exists(store: ox.Store, job: Head) -> bool:
    """Tell whether a graph is there; the default one if anything is in it."""
    name = _name(job)
    if name is not None:
        return store.contains_named_graph(name)
    rest = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return next(rest, None) is not None
