"""Who has put money into several actors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.analyze.network import CLOSED, Network, amount, strength
from kg.model import Claim, KnowledgeGraph
from kg.ontology import tables


class Investment(NamedTuple):
    """A claim that an investor has put money into one of the actors.

    Attributes:
        investor: Name of the investor.
        into: Name of the actor.
        amount: As stated; `""` if it is not.
        modality: How the article puts it.
        when: Date that the article tells, else that of the article; `""` if not known.
        quote: The sentence.
        source: Where the article was read from.
        claim: Id of the claim.
    """

    investor: str
    into: str
    amount: str
    modality: str
    when: str
    quote: str
    source: str
    claim: str


def common_investors(knowledge: KnowledgeGraph, actors: Sequence[str]) -> tuple[Investment, ...]:
    """Return the claims of those who have put money into all the actors, by investor.

    Args:
        knowledge: The graph.
        actors: Ids of two or more actors.
    """
    network = Network(knowledge)
    into: dict[str, dict[str, list[Claim]]] = {}
    for claim in sorted(knowledge.claims, key=strength):
        party, target = _party(claim)
        if party and target in actors and claim.modality not in CLOSED:
            into.setdefault(party, {}).setdefault(target, []).append(claim)
    return tuple(
        Investment(
            investor=network.name(investor),
            into=network.name(target),
            amount=amount(claim),
            modality=claim.modality.value,
            when=str(claim.qualifier("date") or network.published(claim)),
            quote=network.quote(claim),
            source=network.source(claim),
            claim=claim.id,
        )
        for investor, targets in sorted(into.items())
        if len(targets) == len(set(actors))
        for target in dict.fromkeys(actors)
        for claim in targets[target]
    )


@cache
def _investing() -> dict[str, tuple[str, str]]:
    """Return the relations of investments: which end is the investor, which the actor."""
    rows = tables.read("fusion/deals.tsv", "relation", "kind", "target", "party")
    return {name: (party, target) for name, kind, target, party in rows if kind == "investment"}


def _party(claim: Claim) -> tuple[str, str]:
    ends = _investing().get(claim.relation)
    return (getattr(claim, ends[0]), getattr(claim, ends[1])) if ends else ("", "")
