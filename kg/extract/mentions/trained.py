"""Names that the trained recogniser finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kg.extract.mentions.candidate import Candidate
from kg.extract.recogniser import recognise

if TYPE_CHECKING:
    from pycrfsuite import Tagger


def find(doc: Doc, *, language: str, model: Tagger | None = None) -> Iterator[Candidate]:
    """Yield what the model of the language takes for names, with its own probability."""
    for span, kind, score in recognise(doc, language=language, model=model):
        yield Candidate(span, kind, score, "recogniser")
