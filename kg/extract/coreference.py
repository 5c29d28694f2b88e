"""Who a pronoun, a description or a dropped subject stands for.

Candidates are the names that stand before the anaphor; the most salient one of a fitting type
wins. Salience follows recency, being the first actor of its sentence (Arabic and English both put
the subject there), standing in the title, and being named often.

Source:
    Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", Computational Linguistics
    20(4), 1994: salience as a sum of weighted factors that decays with each sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.sentence import Argument, Item, Sentence
from kg.model import Span
from kg.ontology.cues import Anaphor


class Factors(NamedTuple):
    """Weights of what makes a candidate salient, per kind of anaphor."""

    decay: float
    first: float
    title: float
    often: float
    company: float


SUFFIX = Factors(decay=0.3, first=0.3, title=0.8, often=1.0, company=1.0)
DESCRIPTION = Factors(decay=0.1, first=1.2, title=0.5, often=1.5, company=0.3)
DROPPED = Factors(decay=0.1, first=0.0, title=0.3, often=2.5, company=1.0)
LATEST = Factors(decay=1.0, first=0.0, title=0.0, often=0.0, company=0.0)
KINDS = {"suffix": SUFFIX, "pronoun": SUFFIX, "possessive": SUFFIX, "description": DESCRIPTION}


HEAD = 3
"""How many items before a relative pronoun its head may stand, a nationality in between."""


class Standing(NamedTuple):
    """A name as a candidate: where it stands and what speaks for it."""

    argument: Argument
    sentence: int
    item: int
    first: bool


class History:
    """All names of an article in text order, as candidates for what comes after them."""

    def __init__(self, sentences: Sequence[Sentence], relatives: frozenset[str]) -> None:
        self.relatives = relatives
        self.standing: list[Standing] = []
        self.counts: Counter[str] = Counter()
        self.titled: set[str] = set()
        for sentence in sentences:
            self._note(sentence)

    def _note(self, sentence: Sentence) -> None:
        first = True
        for number, item in enumerate(sentence.items):
            argument = item.content
            if not isinstance(argument, Argument):
                continue
            leads = first and argument.type not in ("Place", "MediaOutlet")
            self.standing.append(Standing(argument, sentence.index, number, leads))
            self.counts[argument.entity] += 1
            if sentence.index == 0:
                self.titled.add(argument.entity)
            first = first and not leads

    def resolve(
        self, item: Item, sentence: Sentence, types: frozenset[str], *, avoid: frozenset[str]
    ) -> Argument | None:
        """Return the actor that an anaphor stands for, or None.

        Args:
            item: The anaphor.
            sentence: Where it stands.
            types: The types that its place in the claim allows.
            avoid: Entities that it cannot be, such as the other side of the claim.
        """
        anaphor = item.content
        if not isinstance(anaphor, Anaphor):
            raise TypeError(f"no anaphor: {item}")
        allowed = anaphor.types & types
        if anaphor.kind == "suffix" and (at := self._relative(item, sentence)):
            return _head(sentence.items[:at], allowed, avoid, item.span)
        best = self._best(item.span, sentence, allowed, avoid, KINDS[anaphor.kind])
        return best and _standing_in(best, item.span)

    def _relative(self, item: Item, sentence: Sentence) -> int:
        """Return the place of the relative pronoun whose clause takes a suffix up again, or 0.

        In الشركة التي أسسها the suffix is the company, whatever else is salient.
        """
        at = sentence.items.index(item)
        return next(
            (
                n
                for n in range(at - 2, max(at - 4, 0), -1)
                if sentence.items[n].code in self.relatives
            ),
            0,
        )

    def dropped(
        self, at: Span, sentence: Sentence, types: frozenset[str], *, avoid: frozenset[str]
    ) -> Argument | None:
        """Return the actor of a verb whose subject is not said beside it, or None."""
        return self._best(at, sentence, types, avoid, DROPPED)

    def latest(
        self, at: Span, sentence: Sentence, types: frozenset[str], *, avoid: frozenset[str]
    ) -> Argument | None:
        """Return the actor last named, as of a rival that the text takes for known, or None."""
        return self._best(at, sentence, types, avoid, LATEST)

    def _best(
        self,
        at: Span,
        sentence: Sentence,
        types: frozenset[str],
        avoid: frozenset[str],
        factors: Factors,
    ) -> Argument | None:
        best: tuple[float, int] | None = None
        chosen = None
        for number, standing in enumerate(self.standing):
            argument = standing.argument
            if argument.mention.span.start >= at.start:
                break
            if argument.type not in types or argument.entity in avoid:
                continue
            score = (self._salience(standing, sentence, factors), number)
            if best is None or score > best:
                best, chosen = score, argument
        return chosen

    def _salience(self, standing: Standing, sentence: Sentence, factors: Factors) -> float:
        entity = standing.argument.entity
        score = -factors.decay * (sentence.index - standing.sentence)
        score += factors.first * standing.first
        score += factors.title * (entity in self.titled)
        score += factors.often * min(self.counts[entity], 5) / 5
        score += factors.company * (standing.argument.type == "Company")
        return score


def _head(
    before: Sequence[Item], types: frozenset[str], avoid: frozenset[str], span: Span
) -> Argument | None:
    """Return the actor right before a relative pronoun; None if a common noun stands there."""
    for item in reversed(before[-HEAD:]):
        argument = item.content
        if isinstance(argument, Argument) and argument.type in types:
            return None if argument.entity in avoid else _standing_in(argument, span)
    return None


def _standing_in(argument: Argument, span: Span) -> Argument:
    """Return the argument as it stands at the anaphor: its evidence is there."""
    return argument._replace(mention=replace(argument.mention, span=span))
