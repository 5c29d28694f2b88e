"""A name found once is looked for in the whole article, whole or in part.

Of a person the last word stands alone (وانغ), of an organisation the first words (Scale for
Scale AI) do, if the short form is written like a name there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.mentions.candidate import Candidate, starts, words
from kg.language import lookup_key
from kg.model import Span

WHOLE, PART = 0.75, 0.6


def find(doc: Doc, found: Sequence[Candidate], *, language: str) -> Iterator[Candidate]:
    """Yield the further places of the names found, in text order."""
    forms: dict[str, Candidate] = {}
    for one in found:
        if one.type:
            forms.setdefault(lookup_key(one.span.of(doc.text)), one._replace(score=WHOLE))
    for one in found:
        part = _surname(one, doc.text) if one.type == "Person" else None
        if part and len(part) > 2:
            forms.setdefault(part, one._replace(score=PART, known=()))
    reach = {key.split(" ")[0]: 0 for key in forms}
    for key in forms:
        first, *rest = key.split(" ")
        reach[first] = max(reach[first], 2 + 2 * len(rest))
    for number, token in words(doc):
        for cut in starts(token, language):
            yield from _at(doc, number, cut, forms, reach)


def _surname(one: Candidate, text: str) -> str | None:
    parts = lookup_key(one.span.of(text)).split(" ")
    if len(parts) < 2:
        return None
    compound = len(parts) > 2 and parts[-2] in ("عبد", "بن", "ابو", "ال", "van", "de", "von", "al")
    return " ".join(parts[-2:] if compound else parts[-1:])


def _at(
    doc: Doc, number: int, cut: int, forms: dict[str, Candidate], reach: dict[str, int]
) -> Iterator[Candidate]:
    token = doc[number]
    start = token.idx + cut
    first = lookup_key(token.text[cut:]).split(" ")[0]
    for length in range(min(reach.get(first, 0), len(doc) - number), 0, -1):
        end = doc[number + length - 1].idx + len(doc[number + length - 1])
        one = forms.get(lookup_key(doc.text[start:end]))
        if one and "\n" not in doc.text[start:end] and doc.text[end - 1].isalnum():
            yield one._replace(span=Span(start, end), finder="propagate")
            return
