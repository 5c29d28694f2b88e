"""Claims of several articles about one thing -> the fact that they support."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.fusion import timeline
from kg.iri import digest
from kg.model import Claim, Document, Modality
from kg.ontology import load


class FactKey(NamedTuple):
    """What makes claims speak of one fact; `object` is None where the relation takes a value."""

    subject: str
    relation: str
    object: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """What claims of any number of articles say of one pair of actors, or of one actor.

    Attributes:
        id: Hash of subject, relation and object.
        subject: Id of an entity.
        relation: A property of the ontology.
        object: Id of an entity; None where the relation takes a value.
        claims: Ids of its claims by the day of their article: the timeline of its modality.
        support: Number of distinct articles that speak of it, deny it though they may.
        first_seen: Day of the first article whose day is known.
        last_seen: Day of the last.
        confidence: That an article says it, noisy-or over articles; in [0, 1].
        status: Modality in the latest article; of one day the strongest.
    """

    id: str
    subject: str
    relation: str
    object: str | None
    claims: tuple[str, ...]
    support: int
    first_seen: str | None
    last_seen: str | None
    confidence: float
    status: Modality


def fact_key(claim: Claim) -> FactKey:
    """Return what makes claims speak of one fact; a symmetric relation has no direction.

    Values differ from article to article and are no part of it.
    """
    relation = load().relations.get(claim.relation)
    subject, other = claim.subject, claim.object
    if other is not None and relation is not None and relation.symmetric:
        subject, other = sorted((subject, other))
    return FactKey(subject, claim.relation, other)


def facts(claims: Iterable[Claim], documents: Iterable[Document]) -> tuple[Fact, ...]:
    """Return the facts that claims support, by id.

    Args:
        claims: Of any number of articles, about united entities; their order is of no account.
        documents: The articles, whose dates make the timelines.
    """
    when = timeline.days(documents)
    groups: dict[FactKey, list[Claim]] = {}
    for claim in {claim.id: claim for claim in claims}.values():
        groups.setdefault(fact_key(claim), []).append(claim)
    found = [_fact(key, group, when) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda fact: fact.id))


def _fact(key: FactKey, claims: list[Claim], when: timeline.When) -> Fact:
    seen = sorted({timeline.day_of(claim, when) for claim in claims} - {""})
    return Fact(
        id=digest(*key),
        subject=key.subject,
        relation=key.relation,
        object=key.object,
        claims=tuple(claim.id for claim in timeline.in_order(claims, when)),
        support=len({timeline.article_of(claim) for claim in claims}),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        confidence=timeline.confidence(claims),
        status=timeline.status(claims, when),
    )
