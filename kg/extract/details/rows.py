"""Details by rows: the role, what is supplied, what a suit is about, as tables say them.

They are rows of `CODE.details.tsv`, patterns like those of cues with a group `<x … >`; of several
matches in the sentence the one nearest to its anchor counts.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from kg.extract.claims import Article, Found
from kg.extract.qualifiers import of_quantity, round_of
from kg.extract.rules import DetailRule
from kg.extract.sentence import Argument, Item, Sentence
from kg.model import Qualifier, Quantity, Span

BEFORE = 3
"""How many sentences back a round is looked for: "it raised … The round was led by …"."""


def details_of(one: Found, article: Article, known: Container[str]) -> Iterator[Qualifier]:
    """Yield what the rows add to a claim; they are not asked for details that are `known`."""
    for rule in article.rules.details:
        if one.relation in rule.relations and rule.key not in known:
            yield from _nearest(rule, one, article.text)


def rounds_of(article: Article) -> list[str | None]:
    """Return the round that each sentence names, if it names one."""
    return [round_of(sentence, article.rules) for sentence in article.sentences]


def round_near(sentence: Sentence, rounds: Sequence[str | None]) -> str | None:
    """Return the round that a sentence names, or the latest one named shortly before."""
    recent = rounds[max(sentence.index - BEFORE, 0) : sentence.index + 1]
    return next((name for name in reversed(recent) if name), None)


def _nearest(rule: DetailRule, one: Found, text: str) -> tuple[Qualifier, ...]:
    sentence = one.sentence
    if not rule.pattern.may_match(sentence.code):
        return ()
    anchor = _anchor(rule.anchor, one)
    best: tuple[int, int] | None = None
    nearest: tuple[Qualifier, ...] = ()
    for match in rule.pattern.regex.finditer(sentence.code):
        first = sentence.position(match.start("x") + 1) - 1
        distance = _distance(sentence.items, first, anchor)
        if distance <= rule.reach and (best is None or (distance, first) < best):
            best = (distance, first)
            nearest = tuple(_details(rule, sentence.items_in(*match.span("x")), one, text))
    return nearest


def _anchor(kind: str, one: Found) -> Span:
    """Return where the detail is looked for: at the trigger, an end, or the person of the two."""
    ends = [end for end in (one.subject, one.object) if end]
    if kind == "person":
        return next((e.mention.span for e in ends if e.type == "Person"), one.trigger)
    if kind == "subject":
        return one.subject.mention.span
    return one.trigger


def _distance(items: Sequence[Item], number: int, anchor: Span) -> int:
    """Return how many items lie between an item and the anchor; far if it is elsewhere."""
    at = next((n for n, item in enumerate(items) if item.span.end > anchor.start), len(items))
    return abs(number - at)


def _details(rule: DetailRule, items: Sequence[Item], one: Found, text: str) -> Iterator[Qualifier]:
    content = items[-1].content
    if len(items) == 1 and isinstance(content, Quantity):
        yield from of_quantity(rule.key, content)
    elif not rule.actor:
        words = Span(items[0].span.start, items[-1].span.end)
        yield Qualifier(rule.key, words.of(text))
    elif isinstance(content, Argument):
        own = {end.entity for end in (one.subject, one.object) if end}
        if content.entity not in own:
            yield Qualifier(rule.key, content.entity)
