"""Names that mean one actor, grouped by rules that each can be read and tested alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.language import loose_key
from kg.link.spelling import ALIKE, alike

KINDS = {
    "Company": "organisation",
    "InvestmentFirm": "organisation",
    "ResearchLab": "organisation",
    "University": "organisation",
    "GovernmentBody": "organisation",
    "MediaOutlet": "organisation",
    "AIModel": "artifact",
    "Product": "artifact",
}
"""Types between which a name alone may waver; a type that is not listed stands for itself."""

SHORTEST = 4
"""Letters that a name must have before it is compared with one in another script."""


class Surface(NamedTuple):
    """One distinct name of an article.

    Attributes:
        key: Its look-up key.
        text: As it first stands.
        type: The type most of its mentions have.
        known: Id of the known actor, or None.
    """

    key: str
    text: str
    type: str
    known: str | None

    @property
    def kind(self) -> str:
        """The broad kind of its type."""
        return KINDS.get(self.type, self.type)


class Disjoint:
    """Disjoint sets of numbers, each named by its least member.

    >>> sets = Disjoint(3)
    >>> sets.join(2, 1)
    >>> [sets.find(n) for n in range(3)]
    [0, 1, 1]
    """

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, one: int) -> int:
        """Return the least member of the set of `one`."""
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Unite two sets."""
        low, high = sorted((self.find(one), self.find(other)))
        self.parent[high] = low


def cluster(surfaces: Sequence[Surface], aliases: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Group the names of one article.

    Args:
        surfaces: Distinct names in text order.
        aliases: Pairs that the text itself equates, such as a name and its form in brackets.

    Returns:
        Numbers of surfaces, group by group in text order.
    """
    sets = Disjoint(len(surfaces))
    for one, other in [
        *_same_actor(surfaces),
        *aliases,
        *_short_forms(surfaces),
        *_scripts(surfaces),
    ]:
        if _compatible(surfaces, sets, one, other):
            sets.join(one, other)
    groups: dict[int, list[int]] = {}
    for number in range(len(surfaces)):
        groups.setdefault(sets.find(number), []).append(number)
    return list(groups.values())


def _compatible(surfaces: Sequence[Surface], sets: Disjoint, one: int, other: int) -> bool:
    """Two different known actors are never one, nor are names of different kinds."""
    root, branch = sets.find(one), sets.find(other)
    members = [s for n, s in enumerate(surfaces) if sets.find(n) in (root, branch)]
    return len({s.known for s in members if s.known}) <= 1 and len({s.kind for s in members}) == 1


def _same_actor(surfaces: Sequence[Surface]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for number, surface in enumerate(surfaces):
        if surface.known:
            yield first.setdefault(surface.known, number), number


def _short_forms(surfaces: Sequence[Surface]) -> Iterator[tuple[int, int]]:
    """Yield surnames with full names, and brand heads with whole names, if only one fits."""
    for number, short in enumerate(surfaces):
        longer = [n for n, s in enumerate(surfaces) if n != number and _shortens(short, s)]
        if len(longer) == 1:
            yield longer[0], number
        elif longer:
            before = [n for n in longer if n < number]
            if before:
                yield before[-1], number


def _shortens(short: Surface, full: Surface) -> bool:
    """Tell whether a name is the surname, the first words or the initials of another.

    >>> full = Surface("سكيل ايه اي", "سكيل إيه آي", "Company", None)
    >>> _shortens(Surface("سكيل", "سكيل", "Company", None), full)
    True
    """
    if short.kind != full.kind or short.kind == "Place" or len(short.key) < 2:
        return False
    parts, words = short.key.split(" "), full.key.split(" ")
    if len(words) <= len(parts):
        return False
    if short.kind == "Person":
        return words[-len(parts) :] == parts
    if short.kind == "artifact":
        return False
    initials = "".join(word[0] for word in words)
    return words[: len(parts)] == parts or (len(short.key) > 2 and short.key == initials)


def _scripts(surfaces: Sequence[Surface]) -> Iterator[tuple[int, int]]:
    """Yield names that sound alike, most often one in Arabic and one in Latin letters."""
    sounds = [loose_key(surface.text) for surface in surfaces]
    for one, other in combinations(range(len(surfaces)), 2):
        left, right = surfaces[one], surfaces[other]
        if left.kind != right.kind or min(len(left.key), len(right.key)) < SHORTEST:
            continue
        same = sounds[one] == sounds[other] and len(sounds[one]) >= SHORTEST
        if same or (left.key.isascii() != right.key.isascii() and _transliterates(left, right)):
            yield one, other


def _transliterates(one: Surface, other: Surface) -> bool:
    arabic, latin = (other, one) if one.key.isascii() else (one, other)
    return alike(arabic.text, latin.text) >= ALIKE
