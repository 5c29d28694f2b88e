"""What the articles tell of an actor, in the order of time."""

from __future__ import annotations

from typing import NamedTuple

from kg.analyze.network import Network, amount
from kg.model import Claim, KnowledgeGraph

_TOLD = ("date", "since", "until")
"""Details that tell when it was, the surest first."""


class Event(NamedTuple):
    """A claim about the actor.

    Attributes:
        when: ISO 8601, to the precision known; `""` if not known.
        by: `"text"` if the sentence tells the date, `"article"` if it is that of the article.
        who: Name of the subject.
        relation: Property of the ontology.
        whom: Name of the object, or the value.
        amount: As stated; `""` if it is not.
        modality: How the article puts it.
        quote: The sentence.
        source: Where the article was read from.
        claim: Id of the claim.
    """

    when: str
    by: str
    who: str
    relation: str
    whom: str
    amount: str
    modality: str
    quote: str
    source: str
    claim: str


def timeline(knowledge: KnowledgeGraph, actor: str) -> tuple[Event, ...]:
    """Return the claims about an actor, the earliest first, and those without a date last.

    Args:
        knowledge: The graph.
        actor: Id of the actor.
    """
    network = Network(knowledge)
    found = [
        _event(network, claim)
        for claim in knowledge.claims
        if actor in (claim.subject, claim.object)
    ]
    return tuple(sorted(found, key=lambda event: (not event.when, event.when, event.claim)))


def _event(network: Network, claim: Claim) -> Event:
    told = next((str(value) for key in _TOLD if (value := claim.qualifier(key))), "")
    when = told or network.published(claim)
    value = claim.value if isinstance(claim.value, str) else ""
    return Event(
        when=when,
        by="text" if told else "article" if when else "",
        who=network.name(claim.subject),
        relation=claim.relation,
        whom=network.name(claim.object) if claim.object else value,
        amount=amount(claim),
        modality=claim.modality.value,
        quote=network.quote(claim),
        source=network.source(claim),
        claim=claim.id,
    )
