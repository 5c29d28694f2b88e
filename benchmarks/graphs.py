"""A graph of made articles as a store, to ask and to check."""

from __future__ import annotations

from itertools import chain

import pyoxigraph as ox

from benchmarks.claims import CLAIMS, extractions
from kg import fusion, graph, link, ontology
from kg.graph.derived import describe


def quads(claims: int, seed: int = 0) -> list[ox.Quad]:
    """Return the quads of articles with that many claims in all, facts and deals included."""
    known = link.merge(tuple(extractions(claims // CLAIMS, seed)))
    facts = fusion.facts(known.claims, known.documents)
    deals = fusion.deals(known.claims, known.documents)
    return list(chain(graph.build(known, ontology.load()), describe(facts, deals)))


def on_disk(folder: str, claims: int, seed: int = 0) -> ox.Store:
    """Return a store on disk with the graph of that many claims."""
    store = ox.Store(folder)
    store.bulk_extend(quads(claims, seed))
    store.flush()
    return store
