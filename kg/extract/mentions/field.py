"""Fields of technology, which are no proper names: the phrase behind "specialising in"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.mentions.candidate import Candidate
from kg.language import lookup_key
from kg.model import Span
from kg.ontology.cues import NameCue

SURE = 0.7
LONGEST = 5


def find(doc: Doc, cues: Sequence[NameCue], *, language: str) -> Iterator[Candidate]:
    """Yield the phrases that follow a cue, up to where such a phrase must end."""
    openings = {tuple(c.form.split()): c.type for c in cues if c.side == "phrase"}
    closings = {c.form for c in cues if c.side == "end"}
    longest = max(map(len, openings), default=0)
    keys = [lookup_key(token.text, language) for token in doc]
    for at in range(len(doc)):
        for length in range(longest, 0, -1):
            kind = openings.get(tuple(keys[at : at + length]))
            end = _end(doc, keys, at + length, closings) if kind else 0
            if kind and end > at + length:
                last = doc[end - 1]
                yield Candidate(
                    Span(doc[at + length].idx, last.idx + len(last)), kind, SURE, "field"
                )
                break


def _end(doc: Doc, keys: Sequence[str], start: int, closings: set[str]) -> int:
    """Return the token behind the phrase that starts at `start`."""
    for at in range(start, min(start + LONGEST, len(doc))):
        word = doc[at].text
        ends = keys[at] in closings or not any(c.isalpha() for c in word)
        joined = at > start and word.startswith("و") and keys[at][1:] in closings
        if ends or joined:
            return at
    return min(start + LONGEST, len(doc))
