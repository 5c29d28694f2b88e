"""What a finder proposes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Token

from kg.language import clitics
from kg.model import Mention, Provenance, Span

LETTER = re.compile(r"[^\W_]")
LENGTH = 0.03
"""What one more word is worth when candidates overlap: "Scale AI" over "Scale"."""


class Candidate(NamedTuple):
    """A stretch of text that a finder takes for a name.

    Attributes:
        span: Without attached clitics and quotation marks.
        type: A class of the ontology; empty if the finder cannot tell.
        score: In [0, 1], how sure the finder is.
        finder: Its name.
        known: Ids of the known actors that bear the name, the most usual first.
    """

    span: Span
    type: str
    score: float
    finder: str
    known: tuple[str, ...] = ()

    def mention(self, text: str, version: str) -> Mention:
        """Return the mention that this candidate becomes."""
        known = self.known[0] if self.known else None
        provenance = Provenance(self.finder, known or self.type, version)
        return Mention(self.span, self.span.of(text), self.type, known, provenance)


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the best of the candidates that overlap; in text order.

    >>> low = Candidate(Span(0, 5), "Company", 0.5, "latin")
    >>> high = Candidate(Span(0, 8), "Company", 0.9, "table")
    >>> settle([low, high]) == [high]
    True
    """
    kept: list[Candidate] = []
    taken: set[int] = set()
    for one in sorted(candidates, key=_rank):
        places = range(*one.span)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept)


def _rank(one: Candidate) -> tuple[float, Candidate]:
    length = one.span.end - one.span.start
    return -(one.score + LENGTH * length / 5), one


def starts(token: Token, language: str) -> Iterator[int]:
    """Yield how many letters of attached clitics may be cut from a word, none first.

    >>> import spacy
    >>> list(starts(spacy.blank("ar")("لغوغل")[0], "ar"))
    [0, 1]
    """
    yield 0
    cuts = {len(c.prefix) for c in clitics(token.text, language) if c.prefix and not c.suffix}
    yield from sorted(cut for cut in cuts if 0 < cut < len(token))


def words(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Yield number and token of each token that is neither space nor mark."""
    for number, token in enumerate(tokens):
        if LETTER.search(token.text):
            yield number, token
