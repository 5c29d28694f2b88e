"""A knowledge graph as a simple graph of networkx: who is joined to whom, and by which claims."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from kg.model import Claim, Document, Entity, KnowledgeGraph, Modality

CLOSED = frozenset({Modality.DENIED, Modality.ENDED})
"""How claims are put that join nobody (any more)."""

_STRENGTH = {modality: rank for rank, modality in enumerate(Modality)}


@dataclass(frozen=True)
class Network:
    """A graph, ready to be measured.

    Attributes:
        knowledge: Where it is from.
    """

    knowledge: KnowledgeGraph

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The actors by id, in the order of their ids."""
        return {one.id: one for one in sorted(self.knowledge.entities, key=lambda one: one.id)}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The articles by id."""
        return {document.id: document for document in self.knowledge.documents}

    @cached_property
    def claims(self) -> dict[tuple[str, str], list[Claim]]:
        """The open claims between two actors, whose ids are sorted; the strongest claim first."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for claim in sorted(self.knowledge.claims, key=strength):
            if claim.object not in (None, claim.subject) and claim.modality not in CLOSED:
                found.setdefault(ends(claim.subject, str(claim.object)), []).append(claim)
        return dict(sorted(found.items()))

    @cached_property
    def graph(self) -> Any:
        """The actors as numbers, in the order of `entities`; joined if a claim joins them.

        An edge has `weight`, the number of articles that tell of it.
        """
        number = {own: at for at, own in enumerate(self.entities)}
        made = nx.Graph()
        made.add_nodes_from(range(len(number)))
        for (one, other), claims in self.claims.items():
            articles = {claim.evidence[0].document for claim in claims}
            made.add_edge(number[one], number[other], weight=len(articles))
        return made

    @cached_property
    def ids(self) -> list[str]:
        """The id of the actor of each number."""
        return list(self.entities)

    def name(self, entity_id: str) -> str:
        """Return the name of an actor."""
        return self.entities[entity_id].name

    def quote(self, claim: Claim) -> str:
        """Return the sentence of a claim, in one line."""
        first = claim.evidence[0]
        return " ".join(first.sentence.of(self.documents[first.document].text).split())

    def source(self, claim: Claim) -> str:
        """Return where the article of a claim was read from."""
        document = self.documents[claim.evidence[0].document]
        return document.url or document.source

    def published(self, claim: Claim) -> str:
        """Return when the article of a claim was published; `""` if not known."""
        return self.documents[claim.evidence[0].document].published or ""


def ends(one: str, other: str) -> tuple[str, str]:
    """Return two ids in order.

    >>> ends("meta", "amd")
    ('amd', 'meta')
    """
    return (one, other) if one <= other else (other, one)


def strength(claim: Claim) -> tuple[int, float, str]:
    """Return what orders claims from the strongest to the weakest."""
    return _STRENGTH[claim.modality], -claim.confidence, claim.id


def amount(claim: Claim) -> str:
    """Return the sum of a claim for the eyes, such as `"15,000,000 USD"`; `""` if it has none."""
    sums = [claim.qualifier("amount"), claim.qualifier("amount_max")]
    if claim.object is None and sums[0] is None:
        sums[0] = claim.value
    figures = "–".join(f"{one:,}" for one in sums if isinstance(one, (int, float)))
    currency = claim.qualifier("currency")
    return f"{figures} {currency}" if figures and currency else figures
