"""Two entities -> whether they are one actor, and by which rule."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from kg.language import loose_key
from kg.link.keys import full_names, known_id
from kg.link.signs import mate, near_signs, rules, signs
from kg.link.spelling import ALIKE, alike
from kg.model import Entity
from kg.ontology import tables


class Answer(StrEnum):
    """What can be said of two entities; in doubt they stay apart."""

    SAME = "same"
    DOUBT = "doubt"
    DIFFERENT = "different"


class Verdict(NamedTuple):
    """Whether two entities are one actor, and the rule that says so; none if they differ."""

    answer: Answer
    rule: str

    def reason(self, language: str = "en") -> str:
        """Return why, in words.

        >>> Verdict(Answer.DOUBT, "surname").reason()
        'one is the surname of the other'
        """
        return reasons()[self.rule][language] if self.rule else ""


DIFFERENT = Verdict(Answer.DIFFERENT, "")


@cache
def reasons() -> dict[str, dict[str, str]]:
    """Return what each rule says, in words: rule -> language -> text."""
    rows = tables.read("fusion/reasons.tsv", "rule", "en", "ar")
    return {rule: {"en": english, "ar": arabic} for rule, english, arabic in rows}


def judge(one: Entity, other: Entity) -> Verdict:
    """Return whether two entities are one actor; the order makes no difference.

    Example:
        >>> from kg.model import Name
        >>> sami = Entity("a", "Person", "Sami Nour", (Name("سامي نور", "ar"),))
        >>> nour = Entity("b", "Person", "Nour", (Name("نور", "ar"),))
        >>> judge(sami, nour).reason()
        'one is the surname of the other'
        >>> judge(sami, sami).answer
        <Answer.SAME: 'same'>
    """
    shared = {sign.partition("|")[0] for sign in set(signs(one)) & set(signs(other))}
    if shared:
        return Verdict(Answer.SAME, _first(shared, "same") or "known")
    if known_id(one) and known_id(other):
        return DIFFERENT  # the name tables have settled that
    met = {mate(sign) for sign in near_signs(one)} & set(near_signs(other))
    return doubt({sign.partition("|")[0] for sign in met}, one, other)


def doubt(met: Set[str], one: Entity, other: Entity) -> Verdict:
    """Return the verdict on two entities that are not surely one.

    Args:
        met: The rules by which they are candidates.
        one: An entity.
        other: Another.
    """
    if "sounds-alike" in met and not _alike(one, other):
        met = met - {"sounds-alike"}
    rule = _first(met, "doubt")
    return Verdict(Answer.DOUBT, rule) if rule else DIFFERENT


def _first(found: Set[str], verdict: str) -> str:
    return next((row.rule for row in rules(verdict) if row.rule in found), "")


def _alike(one: Entity, other: Entity) -> bool:
    """Tell whether two names sound alike, in two scripts or in two spellings."""
    return any(
        loose_key(a.text) == loose_key(b.text)
        or (a.text.isascii() != b.text.isascii() and _spells(a.text, b.text) >= ALIKE)
        for a in full_names(one)
        for b in full_names(other)
    )


def _spells(one: str, other: str) -> float:
    return alike(other, one) if one.isascii() else alike(one, other)
