"""From sentences with names to claims with evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.context import Source, modality_of, sources
from kg.extract.coreference import History
from kg.extract.qualifiers import captured
from kg.extract.rules import Rule, Rulebook
from kg.extract.sentence import Argument, Item, Sentence
from kg.model import Modality, Span, Value
from kg.ontology.cues import Anaphor

PEOPLE = frozenset({"Person"})
THINGS = frozenset({"AIModel", "Product", "Technology"})


class Found(NamedTuple):
    """A claim as one reading of one sentence gives it, before an article's claims are merged.

    Attributes:
        relation: A property of the ontology.
        sentence: Where.
        subject: Its subject, as it stands or as its anaphor stands.
        object: Its object, if the relation takes one.
        value: Its literal, if the relation takes that.
        qualifiers: Each key once.
        modality: How the text puts it.
        source: Entity on whose word it stands.
        trigger: The words that say it.
        confidence: In [0, 1].
        by: Extractor and row or model that found it.
    """

    relation: str
    sentence: Sentence
    subject: Argument
    object: Argument | None
    value: Value | None
    qualifiers: dict[str, Value]
    modality: Modality
    source: str | None
    trigger: Span
    confidence: float
    by: tuple[str, str]


@dataclass(frozen=True)
class Article:
    """An article on its way from items to claims."""

    text: str
    sentences: Sequence[Sentence]
    rules: Rulebook

    @cached_property
    def history(self) -> History:
        """All its names, as candidates for anaphors."""
        return History(self.sentences, self.rules.relatives)

    @cached_property
    def _cited(self) -> dict[int, tuple[Source, ...]]:
        return {}

    def cited(self, sentence: Sentence) -> tuple[Source, ...]:
        """Return the sources that one of its sentences names, in text order."""
        if sentence.index not in self._cited:
            self._cited[sentence.index] = sources(sentence, self.rules, self.history)
        return self._cited[sentence.index]


class Match(NamedTuple):
    """A rule that matches a sentence; `trigger` is where in its code the cue itself stands."""

    rule: Rule
    sentence: Sentence
    match: re.Match[str]

    @property
    def trigger(self) -> tuple[int, int]:
        """Start and end of the cue in the code of the sentence."""
        return self.match.span("trigger" if "trigger" in self.match.re.groupindex else 0)

    def items(self, group: str) -> tuple[Item, ...]:
        """Return the items of a group; none if it took no part in the match."""
        if group not in self.match.re.groupindex or self.match[group] is None:
            return ()
        return self.sentence.items_in(*self.match.span(group))


def find(article: Article) -> Iterator[Found]:
    """Yield what each match of a cue claims, in text order."""
    for sentence in article.sentences:
        for hit in matches(sentence, article.rules):
            yield from _claims(hit, article, article.cited(sentence))


def matches(sentence: Sentence, rules: Rulebook) -> Iterator[Match]:
    """Yield every match of every rule, those that overlap too."""
    words = [item.code for item in sentence.items]
    for rule in map(rules.relations.__getitem__, rules.index.candidates(words)):
        if not rule.pattern.may_match(sentence.code):
            continue
        at = 0
        while match := rule.pattern.regex.search(sentence.code, at):
            yield Match(rule, sentence, match)
            at = _behind(match)


def _behind(match: re.Match[str]) -> int:
    """Return where the next match may start: not within a list that this one starts with."""
    ends = [
        match.end(g) for g in "SO" if match.re.groupindex.get(g) and match.start(g) == match.start()
    ]
    return max([match.start() + 1, *(end - 1 for end in ends)])


def _claims(hit: Match, article: Article, cited: tuple[Source, ...]) -> Iterator[Found]:
    modality, source = _context(hit, article, cited)
    details = _qualifiers(hit, article)
    value = _value(hit, article, details)
    start, end = hit.trigger
    words = hit.sentence.items_in(start, end)
    trigger = Span(words[0].span.start, words[-1].span.end)
    for subject, object_ in _pairs(hit, article):
        yield Found(
            relation=hit.rule.cue.relation,
            sentence=hit.sentence,
            subject=subject,
            object=object_,
            value=value,
            qualifiers=details,
            modality=modality,
            source=source,
            trigger=trigger,
            confidence=_confidence(hit.sentence, subject, object_),
            by=("cues", hit.rule.cue.id),
        )


def _confidence(sentence: Sentence, *ends: Argument | None) -> float:
    """Return how sure the wording makes a claim: less where an end is not named in place."""
    here = [sentence.span.covers(end.mention.span) for end in ends if end]
    return 0.9 if all(here) else 0.7


def _pairs(hit: Match, article: Article) -> Iterator[tuple[Argument, Argument | None]]:
    """Yield subject and object of each claim of a match; lists give every combination."""
    rule = hit.rule
    if not rule.range:
        for subject in _arguments(hit, "S", rule.domain, article, frozenset()):
            yield subject, None
        return
    named = _named(hit.items("S"), rule.domain)
    avoid = frozenset(a.entity for a in named)
    for object_ in _arguments(hit, "O", _fitting(rule, named), article, avoid):
        avoid = frozenset({object_.entity})
        for subject in _arguments(hit, "S", rule.domain, article, avoid):
            if subject.entity != object_.entity:
                yield subject, object_


def _fitting(rule: Rule, subjects: Sequence[Argument]) -> frozenset[str]:
    """Return the types that the object may have: of a symmetric relation the subject's kind."""
    if subjects and rule.symmetric:
        kinds = (PEOPLE, THINGS, rule.range - PEOPLE - THINGS)
        return next(kind for kind in kinds if subjects[0].type in kind) & rule.range
    return rule.range


