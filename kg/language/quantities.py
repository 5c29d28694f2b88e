"""Doc -> the numbers, sums of money, percentages and dates in it.

Each rule is a regular expression over the sorts of the lexemes (`kg.language.lexemes`), one letter
a lexeme, so that one grammar serves all languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.language.dates import DATES, YEAR
from kg.language.lexemes import Lexeme, lexemes
from kg.language.money import LONGEST_NATIONALITY, local_tender, tender
from kg.language.numerals import compose
from kg.model import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HEAD = r"(?:[dyw]|i?h|i(?=u)|[UD])"
_TAIL = r"(?:(?<=[wuUD])&?w|(?<=[wuUD])&i?h|i?[uUDk]|(?<=[uUD])&(?:[dy][uUD]|[UD]))*"
_NUMBER = f"{_HEAD}{_TAIL}"
_AMOUNT = re.compile(rf"(?P<sign>[SP]?)(?P<number>{_NUMBER})")
_RANGES = (
    # Between 10 and 12; the first end may have its own unit and currency.
    re.compile(rf"(?<=b)[SP]?(?P<lower>{_NUMBER})[cp]?[&t-](?P<amount>[SP]?{_NUMBER})"),
    # 5-7 billion. "From $5bn to $7bn" is a change, and gives two amounts.
    re.compile(rf"[SP]?(?P<lower>{_NUMBER})p?-(?P<amount>[SP]?{_NUMBER})"),
    re.compile(rf"[SP]?(?P<lower>{_NUMBER})t(?P<amount>{_NUMBER})"),
    re.compile(rf"(?<!F)[SP](?P<lower>{_NUMBER})t(?P<amount>[SP]{_NUMBER})"),
)
# Dollars, of dollars; Hong Kong dollars.
_NOUN = re.compile("[FO]?c")
_NAMED = re.compile(f"x{{1,{LONGEST_NATIONALITY}}}c")
TOO_MUCH = Decimal(10) ** 24
"""No number of the news is as large; units in a row ("a million million million") may be."""
_START = re.compile("[SPdywhiUDmqQoZ]")


class _Text(NamedTuple):
    """The lexemes of a document, their sorts as one string, and what its currencies mean."""

    lexemes: Sequence[Lexeme]
    sorts: str
    locals: Mapping[str, str] = MappingProxyType({})

    def compose(self, start: int, end: int) -> Decimal:
        parts = self.lexemes[start:end]
        return compose((p.sort, p.value) for p in parts if isinstance(p.value, Decimal))

    def span(self, start: int, end: int) -> Span:
        return Span(self.lexemes[start].start, self.lexemes[end - 1].end)


class _Unit(NamedTuple):
    """What a number counts, and the index after the words that say so."""

    kind: str
    currency: str | None
    end: int


_Match = tuple[Quantity | None, int]


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _full_name(text: _Text, noun: int) -> tuple[str, int]:
    """Return the currency of the noun at that index, and the index after its nationality."""
    for end in range(min(noun + 1 + LONGEST_NATIONALITY, len(text.lexemes)), noun + 1, -1):
        if set(text.sorts[noun + 1 : end]) <= {"x", "c"}:
            words = tuple(lexeme.text for lexeme in text.lexemes[noun:end])
            if code := tender(words):
                return code, end
    code, _, local = str(text.lexemes[noun].value).partition(" ")
    return text.locals.get(code, code) if local else code, noun + 1


def _locals(text: _Text) -> dict[str, str]:
    """Return usual currency -> the one that the text means by its noun.

    Where the text says so once, that is it; else the one of the country that it is about.
    """
    said: dict[str, set[str]] = {}
    nouns: dict[str, str] = {}
    for match in re.finditer("c", text.sorts):
        noun = match.start()
        usual, _, local = str(text.lexemes[noun].value).partition(" ")
        if local:
            nouns.setdefault(usual, text.lexemes[noun].text)
            if full := _said_in_full(text, noun):
                said.setdefault(usual, set()).add(full)
    meant = {usual: codes.pop() for usual, codes in said.items() if len(codes) == 1}
    for usual, name in nouns.items():
        words = (lexeme.text for lexeme in text.lexemes)
        if usual not in said and (code := local_tender(name, words)):
            meant[usual] = code
    return meant


def _said_in_full(text: _Text, noun: int) -> str | None:
    before = text.lexemes[max(0, noun - 1) : noun + 1]
    if code := tender(tuple(lexeme.text for lexeme in before)):
        return code
    full, end = _full_name(text, noun)
    return full if end > noun + 1 else None


def _unit(text: _Text, sign: str, end: int) -> _Unit:
    """Say what the number that ends at `end` counts."""
    if sign:
        return _Unit("money", sign, end)
    after = text.sorts[end : end + 1]
    if after == "p":
        return _Unit("percent", None, end + 1)
    if noun := _NOUN.match(text.sorts, end):
        named, after_name = _full_name(text, noun.end() - 1)
        return _Unit("money", named, after_name) if named else _Unit("number", None, end)
    if phrase := _NAMED.match(text.sorts, end):
        words = tuple(lexeme.text for lexeme in text.lexemes[end : phrase.end()])
        if code := tender(words):
            return _Unit("money", code, phrase.end())
    return _Unit("number", None, end)


def _is_counted(number: Decimal, sorts: str, kind: str) -> bool:
    """Tell whether a number is worth keeping: small ones in words and "5m" only with a currency."""
    if kind != "number" or number >= TOO_MUCH:
        return number < TOO_MUCH
    return "k" not in sorts and any(sort in "dyuUD" for sort in sorts)


def _signed(text: _Text, start: int) -> tuple[str, str]:
    """Return the kind and currency that a sign before the number gives."""
    sort = text.sorts[start]
    return {"P": ("percent", ""), "S": ("money", str(text.lexemes[start].value))}.get(
        sort, ("", "")
    )


def _amount(text: _Text, start: int) -> _Match | None:
    match = _AMOUNT.match(text.sorts, start)
    if not match:
        return None
    first, end = match.span("number")
    kind, sign = _signed(text, start)
    unit = _Unit(kind, None, end) if kind == "percent" else _unit(text, sign, end)
    number = text.compose(first, end)
    if not _is_counted(number, match["number"], unit.kind):
        return None, end
    span = text.span(start, unit.end)
    return Quantity(span, unit.kind, _plain(number), currency=unit.currency), unit.end


def _range(text: _Text, start: int) -> _Match | None:
    match = next(filter(None, (each.match(text.sorts, start) for each in _RANGES)), None)
    if not match:
        return None
    upper, end = _amount(text, match.start("amount")) or (None, start)
    if not upper or isinstance(upper.value, str):
        return None
    lower = text.compose(*match.span("lower"))
    if not set(match["lower"]) & set("uUDk"):
        lower *= _scale(text, *match.span("amount"))
    if lower >= upper.value:
        return None
    kind, sign = _signed(text, start)
    span, currency = text.span(start, end), upper.currency or sign or None
    return Quantity(span, kind or upper.kind, _plain(lower), upper.value, currency), end


def _scale(text: _Text, start: int, end: int) -> Decimal:
    """Return the unit of an amount, which a bare number before it shares: 5-7 billion."""
    units = [p for p in text.lexemes[start:end] if p.sort in "uUk"]
    scale = Decimal(1)
    for lexeme in units if re.search("[dyw][uUk]+$", text.sorts[start:end]) else ():
        scale *= Decimal(lexeme.value)
    return scale


def _date(text: _Text, start: int) -> _Match | None:
    for pattern, read in DATES:
        if match := pattern.match(text.sorts, start):
            return _dated(text, match, read(text.lexemes[start : match.end()]))
    return None


def _year(text: _Text, start: int) -> _Match | None:
    pattern, read = YEAR
    match = pattern.match(text.sorts, start)
    found = match and read(text.lexemes[start : start + 1])
    return _dated(text, match, found) if match and found else None


def _dated(text: _Text, match: re.Match[str], found: tuple[str, str | None] | None) -> _Match:
    start, end = match.span()
    if not found:
        return None, end
    return Quantity(text.span(start, end), "date", found[0], found[1]), end


def _best(text: _Text, start: int) -> _Match:
    if found := _date(text, start) or _range(text, start):
        return found
    amount = _amount(text, start)
    # A bare number may be a year, but not with a unit, currency or per-cent sign beside it.
    if amount and not (amount[0] and amount[0].kind == "number" and amount[1] == start + 1):
        return amount
    return _year(text, start) or amount or (None, start + 1)


def quantities(doc: Doc) -> list[Quantity]:
    """Return the quantities of a text, in its order; none overlaps another.

    Words such as "about" are no part of them. A day or month without its year gives none, nor does
    a small number in words that counts no currency.

    Args:
        doc: As made by `kg.language.annotate`.

    Example:
        >>> from kg.language import annotate
        >>> from kg.model import Document
        >>> text = "بين 10 و12 مليار دولار في الربع الأول من 2027"
        >>> for each in quantities(annotate(Document("1", text, "ar", "", "-"))):
        ...     print(each.span.of(text), each.kind, each.value, each.upper, each.currency)
        10 و12 مليار دولار money 10000000000 12000000000 USD
        الربع الأول من 2027 date 2027-Q1 None None
    """
    found = lexemes(doc)
    text = _Text(found, "".join(lexeme.sort for lexeme in found))
    text = text._replace(locals=_locals(text))
    result = []
    at = 0
    while start := _START.search(text.sorts, at):
        quantity, at = _best(text, start.start())
        if quantity:
            result.append(quantity)
    return result
