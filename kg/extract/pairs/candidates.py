"""Which two things of a sentence may stand in a relation: names, what anaphors stand for, sums.

An end that the sentence does not show at all (a dropped subject, "led the round" after the
company's name in the sentence before) is one of the most salient actors so far.

Source:
    Salience as in `kg.extract.coreference`; here the best two of each group of types are kept, so
    that the model, which sees more than salience, can choose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from kg.extract.coreference import DESCRIPTION, DROPPED, KINDS, SUFFIX, Factors
from kg.extract.sentence import Argument, Item, Sentence
from kg.model import Quantity
from kg.ontology.cues import Anaphor

ORGANISATIONS = frozenset(
    {"Company", "InvestmentFirm", "ResearchLab", "University", "GovernmentBody", "MediaOutlet"}
)
GROUPS = (ORGANISATIONS, frozenset({"Person"}), frozenset({"AIModel", "Product"}))
ABSENT = (2, 1, 1)
"""How many actors of each group an absent end may be."""
PER_ANAPHOR = 2
_FACTORS = (SUFFIX, DESCRIPTION, DROPPED)
MONEY = "money"
NO_LEADERS = ("Place", "MediaOutlet")
_COST = {
    "name": 0,
    MONEY: 0,
    "suffix": 1,
    "pronoun": 1,
    "possessive": 1,
    "description": 1,
    "absent": 9,
}


class End(NamedTuple):
    """One end of a candidate.

    Attributes:
        key: Id of the entity; of a sum its value.
        type: Type of the entity, or `"money"`.
        kind: How it is given: `"name"`, `"suffix"`, `"pronoun"`, `"description"`, `"absent"`,
            `"money"`.
        item: Its place among the items of the sentence; -1 if absent.
        rank: 0 for the most salient actor that an anaphor may stand for, 1 for the next.
        form: The anaphor as the tables have it, or empty.
        content: The name, standing where the anaphor stands; or the sum.
        signs: Of what an anaphor may stand for: how much speaks for it (see `Salience.signs`).
    """

    key: str | float
    type: str
    kind: str
    item: int
    rank: int
    form: str
    content: Argument | Quantity
    signs: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """Two ends of one sentence, in the order subject, object."""

    subject: End
    object: End


class _Standing(NamedTuple):
    """An actor named so far: its latest name, and its best salience for each kind of anaphor."""

    argument: Argument
    salience: dict[Factors, float]
    sentence: int
    first: bool


class Salience:
    """What has been named up to a sentence; sentences are added in order."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.standing: dict[str, _Standing] = {}
        self.counts: Counter[str] = Counter()
        self.titled: set[str] = set()
        for sentence in sentences:
            for _, name in names_in(sentence.items):
                self.counts[name.entity] += 1
                if sentence.index == 0:
                    self.titled.add(name.entity)

    def add(self, sentence: Sentence) -> None:
        """Note the names of a sentence that lies behind."""
        for _, name, first in _leading(sentence.items):
            old = self.standing.get(name.entity)
            salience = {
                factors: factors.decay * sentence.index + factors.first * first
                for factors in _FACTORS
            }
            if old:
                salience = {f: max(s, old.salience[f]) for f, s in salience.items()}
            self.standing[name.entity] = _Standing(name, salience, sentence.index, first)

    def ranked(
        self, types: frozenset[str], factors: Factors, sentence: Sentence, before: int
    ) -> list[Argument]:
        """Return the actors of these types named before an item, the most salient first."""
        found: dict[str, tuple[float, Argument]] = {}
        for entity, standing in self.standing.items():
            if standing.argument.type in types:
                score = standing.salience[factors] - factors.decay * sentence.index
                found[entity] = (score + self._fame(standing.argument, factors), standing.argument)
        for _, name, first in _leading(sentence.items[:before]):
            if name.type in types:
                score = factors.first * first
                score += self._fame(name, factors)
                if name.entity not in found or score >= found[name.entity][0]:
                    found[name.entity] = (score, name)
        ordered = sorted(found.values(), key=lambda pair: (-pair[0], -pair[1].mention.span.start))
        return [argument for _, argument in ordered]

    def signs(
        self, name: Argument, sentence: Sentence, group: frozenset[str], rivals: int
    ) -> tuple[str, ...]:
        """Return what speaks for an actor as the one that an anaphor stands for.

        Args:
            name: The actor.
            sentence: Where the anaphor stands.
            group: Types between which it does not choose.
            rivals: How many actors it may stand for.
        """
        here = any(one.entity == name.entity for _, one in names_in(sentence.items))
        standing = self.standing.get(name.entity)
        ago = 0 if here or standing is None else sentence.index - standing.sentence
        most = max(
            (self.counts[one] for one, s in self.standing.items() if s.argument.type in group),
            default=0,
        )
        return (
            f"ago {min(ago, 4)}",
            f"named {min(self.counts[name.entity], 5)}",
            f"most {self.counts[name.entity] >= most}",
            f"title {name.entity in self.titled}",
            f"led {standing is not None and standing.first}",
            f"rivals {min(rivals, 4)}",
        )

    def _fame(self, name: Argument, factors: Factors) -> float:
        score = factors.often * min(self.counts[name.entity], 5) / 5
        score += factors.title * (name.entity in self.titled)
        return score + factors.company * (name.type == "Company")


