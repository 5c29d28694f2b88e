"""Known actors: the longest name of the tables that starts at a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.mentions.candidate import Candidate, starts, words
from kg.language import lookup_key
from kg.model import Span
from kg.ontology.names import KnownName, NameTable

SURE = 0.93
WEAK = 0.3
LEAD = 0.1
"""By how much a name must be surer than a weak one to stand without another finder's word."""


def find(
    tokens: Sequence[Token], text: str, table: NameTable, *, language: str
) -> Iterator[Candidate]:
    """Yield the known actors that an article names, in text order.

    Args:
        tokens: Of the whole article, as a list: a Doc makes each token anew when asked for it.
        text: Of the whole article.
        table: The known actors.
        language: BCP 47 code.
    """
    behind = 0
    for number, token in words(tokens):
        if number < behind:
            continue
        for cut in starts(token, language):
            found = _longest(tokens, text, (number, cut), table)
            if found:
                behind = number + 1
                yield found
                break


def _longest(
    tokens: Sequence[Token], text: str, place: tuple[int, int], table: NameTable
) -> Candidate | None:
    number, cut = place  # a word, and how many letters of attached clitics are cut from it
    token = tokens[number]
    first = lookup_key(token.text[cut:]).split(" ")[0]
    start = token.idx + cut
    for length in range(min(2 * table.reach.get(first, 0), len(tokens) - number), 0, -1):
        last = tokens[number + length - 1]
        surface = text[start : last.idx + len(last)]
        if "\n" in surface or not surface[-1].isalnum():
            continue
        if names := table.match(surface):
            return _candidate(Span(start, last.idx + len(last)), names, cut)
    return None


def _candidate(span: Span, names: tuple[KnownName, ...], cut: int) -> Candidate:
    weak = "weak" in names[0].flags
    score = (WEAK if weak else SURE) - 0.05 * bool(cut)
    return Candidate(span, names[0].actor.type, score, "table", tuple(n.actor.id for n in names))
