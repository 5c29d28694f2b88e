"""Every candidate of an article with a score for each relation that its types allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg import ontology
from kg.extract.claims import Article, Found
from kg.extract.pairs.candidates import MONEY, Candidate, End, Salience, candidates, ends
from kg.extract.pairs.scene import Hit, Hits, Scene, scene
from kg.extract.rules import Rulebook, rulebook
from kg.extract.sentence import Sentence

Ends = tuple[str | float, str | float]
SUMS = ("raisesFunding", "valuedAt")
"""The relations whose literal is a sum; that of `faces` is a phrase, which cues find."""


class Seen(NamedTuple):
    """A candidate, its sentence with all ends, and the relations that its types allow."""

    sentence: Sentence
    scene: Scene
    ends: list[End]
    candidate: Candidate
    relations: tuple[str, ...]


@cache
def allowed(subject: str, other: str) -> tuple[str, ...]:
    """Return the relations between two types of ends, in the ontology's order.

    >>> allowed("Company", "money")
    ('raisesFunding', 'valuedAt')
    """
    return tuple(
        name
        for name, relation in ontology.load().relations.items()
        if subject in relation.domain
        and (name in SUMS if other == MONEY else other in (relation.range or ()))
    )


def seen(article: Article, found: Iterable[Found]) -> Iterator[Seen]:
    """Yield the candidates of an article, in text order.

    Args:
        article: Its sentences as items.
        found: What the cues claim, which the model weighs as one sign among others.
    """
    hits = _hits(found, article.rules)
    salience = Salience(article.sentences)
    for sentence in article.sentences:
        if sentence.items:
            view = scene(
                sentence,
                article.rules.language,
                hits.get(sentence.index, {}),
                title=sentence.index == 0 and len(article.sentences) > 1,
            )
            here = ends(sentence, salience)
            for candidate in candidates(here):
                if relations := _relations(candidate):
                    yield Seen(sentence, view, here, candidate, relations)
        salience.add(sentence)


def _relations(candidate: Candidate) -> tuple[str, ...]:
    """Return what may hold between the ends; a symmetric relation is asked in one order only."""
    subject, other = candidate
    found = allowed(subject.type, other.type)
    if subject.item <= other.item:
        return found
    return tuple(r for r in found if not ontology.load().relations[r].symmetric)


def _hits(found: Iterable[Found], rules: Rulebook) -> dict[int, Hits]:
    """Return sentence -> ends -> relation and pattern of the cues that found them."""
    patterns = _patterns(rules.language)
    hits: dict[int, Hits] = {}
    for one in found:
        claimed = ends_of(one)
        if claimed is None:
            continue
        symmetric = ontology.load().relations[one.relation].symmetric
        for pair in (claimed, claimed[::-1]) if symmetric else (claimed,):
            sign = Hit(one.relation, patterns.get(one.by[1], ""), one.modality, one.source)
            hits.setdefault(one.sentence.index, {}).setdefault(pair, []).append(sign)
    return hits


def ends_of(found: Found) -> Ends | None:
    """Return the keys of the ends of a claim; None if it has a phrase or no object."""
    if found.object:
        return found.subject.entity, found.object.entity
    if isinstance(found.value, int | float):
        return found.subject.entity, float(found.value)
    return None


@cache
def _patterns(language: str) -> dict[str, str]:
    # Not the line of a row, which moves when rows are added, but what it says.
    return {
        rule.cue.id: f"{rule.cue.relation} {rule.cue.pattern}"
        for rule in rulebook(language).relations
    }
