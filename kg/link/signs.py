"""What an observed entity is known by, of itself alone: the same signs, the same actor.

The rules are rows of `ontologies/fusion/matching.tsv`, the surest first. A rule of the verdict
"same" makes signs: two entities that share one are one actor. A rule of the verdict "doubt" makes
near signs: two that share one stay apart and are listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.errors import OntologyError
from kg.link.keys import RULES, Keys, kind_of, known_id
from kg.model import Entity
from kg.ontology import tables

Sign = str
"""Text such as `"same-name|organisation|nawat labs"`."""


_SHORT, _LONG = "|short", "|long"


class Rule(NamedTuple):
    """One row of the table; see there."""

    rule: str
    of: str
    words: int
    letters: int
    within: str
    verdict: str

    def admits(self, entity: Entity) -> bool:
        """Tell whether the rule is for entities of this type."""
        return self.of in ("*", entity.type, kind_of(entity))

    def signs(self, keys: Keys, entity: Entity) -> Iterator[Sign]:
        """Yield a sign for each key that is long enough."""
        among = {"type": entity.type, "kind": kind_of(entity)}.get(self.within, "*")
        for key in keys(entity):
            if key.count(" ") + 1 >= self.words and len(key.replace(" ", "")) >= self.letters:
                yield f"{self.rule}|{among}|{key}"


@cache
def rules(verdict: str) -> tuple[Rule, ...]:
    """Return the rules of a verdict, `"same"` or `"doubt"`, the surest first.

    Raises:
        OntologyError: The table names a rule that there is not.
    """
    rows = tables.read("fusion/matching.tsv", *Rule._fields)
    read = [Rule(a, b, int(c), int(d), e, f) for a, b, c, d, e, f in rows]
    for row in read:
        if row.rule not in RULES:
            raise OntologyError(
                f"fusion/matching.tsv: no rule {row.rule!r}; rules are {', '.join(RULES)}"
            )
    return tuple(row for row in read if row.verdict == verdict)


def signs(entity: Entity) -> tuple[Sign, ...]:
    """Return what an entity is surely known by: its id, and its names that are no short forms.

    Known actors go by their id alone, which the name tables have settled already.

    Example:
        >>> from kg.model import Name
        >>> signs(Entity("nawat-1", "Company", "Nawat Labs", (Name("Nawat Labs", "en"),)))[:2]
        ('id|nawat-1', 'same-name|organisation|nawat labs')
    """
    known = known_id(entity)
    own = f"id|{entity.id}"
    if known:
        return tuple(dict.fromkeys((f"id|{known}", own)))
    found = (
        sign
        for rule in rules("same")
        if rule.admits(entity)
        for sign in rule.signs(RULES[rule.rule].one, entity)
    )
    return tuple(dict.fromkeys((own, *found)))


def near_signs(entity: Entity) -> tuple[Sign, ...]:
    """Return what makes an entity a candidate: it meets those that have the `mate` of a sign.

    Example:
        >>> from kg.model import Name
        >>> nour = Entity("n", "Person", "Nour", (Name("Nour", "en"),))
        >>> mate("surname|Person|nour|short") in near_signs(nour)
        False
        >>> "surname|Person|nour|short" in near_signs(nour)
        True
    """
    found: dict[Sign, None] = {}
    for rule in rules("doubt"):
        if rule.admits(entity):
            one, other = RULES[rule.rule]
            found.update(
                (sign + (_SHORT if other else ""), None) for sign in rule.signs(one, entity)
            )
            if other:
                found.update((sign + _LONG, None) for sign in rule.signs(other, entity))
    return tuple(found)


def mate(sign: Sign) -> Sign:
    """Return the near sign that meets `sign`: a short name meets long ones.

    >>> mate("surname|Person|nour|short"), mate("bare-name|Person|nour")
    ('surname|Person|nour|long', 'bare-name|Person|nour')
    """
    if sign.endswith(_SHORT):
        return sign.removesuffix(_SHORT) + _LONG
    return sign.removesuffix(_LONG) + _SHORT if sign.endswith(_LONG) else sign
