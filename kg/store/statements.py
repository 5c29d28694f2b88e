"""What a change touches, before and after it, as quads: articles, claims, actors, plain edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg import graph, iri
from kg.model import Claim, Document, Evidence, KnowledgeGraph, Span
from kg.ontology import load
from kg.store import codec
from kg.store.index import Index
from kg.store.told import run_of

_NOWHERE = Document("-", "", "en", "", "")


@dataclass
class Side:
    """What is touched, as it was before a change or as it is after it.

    Attributes:
        documents: Articles that come or go.
        claims: About actors, each with its article.
        actors: Those that differ: id -> JSON.
    """

    documents: list[Document] = field(default_factory=list)
    claims: list[tuple[Document, Claim]] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)


def after(side: Side) -> list[ox.Quad]:
    """Return the quads of articles, claims and actors."""
    return [*_build(side), *_replaced(side)]


def before(side: Side) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Return the quads that articles, claims and actors have alone, and what others may share."""
    own: set[ox.Quad] = set(_replaced(side))
    shared: set[ox.Quad] = set()
    for quad in _build(side):
        (shared if _kind(quad) in ("edge", "run") else own).add(quad)
    return own, shared


def still(index: Index, side: Side, standing: Iterable[Claim]) -> set[ox.Quad]:
    """Return the shared quads that go on to hold.

    Args:
        index: After the change.
        side: Before the change.
        standing: All claims of the facts that are touched, after the change.
    """
    edges = _bare({(*_ends(claim), claim.modality): claim for claim in standing}.values())
    found = {run_of(claim.provenance): claim for _, claim in side.claims}
    runs = _bare(claim for run, claim in sorted(found.items()) if index.has_run(run))
    return {quad for quad in edges if _kind(quad) == "edge"} | {
        quad for quad in runs if _kind(quad) == "run"
    }


def _bare(claims: Iterable[Claim]) -> list[ox.Quad]:
    """Return the quads of claims without their articles."""
    nowhere = (Evidence(_NOWHERE.id, Span(0, 0)),)
    return _build(Side(claims=[(_NOWHERE, replace(claim, evidence=nowhere)) for claim in claims]))


def _build(side: Side) -> list[ox.Quad]:
    documents = {document.id: document for document in side.documents}
    documents |= {document.id: document for document, _ in side.claims}
    claims = tuple(claim for _, claim in side.claims)
    actors = tuple(codec.actor(text)[0] for text in side.actors.values())
    named = {own for claim in claims for own in _named(claim)}
    return graph.build(KnowledgeGraph(tuple(documents.values()), actors, claims), load(), named)


def _replaced(side: Side) -> Iterator[ox.Quad]:
    """Yield which actors the ids stand for that articles gave them."""
    for text in side.actors.values():
        entity, ids = codec.actor(text)
        yield from graph.replaced(dict.fromkeys(ids, entity.id))


def _named(claim: Claim) -> Iterator[str]:
    ends = (claim.subject, claim.object, claim.attributed_to, claim.qualifier("from"))
    yield from (str(own) for own in ends if own is not None)


def _ends(claim: Claim) -> tuple[str, str, str | None, object]:
    return claim.subject, claim.relation, claim.object, claim.value


def _kind(quad: ox.Quad) -> str:
    """Tell what a quad of `graph.build` is about."""
    subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
    if subject.startswith(iri.RUN):
        return "run"
    if not subject.startswith(iri.ENTITY):
        return "claim"
    return "edge" if quad.predicate.value.startswith(iri.ONTOLOGY) else "actor"
