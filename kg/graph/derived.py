"""What claims say together, as RDF: facts, deals, and the ids that were replaced.

Rooms do not import each other: of the values of `kg.fusion` only their shape is known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.graph import terms as t


def describe(facts: Iterable[Any], deals: Iterable[Any]) -> Iterator[ox.Quad]:
    """Yield the quads of facts and deals, all in the default graph.

    Args:
        facts: Values such as `kg.fusion.facts` gives.
        deals: Values such as `kg.fusion.deals` gives; amounts stay with their claims.

    Example:
        >>> from kg.fusion import Deal
        >>> from kg.model import Modality
        >>> deal = Deal("d", "investment", "b", ("a",), None, None, Modality.ASSERTED, ("c",))
        >>> [t.compact(quad.predicate) for quad in describe([], [deal])]
        ['rdf:type', 'kg:dealKind', 'kg:target', 'kg:status', 'kg:party', 'kg:partOfDeal']
    """
    for fact in facts:
        yield from _fact(fact)
    for deal in deals:
        yield from _deal(deal)


def _fact(fact: Any) -> Iterator[ox.Quad]:
    node = t.node(t.PREFIXES["fact"], fact.id)
    yield ox.Quad(node, t.TYPE, t.FACT)
    yield ox.Quad(node, t.FACT_SUBJECT, t.node(iri.ENTITY, fact.subject))
    yield ox.Quad(node, t.FACT_RELATION, ox.NamedNode(iri.ONTOLOGY + fact.relation))
    if fact.object is not None:
        yield ox.Quad(node, t.FACT_OBJECT, t.node(iri.ENTITY, fact.object))
    yield ox.Quad(node, t.SUPPORT, t.literal(fact.support))
    for predicate, day in ((t.FIRST_SEEN, fact.first_seen), (t.LAST_SEEN, fact.last_seen)):
        if day is not None:
            yield ox.Quad(node, predicate, t.dated(day))
    yield ox.Quad(node, t.COMBINED_CONFIDENCE, t.literal(float(fact.confidence)))
    yield ox.Quad(node, t.STATUS, ox.NamedNode(iri.ONTOLOGY + fact.status))
    for claim in fact.claims:
        yield ox.Quad(t.node(iri.CLAIM, claim), t.SUPPORTS, node)


def _deal(deal: Any) -> Iterator[ox.Quad]:
    node = t.node(t.PREFIXES["deal"], deal.id)
    yield ox.Quad(node, t.TYPE, t.DEAL)
    yield ox.Quad(node, t.DEAL_KIND, ox.NamedNode(iri.ONTOLOGY + deal.kind))
    yield ox.Quad(node, t.TARGET, t.node(iri.ENTITY, deal.target))
    yield ox.Quad(node, t.STATUS, ox.NamedNode(iri.ONTOLOGY + deal.status))
    for party in deal.parties:
        yield ox.Quad(node, t.PARTY, t.node(iri.ENTITY, party))
    if deal.round is not None:
        yield ox.Quad(node, t.ROUND, t.text(deal.round))
    if deal.date is not None:
        yield ox.Quad(node, t.DEAL_DATE, t.dated(deal.date))
    for claim in deal.claims:
        yield ox.Quad(t.node(iri.CLAIM, claim), t.PART_OF_DEAL, node)


def replaced(ids: Mapping[str, str]) -> Iterator[ox.Quad]:
    """Yield for each id that an article gave an actor, and that is not its id now, which one is.

    Example:
        >>> [quad.object.value for quad in replaced({"nawat-1": "nawat-labs-2"})]
        ['https://w3id.org/ai-industry-kg/entity/nawat-labs-2']
    """
    for old, new in sorted(ids.items()):
        yield ox.Quad(t.node(iri.ENTITY, old), t.REPLACED_BY, t.node(iri.ENTITY, new))
