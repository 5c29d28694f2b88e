"""A name found once is looked for in the whole article, whole or in part.

Of a person the last word stands alone (وانغ), with the particle that belongs to it (van Doe); of an
organisation the first word does (Corvid for Corvid Systems), unless it is a word of the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.mentions.candidate import Candidate, starts, words
from kg.language import lookup_key
from kg.model import Span

WHOLE, PART = 0.75, 0.6
SHORTEST = 3
"""Letters that a part of a name must have to be looked for alone."""
HEADED = frozenset({"Company", "InvestmentFirm", "ResearchLab"})
"""Types of which the first word of a name may stand for the whole."""


class Parts(NamedTuple):
    """What tells whether a part of a name may stand alone.

    Attributes:
        particles: Words that belong to the surname behind them (عبد, van), as look-up keys.
        common: Whether a word is one of the language.
    """

    particles: frozenset[str]
    common: Callable[[str], bool]


class Forms(NamedTuple):
    """What to look for: candidates by key, and by first word how many tokens one may reach."""

    by_key: dict[str, Candidate]
    reach: dict[str, int]


def find(
    tokens: Sequence[Token], text: str, found: Sequence[Candidate], parts: Parts, *, language: str
) -> Iterator[Candidate]:
    """Yield the further places of the names found, in text order.

    Args:
        tokens: Of the whole article.
        text: Of the whole article.
        found: The names found in it; those without a type are passed over.
        parts: Which parts of names may stand alone.
        language: BCP 47 code.
    """
    forms = _forms(found, parts, text)
    for number, token in words(tokens):
        for cut in starts(token, language):
            if one := _at(tokens, text, (number, cut), forms):
                yield one


def _forms(found: Sequence[Candidate], parts: Parts, text: str) -> Forms:
    by_key: dict[str, Candidate] = {}
    for one in found:
        if one.type:
            by_key.setdefault(lookup_key(one.span.of(text)), one._replace(score=WHOLE))
    for one in found:
        part = _short(one, parts, text)
        if len(part) >= SHORTEST:
            by_key.setdefault(part, one._replace(score=PART, known=()))
    reach: dict[str, int] = {}
    for key in by_key:
        first, *rest = key.split(" ")
        # A hyphen or a dot inside a name is a token of its own, hence twice.
        reach[first] = max(reach.get(first, 0), 2 + 2 * len(rest))
    return Forms(by_key, reach)


def _short(one: Candidate, parts: Parts, text: str) -> str:
    """Return the key of the short form that a full name may have in an article, or ""."""
    words = lookup_key(one.span.of(text)).split(" ")
    if len(words) < 2:
        return ""
    if one.type == "Person":
        return " ".join(
            words[-2:] if len(words) > 2 and words[-2] in parts.particles else words[-1:]
        )
    head = one.span.of(text).split()[0]
    return "" if one.type not in HEADED or parts.common(head) else lookup_key(head)


def _at(
    tokens: Sequence[Token], text: str, place: tuple[int, int], forms: Forms
) -> Candidate | None:
    """Return the name that begins at a token with some letters cut off, the longest first."""
    number, cut = place
    start = tokens[number].idx + cut
    first = lookup_key(tokens[number].text[cut:]).split(" ")[0]
    for length in range(min(forms.reach.get(first, 0), len(tokens) - number), 0, -1):
        last = tokens[number + length - 1]
        span = Span(start, last.idx + len(last))
        surface = span.of(text)
        if "\n" in surface or not surface[-1:].isalnum():
            continue
        if one := forms.by_key.get(lookup_key(surface)):
            return one._replace(span=span, finder="propagate")
    return None
