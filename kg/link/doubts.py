"""Pairs of actors that may be one, left apart: what a reader is asked to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.link.judge import Answer, doubt
from kg.link.keys import known_id
from kg.link.signs import Sign, mate, near_signs, rules, signs
from kg.model import Claim, Entity

_CROWD = 40
"""Bearers of one near sign from which on each is compared with the first alone."""


class Doubt(NamedTuple):
    """Two actors that may be one.

    Attributes:
        one: Id of an entity; the lesser of the two.
        other: Id of another.
        rule: By which they are alike, of `ontologies/fusion/matching.tsv`.
        shared: Number of entities that claims join both to: the more, the likelier they are one.
    """

    one: str
    other: str
    rule: str
    shared: int


def doubts(entities: Iterable[Entity], claims: Iterable[Claim] = ()) -> tuple[Doubt, ...]:
    """Return the pairs that are left apart in doubt, those with most in common first.

    Pairs that are one by every rule stand apart by a decision, and are not asked about again.

    Args:
        entities: United ones, in any order.
        claims: About them.

    Example:
        >>> from kg.model import Name
        >>> people = [
        ...     Entity("a", "Person", "Sami Nour", (Name("Sami Nour", "en"),)),
        ...     Entity("b", "Person", "Nour", (Name("Nour", "en"),)),
        ... ]
        >>> doubts(people)
        (Doubt(one='a', other='b', rule='surname', shared=0),)
    """
    ordered = sorted(entities, key=lambda entity: entity.id)
    around = _around(claims)
    order = {row.rule: number for number, row in reversed(list(enumerate(rules("doubt"))))}
    found = []
    for (a, b), met in _candidates(ordered).items():
        one, other = ordered[a], ordered[b]
        verdict = doubt(met, one, other)
        if verdict.answer is Answer.DOUBT and not set(signs(one)) & set(signs(other)):
            shared = len(around.get(one.id, set()) & around.get(other.id, set()))
            found.append(Doubt(one.id, other.id, verdict.rule, shared))
    return tuple(sorted(found, key=lambda d: (-d.shared, order[d.rule], d.one, d.other)))


def _candidates(entities: Sequence[Entity]) -> dict[tuple[int, int], set[str]]:
    """Return pairs that share a near sign, with the rules of the signs; two known actors never."""
    bearers: dict[Sign, list[int]] = {}
    for number, entity in enumerate(entities):
        for sign in near_signs(entity):
            bearers.setdefault(sign, []).append(number)
    known = [known_id(entity) is not None for entity in entities]
    found: dict[tuple[int, int], set[str]] = {}
    for sign, numbers in bearers.items():
        for a, b in _pairs(numbers, bearers.get(mate(sign), []), undirected=mate(sign) == sign):
            if a != b and not (known[a] and known[b]):
                found.setdefault((min(a, b), max(a, b)), set()).add(sign.partition("|")[0])
    return found


def _pairs(
    ones: Sequence[int], others: Sequence[int], *, undirected: bool
) -> Iterator[tuple[int, int]]:
    if len(ones) > _CROWD:
        yield from ((ones[0], other) for other in others)
    elif undirected:
        yield from combinations(ones, 2)
    else:
        yield from ((one, other) for one in ones for other in others)


def _around(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return the entities that claims join each entity to."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        if claim.object is not None:
            found.setdefault(claim.subject, set()).add(claim.object)
            found.setdefault(claim.object, set()).add(claim.subject)
    return found
