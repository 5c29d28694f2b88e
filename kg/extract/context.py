"""What the words around a claim say of it: its modality, and on whose word it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.coreference import History
from kg.extract.rules import SOURCES, Rulebook
from kg.extract.sentence import Argument, Item, Sentence
from kg.model import Modality
from kg.ontology.cues import Anaphor

PRECEDENCE = (
    Modality.DENIED,
    Modality.ENDED,
    Modality.POSSIBLE,
    Modality.PLANNED,
    Modality.REPORTED,
)
"""Which modality wins where several are cued: the one that leaves least of the claim standing."""


class Source(NamedTuple):
    """A stretch of a sentence that stands on somebody's word.

    Attributes:
        start: Offset in `Sentence.code` from which on it holds.
        entity: Id of the source, or None if the text does not name it.
    """

    start: int
    entity: str | None


def sources(sentence: Sentence, rules: Rulebook, history: History) -> tuple[Source, ...]:
    """Return the sources that a sentence ascribes its words to, in text order."""
    return tuple(sorted(_sources(sentence, rules, history), key=lambda s: s.start))


def _sources(sentence: Sentence, rules: Rulebook, history: History) -> Iterator[Source]:
    for colour in rules.attribution:
        if not colour.pattern.may_match(sentence.code):
            continue
        match = colour.pattern.regex.search(sentence.code)
        if match is None:
            continue
        entity = None
        if "A" in match.re.groupindex and match["A"]:
            items = sentence.items_in(*match.span("A"))
            entity = _named(items, sentence, history)
        elif "A" in match.re.groupindex:
            at = sentence.items[sentence.position(match.start() + 1) - 1].span
            dropped = history.dropped(at, sentence, frozenset({"Person"}), avoid=frozenset())
            entity = dropped and dropped.entity
        yield Source(match.start() if colour.reach == "after" else 0, entity)


def _named(items: Sequence[Item], sentence: Sentence, history: History) -> str | None:
    for item in items:
        if isinstance(item.content, Argument) and item.content.type in SOURCES:
            return item.content.entity
        if isinstance(item.content, Anaphor):
            found = history.resolve(item, sentence, SOURCES, avoid=frozenset())
            return found and found.entity
    return None


def modality_of(
    sentence: Sentence, start: int, end: int, *, scope: str, rules: Rulebook
) -> Modality:
    """Return the modality of a claim whose trigger is `sentence.code[start:end]`.

    Args:
        sentence: Where the claim stands.
        start: Where its trigger begins in the code.
        end: Where its trigger ends.
        scope: `"clause"` or `"noun"`, as in the cue tables.
        rules: The language's tables.
    """
    marked = f"{sentence.code[:start]} T{sentence.code[end:]}"
    found = {
        Modality(colour.modality)
        for colour in rules.modality
        if (scope == "clause" or colour.reach == "near")
        and colour.pattern.may_match(marked)
        and colour.pattern.regex.search(marked)
    }
    return next((m for m in PRECEDENCE if m in found), Modality.ASSERTED)
