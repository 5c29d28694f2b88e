"""What conflicts are, as rows of `ontologies/fusion/`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.language import lookup_key
from kg.model import Modality, Value
from kg.ontology import tables

Pair = tuple[Modality, Modality]


class Single(NamedTuple):
    """A relation of which an object has one subject at a time.

    Attributes:
        relation: Such as `"leads"`.
        detail: The qualifier that names the office.
        over: The relations that say that it is over.
    """

    relation: str
    detail: str
    over: frozenset[str]


@cache
def singles() -> tuple[Single, ...]:
    """Return the rows of `one_at_a_time.tsv`."""
    rows = tables.read("fusion/one_at_a_time.tsv", "relation", "detail", "over")
    return tuple(
        Single(relation, detail, frozenset(over.split())) for relation, detail, over in rows
    )


@cache
def _offices() -> dict[str, str]:
    rows = tables.read("fusion/offices.tsv", "office", "language", "forms")
    return {lookup_key(form): office for office, _, forms in rows for form in forms.split("|")}


def office(role: Value | None) -> str | None:
    """Return the office that a role in the words of a text is, or None.

    >>> office("CEO") == office("رئيسها التنفيذي"), office("head of research")
    (True, None)
    """
    return _offices().get(lookup_key(str(role))) if role is not None else None


@cache
def contradictions() -> frozenset[Pair]:
    """Return which modality contradicts which, of `contradictions.tsv`."""
    return _pairs("contradictions", "said", "against")


@cache
def explained() -> frozenset[Pair]:
    """Return which open modality a final one explains, of `finality.tsv`."""
    return _pairs("finality", "open", "final")


def _pairs(name: str, *columns: str) -> frozenset[Pair]:
    rows = tables.read(f"fusion/{name}.tsv", *columns)
    return frozenset((Modality(one), Modality(other)) for one, other in rows)