def _named(items: Sequence[Item], types: frozenset[str]) -> list[Argument]:
    return [i.content for i in items if isinstance(i.content, Argument) and i.content.type in types]


def _arguments(
    hit: Match, slot: str, types: frozenset[str], article: Article, avoid: frozenset[str]
) -> list[Argument]:
    """Return what fills a slot: names, what an anaphor stands for, or a dropped subject."""
    items = hit.items(slot)
    if not items:
        found = _unsaid(hit, types, article, avoid)
        return [found] if found else []
    filled: dict[str, Argument] = {}
    for item in items:
        argument = item.content
        if isinstance(argument, Anaphor):
            argument = article.history.resolve(item, hit.sentence, types, avoid=avoid)
        if isinstance(argument, Argument) and argument.type in types:
            filled.setdefault(argument.entity, argument)
    if f"{slot}+" in hit.rule.cue.pattern.split():
        return list(filled.values())
    return list(filled.values())[:1]


def _unsaid(
    hit: Match, types: frozenset[str], article: Article, avoid: frozenset[str]
) -> Argument | None:
    """Return the subject that stands before a relative pronoun, or that the text drops."""
    before = hit.sentence.position(hit.match.start())
    items = hit.sentence.items
    relative = article.rules.relatives
    for at in range(before - 1, max(before - 4, -1), -1):
        if items[at].code in relative:
            owners = _named(items[max(at - 4, 0) : at], types)
            return next((a for a in reversed(owners) if a.entity not in avoid), None)
    place = items[min(before, len(items) - 1)].span
    if hit.rule.symmetric and hit.items("S"):  # "the rival firm X": rival of whom it was just about
        return article.history.latest(place, hit.sentence, types, avoid=avoid)
    return article.history.dropped(place, hit.sentence, types, avoid=avoid)


def _context(
    hit: Match, article: Article, cited: tuple[Source, ...]
) -> tuple[Modality, str | None]:
    """Return modality and source; a phrase that stands for itself stands on nobody's word."""
    cue = hit.rule.cue
    start, end = hit.trigger
    modality = (
        Modality(cue.modality)
        if cue.modality
        else modality_of(hit.sentence, start, end, scope=cue.scope, rules=article.rules)
    )
    if cue.scope != "clause":
        return modality, None
    covering = [source for source in cited if source.start <= start]
    if not covering:
        return modality, None
    named = next((source.entity for source in covering if source.entity), None)
    return (Modality.REPORTED if modality is Modality.ASSERTED else modality), named


def _qualifiers(hit: Match, article: Article) -> dict[str, Value]:
    details: dict[str, Value] = {}
    for key, value in captured(hit.match, hit.sentence, article.text):
        details.setdefault(key, value)
    return details


def _value(hit: Match, article: Article, details: dict[str, Value]) -> Value | None:
    """Return the literal of a claim: the sum of a funding, or the words of a phrase."""
    if hit.rule.range:
        return None
    words = hit.items("value") or hit.items("V")
    if words:
        return Span(words[0].span.start, words[-1].span.end).of(article.text)
    return details.get("amount")
