"""Adjectives of nationality beside a name: "French Mistral", شركة ميسترال الفرنسية.

They count as mentions of the country only there; what a claim does not need is dropped later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.mentions.candidate import Candidate, words
from kg.model import Span
from kg.ontology.names import NameTable

SURE = 0.9
REACH = 4
"""How many words may stand between the adjective and the name."""
SEATED = frozenset(
    {"Company", "InvestmentFirm", "ResearchLab", "University", "MediaOutlet", "AIModel", "Product"}
)


def find(doc: Doc, names: Sequence[Candidate], table: NameTable) -> Iterator[Candidate]:
    """Yield the adjectives that stand near a name of something that has a seat."""
    near: set[int] = set()
    for one in names:
        if one.type in SEATED:
            near.update(_around(doc, one.span))
    for _, token in words(doc):
        if token.i in near and (country := table.nationality(token.text)):
            span = Span(token.idx, token.idx + len(token))
            yield Candidate(span, "Place", SURE, "nationality", (country.id,))


def _around(doc: Doc, span: Span) -> range:
    inside = doc.char_span(*span, alignment_mode="expand")
    return range(inside.start - REACH, inside.end + REACH + 1) if inside is not None else range(0)


def told_apart(names: Sequence[Candidate], text: str, table: NameTable) -> Iterator[Candidate]:
    """Yield the names, those places that are but adjectives marked as such, with their country."""
    for one in names:
        country = table.nationality(one.span.of(text)) if one.type == "Place" else None
        yield one._replace(finder="nationality", known=(country.id,)) if country else one
