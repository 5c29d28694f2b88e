"""The part of a store that is about a few actors, so that asking about one needs no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg import graph, iri
from kg.graph import terms as t
from kg.link import renamed
from kg.model import Claim, Document, KnowledgeGraph
from kg.store import codec
from kg.store.index import Index


def excerpt(index: Index, rdf: ox.Store, names: Sequence[str]) -> KnowledgeGraph:
    """Return all actors, and the claims about those that are asked for, with their articles.

    Args:
        index: Of the store.
        rdf: Of the same store.
        names: Each a name or an id of an actor.

    Raises:
        GraphError: No actor, or several, have one of the names.
    """
    actors = tuple(codec.actor(text)[0] for text in index.all_actors())
    known = KnowledgeGraph((), actors, ())
    asked = [graph.resolve(known, name).id for name in names]
    wanted = {own for actor in asked for own in _claims_about(rdf, actor)}
    documents: list[Document] = []
    claims: list[Claim] = []
    for own in index.articles_of(sorted(wanted)):
        one = index.extraction(own)
        documents.append(one.document)
        homes = index.homes(own)
        claims += (renamed(claim, homes) for claim in one.claims if claim.id in wanted)
    return KnowledgeGraph(tuple(documents), actors, tuple(claims))


def _claims_about(rdf: ox.Store, actor: str) -> Iterator[str]:
    node = t.node(iri.ENTITY, actor)
    for predicate in (t.SUBJECT, t.OBJECT):
        for quad in rdf.quads_for_pattern(None, predicate, node, ox.DefaultGraph()):
            yield t.name_of(quad.subject, iri.CLAIM)
