"""Names that stand out: quoted, in Latin letters amid Arabic, beside a word that tells a type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.mentions.candidate import Candidate
from kg.language import clitics, lookup_key
from kg.model import Span
from kg.ontology.cues import NameCue

OPENING = {"«": "»", "“": "”", '"': '"', "‘": "’", "„": "“"}
LONGEST = 5
CUED, BARE = 0.8, 0.35


def find(tokens: Sequence[Token], cues: Sequence[NameCue], *, language: str) -> Iterator[Candidate]:
    """Yield quoted names, and foreign-script names, typed by the word before them if any."""
    types = {cue.form: cue.type for cue in cues if cue.side == "before"}
    for start, end in [*_quoted(tokens), *_foreign(tokens, language)]:
        kind = _cue(tokens, start, types, language)
        span = Span(tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1]))
        yield Candidate(span, kind or "", CUED if kind else BARE, "beside")


def _quoted(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield first and last+1 of the short quotations."""
    open_at, closing = None, ""
    for number, token in enumerate(tokens):
        if open_at is not None and token.text == closing:
            if 0 < number - open_at - 1 <= LONGEST:
                yield open_at + 1, number
            open_at = None
        elif token.text in OPENING:
            open_at, closing = number, OPENING[token.text]
        elif "\n" in token.text:
            open_at = None


def _foreign(tokens: Sequence[Token], language: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of Latin words in a text of another script."""
    if language == "en":
        return
    start = None
    for number, token in enumerate(tokens):
        if _is_latin(token) or (start is not None and token.text[0].isdigit()):
            start = number if start is None else start
        elif start is not None:
            yield start, number
            start = None
    if start is not None:
        yield start, len(tokens)


def _is_latin(token: Token) -> bool:
    return token.text[0].isascii() and token.text[0].isalpha()


def _cue(tokens: Sequence[Token], start: int, types: dict[str, str], language: str) -> str | None:
    """Return the type that one of the two words before a name tells."""
    before = [t for t in tokens[max(start - 3, 0) : start] if any(c.isalnum() for c in t.text)]
    for token in reversed(before):
        for reading in clitics(token.text, language):
            if not reading.suffix and (kind := types.get(lookup_key(reading.stem))):
                return kind
    return None
