"""The articles as they are read beside the graph: text, where actors are named, quotes. Pure.

Offsets are handed on in UTF-16 code units, which is how a browser counts letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kg.model import Document, Entity, Evidence, KnowledgeGraph, Span

WORD = re.compile(r"\w+")
CLITICS = frozenset("وفبلك")
"""Arabic conjunctions and prepositions that are written as one word with the name after them."""

ROLES = ("subject", "trigger", "object")
Piece = tuple[int, int, int]
"""Start, end and role: 0 for none, else its number in `ROLES` from 1 on."""
Named = tuple[int, int, int]
"""Start, end and position of the entity that is named there."""


def pieces(evidence: Evidence) -> list[Piece]:
    """Return the sentence in pieces, in code points.

    Joined, the pieces are the sentence as it stands. Where two roles overlap, the one that begins
    first is marked.

    Example:
        >>> pieces(Evidence("d", Span(0, 9), subject=Span(0, 2), object=Span(7, 8)))
        [(0, 2, 1), (2, 7, 0), (7, 8, 3), (8, 9, 0)]
    """
    spans = (evidence.subject, evidence.trigger, evidence.object)
    found = []
    at = evidence.sentence.start
    for span, role in sorted((span, role) for role, span in enumerate(spans, 1) if span):
        if span.start < at or not evidence.sentence.covers(span):
            continue
        found += [(at, span.start, 0), (span.start, span.end, role)]
        at = span.end
    found.append((at, evidence.sentence.end, 0))
    return [piece for piece in found if piece[0] < piece[1]]


def code_units(text: str) -> Callable[[int], int]:
    """Return what turns an offset in code points of `text` into one in UTF-16 code units.

    Example:
        >>> code_units("a😀b")(2)
        3
    """
    wide = [at for at, letter in enumerate(text) if letter > "\uffff"] if _has_wide(text) else []
    if not wide:
        return int
    from bisect import bisect_left

    return lambda offset: offset + bisect_left(wide, offset)


def _has_wide(text: str) -> bool:
    return not text.isascii() and max(text) > "\uffff"


def mentions(graph: KnowledgeGraph) -> dict[str, list[Named]]:
    """Return document id -> where it names the actors of its claims, in code points.

    A place that evidence points to is one, and so is every other place where a name of theirs
    stands as it is. None overlaps another.
    """
    numbers = {entity.id: number for number, entity in enumerate(graph.entities)}
    told: dict[str, dict[Span, int]] = {document.id: {} for document in graph.documents}
    actors: dict[str, dict[int, None]] = {document.id: {} for document in graph.documents}
    for claim in graph.claims:
        subject = numbers[claim.subject]
        target = None if claim.object is None else numbers[claim.object]
        for evidence in claim.evidence:
            for number, span in ((subject, evidence.subject), (target, evidence.object)):
                if number is not None:
                    actors[evidence.document][number] = None
                    if span:
                        told[evidence.document][span] = number
    return {
        document.id: _apart(
            [
                *((span.start, span.end, number) for span, number in told[document.id].items()),
                *_named(document, [(n, graph.entities[n]) for n in actors[document.id]]),
            ]
        )
        for document in graph.documents
    }


def _named(document: Document, actors: Sequence[tuple[int, Entity]]) -> Iterable[Named]:
    """Yield where a name stands, the longest of those that begin with the same word."""
    by_word = _by_first_word(actors)
    for word in WORD.finditer(document.text):
        start, text = word.start(), word[0]
        if text not in by_word and text[0] in CLITICS:
            start, text = start + 1, text[1:]
        for name, number in by_word.get(text, ()):
            end = start + len(name)
            after = document.text[end : end + 1]
            if document.text.startswith(name, start) and not after.isalnum():
                yield start, end, number
                break


def _by_first_word(actors: Sequence[tuple[int, Entity]]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for number, entity in actors:
        for name in (entity.name, *(name.text for name in entity.names)):
            if first := WORD.match(name):
                found.setdefault(first[0], []).append((name, number))
    for names in found.values():
        names.sort(key=lambda row: -len(row[0]))
    return found


def _apart(found: list[Named]) -> list[Named]:
    """Return those that do not overlap an earlier or longer one, in order."""
    kept: list[Named] = []
    for one in sorted(found, key=lambda named: (named[0], -named[1], named[2])):
        if one[0] < one[1] and (not kept or one[0] >= kept[-1][1]):
            kept.append(one)
    return kept
