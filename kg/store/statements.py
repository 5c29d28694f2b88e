"""What a change touches, before and after it, as quads: articles, claims, actors, plain edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg import graph, iri
from kg.graph import derived
from kg.model import Claim, Document, Entity, Evidence, KnowledgeGraph, Span
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


def after(index: Index, side: Side) -> list[ox.Quad]:
    """Return the quads of articles, claims and actors, those that claims name among them."""
    named = {own for _, claim in side.claims for own in _named(claim)} | side.actors.keys()
    actors = [codec.actor(key) for key in index.actors(sorted(named)).values()]
    quads = _build(side, [entity for entity, _ in actors])
    for entity, ids in actors:
        if entity.id in side.actors:
            quads += derived.replaced(dict.fromkeys(ids, entity.id))
    return quads


def before(side: Side) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Return the quads that articles, claims and actors have alone, and what others may share."""
    own: set[ox.Quad] = set()
    shared: set[ox.Quad] = set()
    for quad in _build(side, _stand_ins(side)):
        kind = _kind(quad)
        if kind != "actor":
            (shared if kind in ("edge", "run") else own).add(quad)
    actors = [codec.actor(key) for key in side.actors.values()]
    own.update(_build(Side(), [entity for entity, _ in actors]))
    for entity, ids in actors:
        own.update(derived.replaced(dict.fromkeys(ids, entity.id)))
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
    side = Side(claims=[(_NOWHERE, replace(claim, evidence=nowhere)) for claim in claims])
    return _build(side, _stand_ins(side))


def _stand_ins(side: Side) -> list[Entity]:
    """Return an entity for every one that claims name, of which nothing else is known."""
    names = {own for _, claim in side.claims for own in _named(claim)}
    return [Entity(own, "Thing", "-", ()) for own in sorted(names)]


def _build(side: Side, entities: Sequence[Entity]) -> list[ox.Quad]:
    documents = {document.id: document for document in side.documents}
    documents |= {document.id: document for document, _ in side.claims}
    claims = tuple(claim for _, claim in side.claims)
    known = KnowledgeGraph(tuple(documents.values()), tuple(entities), claims)
    return graph.build(known, load())


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
