"""A claim seen as a statement about a deal: whose money, for whom, which round, when, how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.fusion import timeline
from kg.fusion.amounts import Amount, agree, amount_of, comparable, tolerance
from kg.model import Claim, Span, Value
from kg.ontology import tables

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FAMILY = {"fundingRound": "investment"}
"""Kinds of deals that are told by the same claims: who invests takes part in a round."""


class Period(NamedTuple):
    """A date to whatever precision: its first and last day as ordinal numbers."""

    first: int
    last: int


class Row(NamedTuple):
    """Which end of a claim is which part of a deal; `party` is `"-"` where none is named."""

    relation: str
    kind: str
    target: str
    party: str


class Offer(NamedTuple):
    """One claim about a deal.

    Attributes:
        claim: The claim.
        kind: Of deal, as its relation tells.
        target: Id of the entity that is bought or given money.
        party: Id of the buyer or investor; None where the claim is about the target alone.
        round: Such as `"Series A"`; None if not said.
        stated: The days of the deal itself, where the claim tells them.
        period: The same, else the day of the article; None if neither is known.
        amount: As stated.
    """

    claim: Claim
    kind: str
    target: str
    party: str | None
    round: str | None
    stated: Period | None
    period: Period | None
    amount: Amount | None

    @property
    def family(self) -> str:
        """The kind, with rounds and investments as one."""
        return _FAMILY.get(self.kind, self.kind)

    @property
    def article(self) -> str:
        """The id of the article that states it."""
        return timeline.article_of(self.claim)

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Where the article states it."""
        return tuple(evidence.sentence for evidence in self.claim.evidence)


@cache
def rows() -> dict[str, Row]:
    """Return the relations that make deals, of `ontologies/fusion/deals.tsv`."""
    read = tables.read("fusion/deals.tsv", *Row._fields)
    return {cells[0]: Row(*cells) for cells in read}


def deal_key(claim: Claim) -> str | None:
    """Return the id of the entity with whose deals a claim is judged; None if it is about none.

    Example:
        >>> from kg.model import Evidence, Modality, Provenance
        >>> evidence = (Evidence("a", Span(0, 9)),)
        >>> by = Provenance("test", "test", "0")
        >>> ends = ("meta", "investsIn", "scale-ai", None)
        >>> deal_key(Claim("1", *ends, (), Modality.ASSERTED, None, evidence, 0.9, by))
        'scale-ai'
    """
    row = rows().get(claim.relation)
    return getattr(claim, row.target) if row else None


def offers(claims: Iterable[Claim], when: timeline.When) -> Iterator[Offer]:
    """Yield the claims that are about deals, those of dated articles first and in their order."""
    found = [claim for claim in claims if deal_key(claim) is not None]
    ordered = timeline.in_order(found, when)
    undated = [claim for claim in ordered if not timeline.day_of(claim, when)]
    for claim in (*ordered[len(undated) :], *undated):
        row = rows()[claim.relation]
        stated = period(str(claim.qualifier("date") or ""))
        yield Offer(
            claim=claim,
            kind=row.kind,
            target=getattr(claim, row.target),
            party=None if row.party == "-" else getattr(claim, row.party),
            round=_text(claim.qualifier("round")),
            stated=stated,
            period=stated or period(timeline.day_of(claim, when)),
            amount=amount_of(claim),
        )


def _text(value: Value | None) -> str | None:
    return None if value is None else " ".join(str(value).split()) or None


def period(text: str) -> Period | None:
    """Return the days that a date covers, year, month or day; None if it is none.

    >>> june = period("2025-06")
    >>> june.last - june.first, period("soon"), period("2025-13")
    (29, None, None)
    """
    match = _DAY.match(text)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    months = 0 if day else 1 if month else 12
    whole = first.month - 1 + months
    after = first.replace(year=first.year + whole // 12, month=whole % 12 + 1) if months else first
    return Period(first.toordinal(), max(after.toordinal() - 1, first.toordinal()))


def differ(one: Offer, other: Offer) -> bool:
    """Tell whether two claims with one target and party must be about two deals.

    They are if they name different rounds, if their sums are too far apart, or if their sums
    differ and so do their times. One article that states two sums speaks of two deals.
    """
    if one.round and other.round and one.round != other.round:
        return True
    if one.amount is None or other.amount is None:
        return False
    if not comparable(one.amount, other.amount):
        return True
    return not agree(one.amount, other.amount) and (
        one.article == other.article or apart(one, other)
    )


def apart(one: Offer, other: Offer) -> bool:
    """Tell whether the times of two claims are too far apart for one deal."""
    if one.period is None or other.period is None:
        return False
    between = max(one.period.first, other.period.first) - min(one.period.last, other.period.last)
    # Two dates that the texts themselves give are no matter of when the news came round.
    return between > (0 if one.stated and other.stated else tolerance("days"))
