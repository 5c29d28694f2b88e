"""Sums of money as texts state them: which agree, and which cannot be one price."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

from kg.model import Claim, Value
from kg.ontology import tables

_BEYOND_BELIEF = 1e18  # no text's number is too long to be read, but a float ends somewhere


@cache
def tolerance(name: str) -> float:
    """Return a tolerance of `ontologies/fusion/tolerances.tsv`.

    >>> tolerance("digits")
    2.0
    """
    rows = tables.read("fusion/tolerances.tsv", "name", "value", "meaning")
    return {key: float(value) for key, value, _ in rows}[name]


class Amount(NamedTuple):
    """A sum as stated.

    Attributes:
        low: The sum, or the lower end of a range.
        high: The upper end of a range; else the sum.
        currency: ISO 4217, or "" if the text names none.
    """

    low: float
    high: float
    currency: str

    def __str__(self) -> str:
        """Return it for the eye.

        >>> str(Amount(14.3e9, 14.3e9, "USD"))
        '14,300,000,000 USD'
        """
        ends = dict.fromkeys(f"{end:,.0f}" for end in (self.low, self.high))
        return f"{'–'.join(ends)} {self.currency}".strip()


def amount_of(claim: Claim) -> Amount | None:
    """Return the sum that a claim states, or None."""
    low = claim.qualifier("amount")
    high = claim.qualifier("amount_max")
    if not _is_sum(low):
        low = claim.value
    if not _is_sum(low):
        return None
    assert isinstance(low, int | float)
    upper = high if isinstance(high, int | float) and high > low else low
    return Amount(float(low), float(upper), str(claim.qualifier("currency") or ""))


def _is_sum(value: Value | None) -> bool:
    return isinstance(value, int | float) and 0 < value < _BEYOND_BELIEF


@lru_cache(maxsize=1 << 12)
def unit(value: float) -> float:
    """Return the unit that a number is rounded to, as its zeros tell.

    >>> unit(14.3e9), unit(15e9), unit(10e9)
    (100000000.0, 1000000000.0, 1000000000.0)
    """
    size = 10.0 ** (math.floor(math.log10(value)) - int(tolerance("digits")) + 1)
    while abs(value / size - round(value / size)) > 1e-6:
        size /= 10
    return size


def agree(one: Amount, other: Amount) -> bool:
    """Tell whether two sums can be one, the rougher one rounded.

    Example:
        >>> stated = [Amount(x * 1e9, x * 1e9, "USD") for x in (14.3, 14.8, 15)]
        >>> agree(stated[1], stated[2]), agree(stated[0], stated[2]), agree(*stated[:2])
        (True, False, False)
    """
    if other.currency != one.currency:
        return True  # rates of exchange are nothing that a text tells
    rough = max(unit(end) for end in (*one[:2], *other[:2])) / 2
    return one.low <= other.high + rough and other.low <= one.high + rough


def comparable(one: Amount, other: Amount) -> bool:
    """Tell whether two sums are near enough to be two reports of one deal."""
    if other.currency != one.currency:
        return True
    factor = tolerance("factor")
    return one.low <= other.high * factor and other.low <= one.high * factor
