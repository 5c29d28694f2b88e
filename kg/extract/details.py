"""Details that no cue captured with its claim: the role, what is supplied, what a suit is about.

They are rows of `CODE.details.tsv`, patterns like those of cues with a group `<x … >`; of several
matches in the sentence the one nearest to its anchor counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.claims import Article, Found
from kg.extract.qualifiers import of_quantity, round_of
from kg.extract.rules import DetailRule
from kg.extract.sentence import Argument, Item, Sentence
from kg.model import Qualifier, Quantity, Span

BEFORE = 3
"""How many sentences back a round is looked for: "it raised … The round was led by …"."""


def detailed(found: Iterable[Found], article: Article) -> Iterator[Found]:
    """Yield the claims with the details that their sentences add; what they have stays."""
    rounds = [round_of(sentence, article.rules) for sentence in article.sentences]
    for one in found:
        details = dict(one.qualifiers)
        for rule in article.rules.details:
            if one.relation in rule.relations and rule.key not in details:
                for key, value in _nearest(rule, one, article.text):
                    details.setdefault(key, value)
        allowed = article.rules.qualifiers[one.relation]
        if "round" in allowed and (name := _round(one.sentence, rounds)):
            details.setdefault("round", name)
        yield one._replace(qualifiers=details)


def _round(sentence: Sentence, rounds: Sequence[str | None]) -> str | None:
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
