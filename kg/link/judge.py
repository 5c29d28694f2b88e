"""Two entities -> whether they are one actor, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kg.link.signs import near_signs, signs
from kg.model import Entity


class Answer(StrEnum):
    """What can be said of two entities; in doubt they stay apart."""

    SAME = "same"
    DOUBT = "doubt"
    DIFFERENT = "different"


class Verdict(NamedTuple):
    """Whether two entities are one actor, and the name of the rule that says so."""

    answer: Answer
    reason: str


def judge(one: Entity, other: Entity) -> Verdict:
    """Return whether two observed entities are one actor; the order makes no difference."""
    if set(signs(one)) & set(signs(other)):
        return Verdict(Answer.SAME, "same-name")
    if set(near_signs(one)) & set(near_signs(other)):
        return Verdict(Answer.DOUBT, "other-kind")
    return Verdict(Answer.DIFFERENT, "")
