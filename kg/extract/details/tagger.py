"""Details by a trained tagger: for one claim, which items of its sentence are its details.

The sentence is tagged once for each claim (Ramshaw and Marcus's BIO, one kind a qualifier), with
features that say what an item is and where it stands to the ends and the trigger of the claim. So
of two sums in a sentence each goes to its own deal.

Source:
    Lafferty et al., "Conditional Random Fields", ICML 2001. Ramshaw and Marcus, "Text Chunking
    using Transformation-Based Learning", 1995.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pycrfsuite

from kg.extract.claims import Found
from kg.extract.pairs.hashing import bucket
from kg.extract.pairs.words import Word, words
from kg.extract.qualifiers import of_quantity
from kg.extract.recogniser.lexicon import MODELS
from kg.extract.sentence import Argument, Item, Sentence
from kg.model import Qualifier, Quantity, Span

OUTSIDE = "O"
QUANTITIES = {
    "amount": "money",
    "stake_percent": "percent",
    "percent": "percent",
    "date": "date",
    "since": "date",
    "until": "date",
}
"""Qualifier -> kind of quantity that gives it; the others are words, and `from` is a name."""
ACTOR = "from"
PHRASES = frozenset({"role", "what", "about", ACTOR})
"""Those that may stand in any sentence."""
_NEAR = 6


class Frame(NamedTuple):
    """A claim in its sentence.

    Attributes:
        relation: What it claims.
        subject: Place of its subject among the items; -1 if it stands elsewhere.
        object: Place of its object, or of its sum; -1 if it stands elsewhere.
        trigger: Place of the first word that says it.
    """

    relation: str
    subject: int
    object: int
    trigger: int


@cache
def tagger(language: str) -> pycrfsuite.Tagger | None:
    """Return the tagger of a language; None if it has none, and rows must do."""
    path = MODELS / f"details-{language}.crfsuite"
    if not path.is_file():
        return None
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


def frame_of(found: Found) -> Frame:
    """Return where the parts of a claim stand in its sentence."""
    items = found.sentence.items
    other = found.object.mention.span if found.object else None
    return Frame(
        found.relation,
        place_of(items, found.subject.mention.span),
        _sum_of(items, found.value) if other is None else place_of(items, other),
        place_of(items, found.trigger),
    )


def place_of(items: Sequence[Item], span: Span) -> int:
    """Return the place of the first item that overlaps a span; -1 if none does."""
    return next(
        (
            n
            for n, one in enumerate(items)
            if one.span.start < span.end and span.start < one.span.end
        ),
        -1,
    )


def _sum_of(items: Sequence[Item], value: object) -> int:
    return next(
        (
            n
            for n, one in enumerate(items)
            if isinstance(one.content, Quantity) and one.content.value == value
        ),
        -1,
    )


def features(sentence: Sentence, frame: Frame, language: str) -> list[list[str]]:
    """Return the features of each item, for one claim."""
    row = words(sentence.items, language)
    return [_features(row, sentence.items, place, frame) for place in range(len(row))]


def _features(row: Sequence[Word], items: Sequence[Item], place: int, frame: Frame) -> list[str]:
    relation, kind = frame.relation, _kind(items[place])
    found = [f"kind {kind}", f"{relation} kind {kind}"]
    for step in range(-3, 4):
        word = row[place + step].text if 0 <= place + step < len(row) else "#"
        found.append(f"word {step} {word}")
        if abs(step) <= 2:
            found.append(f"{relation} word {step} {word}")
    before = row[place - 1].text if place else "#"
    found.append(f"pair {before} {row[place].text}")
    found.append(f"as it stands {items[place].code if kind == 'word' else kind}")
    if place:
        found.append(f"after, as it stands {items[place - 1].code.partition('[')[0]}")
    if frame.trigger >= 0:
        carrier, where = row[frame.trigger].text, _where(place, frame.trigger)
        found.append(f"carrier {carrier} {kind} {where}")
        found.append(f"carrier {carrier} {before}")
    found.append(f"{kind} pair {row[place - 2].text if place > 1 else '#'} {before}")
    for name, at in zip(("s", "o", "t"), frame[1:], strict=True):
        where = _where(place, at)
        found.append(f"{name} {where} {kind}")
        found.append(f"{relation} {name} {where} {kind}")
    found.append(_between(place, frame))
    found.append(f"{kind} {_between(place, frame)} {relation}")
    if kind in QUANTITIES.values():
        found.extend(_rank(items, place, frame, kind))
    if place in frame[1:]:
        found.append(f"is {[n for n, at in zip('sot', frame[1:], strict=True) if at == place]}")
    return found


def _where(place: int, at: int) -> str:
    if at < 0:
        return "elsewhere"
    return f"{'+' if place > at else '-'}{bucket(abs(place - at))}"


def _between(place: int, frame: Frame) -> str:
    shown = sorted(at for at in frame[1:] if at >= 0)
    return f"zone {sum(at < place for at in shown)} of {len(shown)}"


def _rank(items: Sequence[Item], place: int, frame: Frame, kind: str) -> Iterator[str]:
    """Yield how many items of the same kind stand nearer to the parts of the claim."""
    same = [n for n, item in enumerate(items) if _kind(item) == kind]
    yield f"{kind} of {min(len(same), 4)}"
    for name, at in zip(("s", "o", "t"), frame[1:], strict=True):
        if at >= 0:
            nearer = sum(abs(n - at) < abs(place - at) for n in same)
            yield f"{kind} {name} rank {min(nearer, 3)}"
            names = sum(
                isinstance(items[n].content, Argument)
                for n in range(min(at, place) + 1, max(at, place))
            )
            yield f"{kind} {name} names {min(names, 3)}"


def _kind(item: Item) -> str:
    content = item.content
    if isinstance(content, Argument):
        return content.type
    if isinstance(content, Quantity):
        return content.kind
    return "word" if content is None else "anaphor"


def may_find(sentence: Sentence, keys: Iterable[str]) -> bool:
    """Tell whether a sentence has anything that could be one of the details `keys`."""
    kinds = {_kind(item) for item in sentence.items}
    return any(key in PHRASES or QUANTITIES.get(key) in kinds for key in keys)


def tagged(found: Found, text: str, language: str) -> Iterator[Qualifier]:
    """Yield the details that the tagger gives a claim."""
    model = tagger(language)
    if model is None or not found.sentence.items:
        return
    items = found.sentence.items
    tags = model.tag(pycrfsuite.ItemSequence(features(found.sentence, frame_of(found), language)))
    place = 0
    while place < len(tags):
        end = place + 1
        if tags[place].startswith("B-"):
            key = tags[place][2:]
            while end < len(tags) and tags[end] == f"I-{key}":
                end += 1
            yield from _details(key, items[place:end], found, text)
        place = end


def _details(key: str, items: Sequence[Item], found: Found, text: str) -> Iterator[Qualifier]:
    content = items[0].content
    if key in QUANTITIES:
        if isinstance(content, Quantity) and content.kind == QUANTITIES[key]:
            yield from of_quantity(key, content)
    elif key == ACTOR:
        own = {end.entity for end in (found.subject, found.object) if end}
        if isinstance(content, Argument) and content.entity not in own:
            yield Qualifier(key, content.entity)
    else:
        yield Qualifier(key, Span(items[0].span.start, items[-1].span.end).of(text))
