"""Tokens -> lexemes of amounts and dates, each with a one-letter sort that the grammars go by.

The sorts: d digits; y digits that may be a year; Z a year for sure; w a number in words; U D u a
unit that says one, two or no number; k a unit of money only; h a fraction; i "a"; S c a currency
before or after its number; P p the same for per cent; b between; F from; O of; t to; & and;
m month; o ordinal; q quarter; Q a quarter's code; T a whole date; Y "year"; x anything else.
Dashes, slashes, commas and brackets stand for themselves.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.language.base import every
from kg.language.clitics import clitics
from kg.language.keys import lookup_key
from kg.language.numerals import digits

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SORTS = {
    "number": "w",
    "fraction": "h",
    "article": "i",
    "sign": "S",
    "currency": "c",
    "percent": "P",
    "between": "b",
    "from": "F",
    "of": "O",
    "to": "t",
    "and": "&",
    "month": "m",
    "ordinal": "o",
    "quarter": "q",
    "quarter_code": "Q",
    "year": "Y",
}
_MARKS = {"-": "-", "–": "-", "‑": "-", "−": "-", "/": "/", ",": ",", "،": ",", "(": "(", ")": ")"}
_UNIT_SORTS = {"one": "U", "two": "D", "many": "u"}
_NUMERIC = "dywuUDk"
_GLUED = re.compile(r"(?P<sign>[^\W\d_]*)(?P<number>\d[\d.,٫٬]*)(?P<unit>[^\W\d_]*)")
_MOST_PARTS = 4
_BIDI_OR_BLANK = re.compile(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*")


class Lexeme(NamedTuple):
    """A sort, what it is worth, and where it stands (in the token, or in the document)."""

    sort: str
    value: Decimal | str
    start: int
    end: int
    text: str


Entry = tuple[str, Decimal | str]


def _entry(kind: str, value: str) -> Entry:
    if kind == "unit":
        worth, many = value.split()[:2]
        return _UNIT_SORTS[many], Decimal(worth)
    if kind in {"number", "fraction"}:
        return _SORTS[kind], Decimal(value)
    return _SORTS[kind], value


@cache
def _lexicon() -> dict[str, Entry]:
    """Return form -> entry; forms as they stand, then their look-up keys, the first row wins.

    Signs have no key: that of "US$" is a country.
    """
    rows = [
        (form, _entry(kind, value), kind == "sign" or value.endswith(" exact"))
        for language in every()
        for kind, forms in language.words.items()
        if kind in _SORTS or kind == "unit"
        for form, value in forms.items()
    ]
    found: dict[str, Entry] = {}
    for form, entry, _ in rows:
        found.setdefault(form, entry)
    for form, entry, exact in rows:
        if not exact:
            found.setdefault(lookup_key(form), entry)
    found.pop("", None)
    return found


@cache
def _glued() -> dict[str, Entry]:
    rows = [row for each in every() for row in each.words.get("glued", {}).items()]
    split = [(form, *value.split()) for form, value in rows]
    return {form: ("u" if use == "always" else "k", Decimal(worth)) for form, worth, use in split}


@cache
def _pair_openers() -> frozenset[str]:
    return frozenset(form.split(" ")[0] for form in _lexicon() if " " in form)


@cache
def _dating() -> frozenset[str]:
    return frozenset(lookup_key(form) for each in every() for form in each.words["dating"])


def _known(text: str) -> Entry | None:
    lexicon = _lexicon()
    return lexicon.get(text) or lexicon.get(lookup_key(text))


def _whole(word: str) -> Lexeme | None:
    """Read a token that is one lexeme."""
    if entry := _known(word):
        return Lexeme(*entry, 0, len(word), word)
    if word[0].isdigit() and (number := digits(word)) is not None:
        year = len(word) == 4 and word.isdigit() and 1900 <= number <= 2100
        return Lexeme("y" if year else "d", number, 0, len(word), word)
    return None


def _with_unit(word: str) -> tuple[Lexeme, ...]:
    """Read "10bn", "AED10bn" and "AED10": a number, and a sign or a unit."""
    match = _GLUED.fullmatch(word)
    number = digits(match["number"]) if match else None
    if not match or number is None or match["number"] == word:
        return ()
    sign = ("x", "") if not match["sign"] else _lexicon().get(match["sign"])
    unit = ("u", "") if not match["unit"] else _glued().get(match["unit"]) or _known(match["unit"])
    if not (sign and unit and sign[0] in "xS" and unit[0] in "uUk"):
        return ()
    parts = {"sign": sign, "number": ("d", number), "unit": unit}
    return tuple(
        Lexeme(*entry, *match.span(part), match[part])
        for part, entry in parts.items()
        if match[part]
    )


def _hyphenated(word: str) -> tuple[Lexeme, ...]:
    """Read "twenty-five" and "7-billion-parameter", where the first part is known."""
    found: tuple[Lexeme, ...] = ()
    at = 0
    for part in word.split("-"):
        read = _part(part)
        if not read:
            break
        found += _moved(read, at)
        at += len(part) + 1
        if len(found) == _MOST_PARTS:
            break
    if found and at < len(word):
        found += (Lexeme("x", "", at, len(word), word[at:]),)
    return found


def _part(part: str) -> tuple[Lexeme, ...]:
    if not part:
        return ()
    if lookup_key(part) in _dating():  # mid-2025
        return (Lexeme("x", "", 0, len(part), part),)
    whole = _whole(part)
    return (whole,) if whole else _with_unit(part)


def _attached(word: str) -> tuple[Lexeme, ...]:
    """Read a word that has others attached before it, such as "and twenty" or "the dollar"."""
    for language in every():
        for prefix, stem, suffix in clitics(word, language.code)[1:]:
            entry = None if suffix or len(stem) < 3 else _known(stem)
            if entry and entry[0] in "wUDuchm":
                at = len(word) - len(stem)
                lexeme = Lexeme(*entry, at, len(word), stem)
                conjunction = _known(prefix[0])
                return (Lexeme(*conjunction, 0, 1, prefix[0]), lexeme) if conjunction else (lexeme,)
    return ()


def _moved(lexemes: tuple[Lexeme, ...], by: int) -> tuple[Lexeme, ...]:
    return tuple(
        Lexeme(sort, value, start + by, end + by, text) for sort, value, start, end, text in lexemes
    )


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[Lexeme, ...]:
    """Return the lexemes of one token; offsets count from its start."""
    if mark := _MARKS.get(word):
        return (Lexeme(mark, "", 0, 1, word),)
    if whole := _whole(word):
        return (whole,)
    return (
        _with_unit(word)
        or _hyphenated(word)
        or _attached(word)
        or (Lexeme("x", "", 0, len(word), word),)
    )


def _pair(first: str, second: str) -> Entry | None:
    if first in _pair_openers() or lookup_key(first) in _pair_openers():
        return _known(f"{first} {second}")
    return None


def lexemes(doc: Doc) -> list[Lexeme]:
    """Return the lexemes of `doc`, in order; blanks and direction marks give none."""
    tokens = [(t.text, t.idx) for t in doc if not _BIDI_OR_BLANK.fullmatch(t.text)]
    found: list[Lexeme] = []
    skip = False
    for (word, start), (after, at) in zip(tokens, [*tokens, ("", 0)][1:], strict=True):
        if skip:
            skip = False
        elif after and (entry := _pair(word, after)):
            found.append(Lexeme(*entry, start, at + len(after), f"{word} {after}"))
            skip = True
        else:
            found += _moved(_read(word), start)
    return _placed(found)


def _placed(found: list[Lexeme]) -> list[Lexeme]:
    """Settle what depends on the neighbours: signs before or after a number, and sure years."""
    nothing = Lexeme("x", "", -1, -1, "")
    result = []
    for at, this in enumerate(found):
        before = found[at - 1] if at else nothing
        after = found[at + 1] if at + 1 < len(found) else nothing
        if this.sort in "SP" and not _leads(before, this, after):
            this = this._replace(sort="c" if this.sort == "S" else "p")
        elif this.sort == "y" and lookup_key(before.text) in _dating():
            this = this._replace(sort="Z")
        result.append(this)
    return result


def _leads(before: Lexeme, sign: Lexeme, after: Lexeme) -> bool:
    if after.sort not in "dyw":
        return False
    return sign.end == after.start or before.sort not in _NUMERIC
