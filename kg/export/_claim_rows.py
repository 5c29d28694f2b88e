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
    fits,
    quoted,
    type_of,
)
from kg.export._rows import ENTITY_KEYS
from kg.model import Claim, Document, Evidence, KnowledgeGraph

FIRST_DETAIL, AFTER_DETAILS = "amount", "modality"
"""From the one to before the other the table has the qualifiers of a claim."""


class Known(NamedTuple):
    """What claims refer to, looked up once and not with every claim.

    Attributes:
        names: Id of an entity -> its name.
        ends: Id of an entity -> id of its node.
        texts: Id of an article -> its text.
        articles: Id of an article -> id of its node, source, day and language.
        deals: Id of a claim -> id of the node of its deal.
        slots: Key of a qualifier -> where among the details its column is, and its type.
    """

    names: dict[str, str]
    ends: dict[str, str]
    texts: dict[str, str]
    articles: dict[str, tuple[str, str, str | None, str]]
    deals: dict[str, str]
    slots: dict[str, tuple[int, str]]


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
        slots=details(),
    )
    for claim in graph.claims:
        try:
            yield _row(claim, known)
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


def _article(document: Document) -> tuple[str, str, str | None, str]:
    return f"article:{document.id}", document.source, document.published, document.language


def _row(claim: Claim, known: Known) -> Relationship:
    claim_id, by, found_by = claim.id, claim.attributed_to, claim.provenance
    first, *further = claim.evidence
    text = known.texts[first.document]
    article, source, published, language = known.articles[first.document]
    start, end = first.sentence
    found, other = _details(claim, known.slots)
    return Relationship(
        claim_id,
        type_of(claim.relation),
        known.ends[claim.subject],
        f"value:{claim_id}" if claim.object is None else known.ends[claim.object],
        (
            claim_id,
            iri.CLAIM + quoted(claim_id),
            claim.relation,
            *found,
            claim.modality.value,
            None if by is None else known.ends[by],
            None if by is None else known.names[by],
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
            known.deals.get(claim_id),
            [_evidence(evidence) for evidence in claim.evidence],
            [e.sentence.of(known.texts[e.document]) for e in further] if further else None,
            other,
        ),
    )


def _details(
    claim: Claim, slots: Mapping[str, tuple[int, str]]
) -> tuple[list[Plain | None], list[str] | None]:
    """Return the qualifiers in their columns, and those that fit none as key=JSON."""
    found: list[Plain | None] = [None] * len(slots)
    other: list[str] = []
    for key, value in claim.qualifiers:
        at, type_ = slots.get(key, (0, "none"))
        if type_ == "entity":
            found[at] = entity_node(str(value))
        elif type_ == ("string" if isinstance(value, str) else "number") and fits(value):
            found[at] = value
        else:
            other.append(f"{key}={json.dumps(value)}")
    return found, other or None


def _evidence(evidence: Evidence) -> str:
    """Return a piece of evidence as article, sentence, subject, object, trigger.

    >>> from kg.model import Span
    >>> _evidence(Evidence("1f", Span(0, 9), trigger=Span(3, 6)))
    '1f 0-9 - - 3-6'
    """
    (start, end), one, other, word = (
        evidence.sentence,
        evidence.subject,
        evidence.object,
        evidence.trigger,
    )
    subject = f"{one[0]}-{one[1]}" if one else "-"
    target = f"{other[0]}-{other[1]}" if other else "-"
    trigger = f"{word[0]}-{word[1]}" if word else "-"
    return f"{evidence.document} {start}-{end} {subject} {target} {trigger}"
