"""Digits and number words -> numbers, without rounding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from kg.language.base import every

LONGEST = 24
"""In characters; more digits than that are no quantity, but a code."""


@cache
def _forms() -> re.Pattern[str]:
    reversed_marks = "".join(form for each in every() for form in each.words.get("reversed", {}))
    return re.compile(
        r"(?P<grouped>\d{1,3}(?:(?P<mark>[,٬.])\d{3})(?:(?P=mark)\d{3})*)(?:[.٫](?P<part>\d+))?"
        r"|(?P<plain>\d+)(?:[.٫,](?P<decimals>\d+))?"
        rf"|(?P<after>\d+)[{reversed_marks}](?P<before>\d+)"
    )


def digits(text: str) -> Decimal | None:
    """Read a number in digits of any script; None if it is none, such as a version or a ratio.

    Args:
        text: Digits with marks: 40,000; 1.25; 1,2; or 7ر2, as some agencies write 2.7.

    Example:
        >>> digits("40,000"), digits("7ر2"), digits("١٫٥"), digits("3.1.4")
        (Decimal('40000'), Decimal('2.7'), Decimal('1.5'), None)
    """
    match = _forms().fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return None
    if match["after"]:
        return Decimal(f"{match['before']}.{match['after']}")
    if not match["grouped"] or _is_decimal(match):
        whole, dot, part = re.sub("[,٬٫]", ".", text).partition(".")
        return Decimal(f"{whole}{dot}{part}")
    whole = match["grouped"].replace(match["mark"], "")
    return Decimal(f"{whole}.{match['part'] or 0}").normalize() + 0


def _is_decimal(match: re.Match[str]) -> bool:
    """A single dot before three digits is a decimal mark, as in 1.125, but not in 5.000."""
    rest = match["grouped"].partition(".")[2]
    return match["mark"] == "." and len(rest) == 3 and rest != "000" and not match["part"]


def compose(parts: Iterable[tuple[str, Decimal]]) -> Decimal:
    """Return what numbers and units say together.

    A unit multiplies the smaller numbers just before it; what remains is added up.

    Args:
        parts: `(sort, value)` in the order of the text; sorts as in `kg.language.lexemes`.

    Example:
        >>> one, thousand = ("w", Decimal(1)), ("U", Decimal(1000))
        >>> compose([("w", Decimal(5)), ("w", Decimal(20)), thousand, one])
        Decimal('25001')
    """
    addends: list[Decimal] = []
    last_unit = Decimal(1)
    pending = False
    for sort, value in parts:
        if sort not in "uUDk":
            addends.append(value)
            pending = sort == "h"
            continue
        factor = Decimal(0)
        while addends and addends[-1] < value:
            factor += addends.pop()
        twice = sort == "D" and not factor
        addends.append((factor or Decimal(2 if twice else 1)) * value)
        last_unit, pending = value, False
    if pending and len(addends) > 1:
        addends[-1] *= last_unit
    return sum(addends, Decimal(0))