def names_in(items: Sequence[Item]) -> Iterator[tuple[int, Argument]]:
    """Yield the names among items, with their places."""
    for number, item in enumerate(items):
        if isinstance(item.content, Argument):
            yield number, item.content


def _leading(items: Sequence[Item]) -> Iterator[tuple[int, Argument, bool]]:
    """Yield the names, and of each whether it is the first actor."""
    first = True
    for number, name in names_in(items):
        leads = first and name.type not in NO_LEADERS
        yield number, name, leads
        first = first and not leads


def ends(sentence: Sentence, salience: Salience) -> list[End]:
    """Return what may be an end of a relation in a sentence, named ones first."""
    found: list[End] = []
    for number, item in enumerate(sentence.items):
        content = item.content
        if isinstance(content, Argument):
            found.append(End(content.entity, content.type, "name", number, 0, "", content))
        elif isinstance(content, Quantity) and content.kind == MONEY:
            found.append(End(float(content.value), MONEY, MONEY, number, 0, "", content))
        elif isinstance(content, Anaphor):
            found.extend(_resolved(content, number, sentence, salience))
    if sentence.items:
        named = {end.key for end in found if end.kind == "name"}
        found.extend(_absent(sentence, salience, named))
    return found


def _resolved(
    anaphor: Anaphor, number: int, sentence: Sentence, salience: Salience
) -> Iterator[End]:
    span = sentence.items[number].span
    for group in GROUPS:
        types = anaphor.types & group
        if not types:
            continue
        actors = salience.ranked(types, KINDS[anaphor.kind], sentence, number)
        for rank, name in enumerate(actors[:PER_ANAPHOR]):
            here = name._replace(mention=replace(name.mention, span=span))
            signs = salience.signs(name, sentence, types, len(actors))
            yield End(name.entity, name.type, anaphor.kind, number, rank, anaphor.form, here, signs)


def _absent(sentence: Sentence, salience: Salience, named: set[str | float]) -> Iterator[End]:
    for group, most in zip(GROUPS, ABSENT, strict=True):
        actors = salience.ranked(group, DROPPED, sentence, 0)
        missing = (name for name in actors if name.entity not in named)
        for rank, name in enumerate(islice(missing, most)):
            signs = salience.signs(name, sentence, group, len(actors))
            yield End(name.entity, name.type, "absent", -1, rank, "", name, signs)


def candidates(found: Sequence[End]) -> list[Candidate]:
    """Return one candidate for each ordered pair of actors, the plainest and nearest."""
    best: dict[tuple[str | float, str | float], tuple[tuple[int, int], Candidate]] = {}
    for subject in found:
        if subject.type == MONEY:
            continue
        for other in found:
            if subject.key == other.key or subject.item == other.item:
                continue
            cost = _cost(subject, other)
            key = (subject.key, other.key)
            if key not in best or cost < best[key][0]:
                best[key] = (cost, Candidate(subject, other))
    return [candidate for _, candidate in best.values()]


def _cost(one: End, other: End) -> tuple[int, int]:
    plainness = _COST[one.kind] + _COST[other.kind] + 3 * (one.rank + other.rank)
    return plainness, abs(one.item - other.item)
