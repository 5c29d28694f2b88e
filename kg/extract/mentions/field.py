"""Fields of technology, which are no proper names: the phrase behind "specialising in"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.mentions.candidate import Candidate
from kg.language import clitics, lookup_key
from kg.model import Span
from kg.ontology.cues import NameCue

SURE = 0.7
LONGEST = 5
SHORTEST = 3
"""Letters that a word must have left to be believed to have something attached."""


def find(tokens: Sequence[Token], cues: Sequence[NameCue], *, language: str) -> Iterator[Candidate]:
    """Yield the phrases that follow a cue, up to where such a phrase must end."""
    openings = {tuple(c.form.split()): c.type for c in cues if c.side == "phrase"}
    closings = Closings(frozenset(c.form for c in cues if c.side == "end"), language)
    longest = max(map(len, openings), default=0)
    keys = [lookup_key(token.text, language) for token in tokens]
    for at in range(len(tokens)):
        for length in range(longest, 0, -1):
            kind = openings.get(tuple(keys[at : at + length]))
            end = _end(tokens, keys, at + length, closings) if kind else 0
            if kind and end > at + length:
                last = tokens[end - 1]
                yield Candidate(
                    Span(tokens[at + length].idx, last.idx + len(last)), kind, SURE, "field"
                )
                break


def _end(tokens: Sequence[Token], keys: Sequence[str], start: int, closings: Closings) -> int:
    """Return the token behind the phrase that starts at `start`."""
    stop = min(start + LONGEST, len(tokens))
    for at in range(start, stop):
        if not any(c.isalpha() for c in tokens[at].text) or keys[at] in closings.words:
            return at
        if at > start and closings.attached(tokens[at].text):
            return at
    return stop


class Closings(NamedTuple):
    """What ends a phrase: words, and words with something attached in front ("and", "for the")."""

    words: frozenset[str]
    language: str

    def attached(self, word: str) -> bool:
        """Tell whether a word has an ending word attached, or is one with something attached."""
        for reading in clitics(word, self.language):
            if not reading.prefix or reading.suffix or len(reading.stem) < SHORTEST:
                continue
            if reading.prefix in self.words or lookup_key(reading.stem) in self.words:
                return True
        return False
