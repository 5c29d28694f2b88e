"""Which of two claims about one pair says more, so that the other goes without saying.

A launch implies that the firm makes the product, a purchase of the whole that it holds shares: the
stronger claim stays alone. The pairs are rows of `ontologies/cues/precedence.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.claims import Found
from kg.model import Modality
from kg.ontology import cues

Ends = tuple[str | None, str | None]


def without_weaker(found: Iterable[Found]) -> list[Found]:
    """Drop each claim that a stronger one about the same pair covers; the order stays.

    What is denied or over covers only what is denied or over too.
    """
    found = list(found)
    said = {(one.relation, *_ends(one), modality) for one in found for modality in _covered(one)}
    return [one for one in found if not any(sign in said for sign in _stronger(one))]


def _ends(one: Found) -> Ends:
    return one.subject.entity, one.object.entity if one.object else None


def _covered(one: Found) -> tuple[Modality, ...]:
    gone = (Modality.DENIED, Modality.ENDED)
    return (one.modality,) if one.modality in gone else tuple(m for m in Modality if m not in gone)


def _stronger(one: Found) -> list[tuple[str, str | None, str | None, Modality]]:
    """Return what would make a claim superfluous: relation, subject, object, modality."""
    subject, other = _ends(one)
    straight, swapped = (subject, other), (other, subject)
    ways = {"same": (straight,), "swapped": (swapped,), "either": (straight, swapped)}
    return [
        (row.stronger, *ends, one.modality)
        for row in cues.precedence()
        if row.weaker == one.relation
        for ends in ways[row.ends]
    ]
