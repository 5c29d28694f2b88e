"""Names that the trained recogniser finds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.mentions.candidate import Candidate
from kg.extract.recogniser import recognise


def find(doc: Doc, *, language: str) -> Iterator[Candidate]:
    """Yield what the model of the language takes for names, with its own probability."""
    for span, kind, score in recognise(doc, language=language):
        yield Candidate(span, kind, score, "recogniser")
