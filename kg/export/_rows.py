"""Claims -> rows of text, as a reader wants to see them; and a graph -> its articles again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.model import Claim, Entity, Extraction, KnowledgeGraph, Mention, Value

Place = tuple[str, Mention]
"""Id of a document, and a mention in it."""

SUMS = frozenset({"raisesFunding", "valuedAt"})
"""Relations whose literal is a sum of money, which the column of amounts shows already."""

ENTITY_KEYS = frozenset({"from"})
"""Qualifiers whose value is the id of an entity."""


class Row(NamedTuple):
    """One claim for the eyes; every cell is text, empty where nothing is said."""

    who: str
    relation: str
    whom: str
    amount: str
    share: str
    modality: str
    said_by: str


COLUMNS = tuple(field.replace("_", " ") for field in Row._fields)


def rows(extraction: Extraction) -> Iterator[Row]:
    """Yield one row per claim of `extraction`, in its order (n claims, 7 columns)."""
    names = {entity.id: entity.name for entity in extraction.entities}
    for claim in extraction.claims:
        share = claim.qualifier("stake_percent")
        yield Row(
            who=names[claim.subject],
            relation=claim.relation,
            whom=_whom(claim, names),
            amount=_amount(claim),
            share="" if share is None else f"{plain(share)} %",
            modality=claim.modality.value,
            said_by=names[claim.attributed_to] if claim.attributed_to else "",
        )


def split(graph: KnowledgeGraph) -> Iterator[Extraction]:
    """Yield what `graph` holds of each article: the inverse of merging extractions.

    An entity belongs to every article that names it or makes a claim about it; it keeps the
    mentions of that article only.
    """
    claims: dict[str, list[Claim]] = {document.id: [] for document in graph.documents}
    entities: dict[str, list[Entity]] = {document.id: [] for document in graph.documents}
    places: dict[str, dict[str, list[Place]]] = {entity.id: {} for entity in graph.entities}
    for entity in graph.entities:
        for place in entity.mentions:
            places[entity.id].setdefault(place[0], []).append(place)
    for claim in graph.claims:
        document_id = claim.evidence[0].document
        claims[document_id].append(claim)
        for entity_id in entities_of(claim):
            places[entity_id].setdefault(document_id, [])
    for entity in graph.entities:
        for document_id, mentions in places[entity.id].items():
            entities[document_id].append(replace(entity, mentions=tuple(mentions)))
    for document in graph.documents:
        yield Extraction(document, tuple(entities[document.id]), tuple(claims[document.id]))


def entities_of(claim: Claim) -> Iterator[str]:
    """Yield the ids of the entities that a claim names."""
    yield from filter(None, (claim.subject, claim.object, claim.attributed_to))
    yield from (str(value) for key, value in claim.qualifiers if key in ENTITY_KEYS)


def _whom(claim: Claim, names: dict[str, str]) -> str:
    if claim.object is not None:
        return names[claim.object]
    return "" if claim.value is None or claim.relation in SUMS else plain(claim.value)


def _amount(claim: Claim) -> str:
    """Return the sum as "15,000,000,000 USD", a range with both its ends."""
    amount = claim.qualifier("amount")
    if amount is None and claim.relation in SUMS:
        amount = claim.value
    ends = (amount, claim.qualifier("amount_max"))
    figures = "–".join(plain(end) for end in ends if end is not None)
    currency = claim.qualifier("currency")
    return f"{figures} {currency}" if figures and currency else figures


def plain(value: Value) -> str:
    """Return a value for the eyes; numbers with their thousands apart.

    Example:
        >>> plain(15_000_000_000), plain(4.3), plain(49.0), plain("2025-04")
        ('15,000,000,000', '4.3', '49', '2025-04')
    """
    if isinstance(value, str):
        return value
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
