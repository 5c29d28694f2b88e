"""Claims -> relationships of a property graph."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg import iri
from kg.errors import ExportError
from kg.export._elements import (
    Column,
    Plain,
    Relationship,
    columns,
    entity_node,
    is_exact,
    quoted,
    type_of,
)
from kg.export._rows import ENTITY_KEYS
from kg.model import Claim, Document, Evidence, KnowledgeGraph

FIRST_DETAIL, AFTER_DETAILS = "amount", "modality"
"""Between them, in the table, stand the qualifiers of a claim."""

Slots = Mapping[str, tuple[int, str]]
"""Key of a qualifier -> where its column stands among those of the details, and its type."""


class Place(NamedTuple):
    """What the claims of one article have in common."""

    text: str
    node: str
    source: str
    published: str | None
    language: str


def claim_rows(graph: KnowledgeGraph, deals: Sequence[Any] = ()) -> Iterator[Relationship]:
    """Yield a relationship per claim of `graph`, in its order.

    A claim whose object is no entity ends at the node of its value.

    Args:
        graph: What is exported.
        deals: Values with `id` and `claims`; a claim has the id of the one that it is part of.

    Raises:
        ExportError: A claim names an article or an entity that is not in the graph.
    """
    names = {entity.id: entity.name for entity in graph.entities}
    places = {document.id: _place(document) for document in graph.documents}
    parts = {claim: f"deal:{deal.id}" for deal in deals for claim in deal.claims}
    slots = details()
    for claim in graph.claims:
        try:
            yield _row(claim, names, places, slots, deal=parts.get(claim.id))
        except KeyError as error:
            raise ExportError(
                f"claim {claim.id!r}: {error} is not in the graph; run `kg check`"
            ) from error


def details() -> dict[str, tuple[int, str]]:
    """Return the qualifiers that have a column of their own, in the order of the columns.

    Example:
        >>> details()["amount"], details()["from"][1]
        ((0, 'number'), 'entity')
    """
    names = [column.name for column in columns("Claim")]
    own = columns("Claim")[names.index(FIRST_DETAIL) : names.index(AFTER_DETAILS)]
    return {_key(column): (at, _type(column)) for at, column in enumerate(own)}


def _key(column: Column) -> str:
    return column.name.removesuffix("_id")


def _type(column: Column) -> str:
    return "entity" if _key(column) in ENTITY_KEYS else column.type


def _place(document: Document) -> Place:
    return Place(
        document.text,
        f"article:{document.id}",
        document.source,
        document.published,
        document.language,
    )


def _row(
    claim: Claim,
    names: Mapping[str, str],
    places: Mapping[str, Place],
    slots: Slots,
    *,
    deal: str | None,
) -> Relationship:
    found, other = _details(claim, slots)
    first = claim.evidence[0]
    text, article, source, published, language = places[first.document]
    start, end = first.sentence
    by, found_by = claim.attributed_to, claim.provenance
    names[claim.subject]  # an end that is missing would be an error of the target, much later
    if claim.object is not None:
        names[claim.object]
    return Relationship(
        claim.id,
        type_of(claim.relation),
        entity_node(claim.subject),
        f"value:{claim.id}" if claim.object is None else entity_node(claim.object),
        (
            claim.id,
            iri.CLAIM + quoted(claim.id),
            claim.relation,
            *found,
            claim.modality.value,
            None if by is None else entity_node(by),
            None if by is None else names[by],
            claim.confidence,
            text[start:end],
            article,
            source,
            published,
            start,
            end,
            language,
            found_by.extractor,
            found_by.rule,
            found_by.version,
            deal,
            [_evidence(evidence) for evidence in claim.evidence],
            [e.sentence.of(places[e.document].text) for e in claim.evidence[1:]] or None,
            other or None,
        ),
    )


def _details(claim: Claim, slots: Slots) -> tuple[list[Plain | None], list[str]]:
    """Return the qualifiers in their columns, and those that fit none as key=JSON."""
    found: list[Plain | None] = [None] * len(slots)
    other: list[str] = []
    for key, value in claim.qualifiers:
        at, type_ = slots.get(key, (0, "none"))
        if type_ == "entity":
            found[at] = entity_node(str(value))
        elif (isinstance(value, str) and type_ == "string") or (
            type_ == "number" and is_exact(value)
        ):
            found[at] = value
        else:
            other.append(f"{key}={json.dumps(value)}")
    if claim.value is not None and not isinstance(claim.value, str) and not is_exact(claim.value):
        other.append(f"={json.dumps(claim.value)}")
    return found, other


def _evidence(evidence: Evidence) -> str:
    """Return a piece of evidence as article, sentence, subject, object, trigger.

    >>> from kg.model import Span
    >>> _evidence(Evidence("1f", Span(0, 9), trigger=Span(3, 6)))
    '1f 0-9 - - 3-6'
    """
    parts = (evidence.sentence, evidence.subject, evidence.object, evidence.trigger)
    places = " ".join("-" if part is None else f"{part[0]}-{part[1]}" for part in parts)
    return f"{evidence.document} {places}"
