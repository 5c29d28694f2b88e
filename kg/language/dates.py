"""Lexemes -> dates, to the precision that the text states; without a year there is no date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from kg.language.lexemes import Lexeme

_OF = "[FO]?Y?"
_MONTH = r"(?:m[/-]?m|m\(m\)|m)"

Slice = Sequence[Lexeme]
Found = tuple[str, str | None] | None


def _values(found: Slice, sorts: str) -> list[int]:
    return [int(lexeme.value) for lexeme in found if lexeme.sort in sorts]


def _day(found: Slice) -> Found:
    """12 March 2025, March 12, 2025, 2025-03-12."""
    year = _values(found, "yZ")[0]
    numbers = _values(found, "do")
    month = (_values(found, "m") or numbers)[0]
    try:
        return date(year, month, numbers[-1]).isoformat(), None
    except ValueError:
        return None


def _days(found: Slice) -> Found:
    """12-14 March 2025."""
    first, last = _day([*found[:1], *found[3:]]), _day(found[2:])
    return (first[0], last[0]) if first and last and first < last else last


def _month(found: Slice) -> Found:
    """March 2025, or one month in two calendars, or (in "March-April 2025") two months."""
    year, months = _values(found, "yZ")[0], _values(found, "m")
    first, last = (f"{year:04}-{month:02}" for month in (months[0], months[-1]))
    return first, last if first < last else None


def _quarter(found: Slice) -> Found:
    year, quarter = _values(found, "yZ")[0], _values(found, "oQd")[0]
    return (f"{year:04}-Q{quarter}", None) if quarter in range(1, 5) else None


def _years(found: Slice) -> Found:
    first, last = _values(found, "yZ")
    return (str(first), str(last)) if first < last else None


def _year(found: Slice) -> Found:
    """A number that may be a year is one after "in" and the like, or if it is near our time.

    A round number near our time is more often a count: 2000 employees.
    """
    lexeme, year = found[-1], _values(found, "yZ")[0]
    sure = lexeme.sort == "Z" or (1970 <= year <= 2040 and year % 100)
    return (str(year), None) if sure else None


def _nothing(found: Slice) -> Found:
    """A day and month without a year: passed over, so that the day is no number."""
    return None


DATES: tuple[tuple[re.Pattern[str], Callable[[Slice], Found]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"[do][FO]?{_MONTH},?{_OF}[yZ]", _day),
        (rf"d-d{_MONTH},?{_OF}[yZ]", _days),
        (r"m[do],?[yZ]", _day),
        (r"[yZ]-d-d", _day),
        (rf"{_MONTH},?{_OF}[yZ]", _month),
        (rf"(?:qo|oq|Q|qd),?{_OF}[yZ]", _quarter),
        (rf"(?:d-)?[do][FO]?{_MONTH}|m[do](?:-d)?", _nothing),
        (r"[yZ](?:-|t|(?<=b.)&)[yZ]", _years),
    )
)
YEAR = re.compile(r"[yZ]"), _year
