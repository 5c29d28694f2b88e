"""Claims -> relationships of a property graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg import iri
from kg.errors import ExportError
from kg.export._elements import (
    Column,
    Plain,
    Relationship,
    columns,
    entity_node,
    fits,
    quoted,
    type_of,
)
from kg.export._rows import ENTITY_KEYS
from kg.model import Claim, Document, Evidence, KnowledgeGraph, Qualifier

FIRST_DETAIL, AFTER_DETAILS = "amount", "modality"
"""From the one to before the other the table has the qualifiers of a claim."""

_NOWHERE = (None, None)
Details = tuple[list[Plain | None], list[str] | None]
"""Qualifiers in the order of their columns, and those that have none."""


class Known(NamedTuple):
    """What claims refer to, looked up once and not with every claim.

    Attributes:
        names: Id of an entity -> its name.
        ends: Id of an entity -> id of its node.
        texts: Id of an article -> its text.
        articles: Id of an article -> id of its node, source, day and language.
        deals: Id of a claim -> id of the node of its deal.
    """

    names: dict[str, str]
    ends: dict[str, str]
    texts: dict[str, str]
    articles: dict[str, tuple[str, str, str | None, str]]
    deals: dict[str, str]


def claim_rows(graph: KnowledgeGraph, deals: Sequence[Any] = ()) -> Iterator[Relationship]:
    """Yield a relationship per claim of `graph`, in its order.

    A claim whose object is no entity ends at the node of its value.

    Args:
        graph: What is exported.
        deals: Values with `id` and `claims`; a claim has the id of the one that it is part of.

    Raises:
        ExportError: A claim names an article or an entity that is not in the graph.
    """
    known = Known(
        names={entity.id: entity.name for entity in graph.entities},
        ends={entity.id: entity_node(entity.id) for entity in graph.entities},
        texts={document.id: document.text for document in graph.documents},
        articles={document.id: _article(document) for document in graph.documents},
        deals={claim: f"deal:{deal.id}" for deal in deals for claim in deal.claims},
    )
    try:
        yield from _rows(graph.claims, known)
    except KeyError as error:
        raise ExportError(f"a claim names {error}, not in the graph; run `kg check`") from error


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


def _article(document: Document) -> tuple[str, str, str | None, str]:
    return f"article:{document.id}", document.source, document.published, document.language


def _rows(claims: Iterable[Claim], known: Known) -> Iterator[Relationship]:
    # Written out flat, and looked up by local names: rows are made in no more time than it takes
    # the csv module to write them.
    names, ends, texts, articles, deals = known
    slots = details()
    none: Details = ([None] * len(slots), None)
    for claim in claims:
        own, by, found_by = claim.id, claim.attributed_to, claim.provenance
        first, *further = claim.evidence
        start, end = first.sentence
        found, other = _details(claim.qualifiers, slots) if claim.qualifiers else none
        values = (
            own,
            iri.CLAIM + quoted(own),
            claim.relation,
            *found,
            str(claim.modality),
            by and ends[by],
            by and names[by],
            claim.confidence,
            texts[first.document][start:end],
            *articles[first.document],
            start,
            end,
            *(first.subject or _NOWHERE),
            *(first.object or _NOWHERE),
            *(first.trigger or _NOWHERE),
            found_by.extractor,
            found_by.rule,
            found_by.version,
            deals.get(own),
            _quotes(further, texts) if further else None,
            list(map(_evidence, further)) if further else None,
            other,
        )
        target = ends[claim.object] if claim.object else f"value:{own}"
        yield Relationship(own, type_of(claim.relation), ends[claim.subject], target, values)


def _quotes(evidence: Iterable[Evidence], texts: Mapping[str, str]) -> list[str]:
    return [each.sentence.of(texts[each.document]) for each in evidence]


def _details(qualifiers: Sequence[Qualifier], slots: Mapping[str, tuple[int, str]]) -> Details:
    """Return the qualifiers in their columns, and those that fit none as key=JSON."""
    found: list[Plain | None] = [None] * len(slots)
    other: list[str] = []
    for key, value in qualifiers:
        at, type_ = slots.get(key, (0, "none"))
        if type_ == ("string" if isinstance(value, str) else "number") and fits(value):
            found[at] = value
        elif type_ == "entity":
            found[at] = entity_node(str(value))
        else:
            other.append(f"{key}={json.dumps(value)}")
    return found, other or None


def _evidence(evidence: Evidence) -> str:
    """Return a piece of evidence as article, sentence, subject, object, trigger.

    >>> from kg.model import Span
    >>> _evidence(Evidence("1f", Span(0, 9), trigger=Span(3, 6)))
    '1f 0-9 - - 3-6'
    """
    parts = (evidence.sentence, evidence.subject, evidence.object, evidence.trigger)
    places = " ".join("-" if part is None else f"{part.start}-{part.end}" for part in parts)
    return f"{evidence.document} {places}"
