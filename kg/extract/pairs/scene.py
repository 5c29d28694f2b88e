"""A sentence made ready for features: what every candidate in it asks for, made once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.pairs.candidates import GROUPS
from kg.extract.pairs.hashing import feature, hashes
from kg.extract.pairs.words import Word, words
from kg.extract.rules import letters
from kg.extract.sentence import Argument, Item, Sentence
from kg.language import lookup_key
from kg.model import Modality
from kg.ontology.cues import load as load_cues


class Hit(NamedTuple):
    """What a cue claims of two ends: relation, pattern, modality, source."""

    relation: str
    row: str
    modality: Modality
    source: str | None


Hits = dict[tuple[str | float, str | float], list[Hit]]


LONGEST_LINK = 4
"""How many items may part two names of a list: a comma, "and", "the company", a nationality."""


@cache
def linkers(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that may stand between the names of a list, and those that make it one."""
    tables = load_cues(language)

    def forms(name: str) -> set[str]:
        return {
            lookup_key(form.replace("_", " "), language) for form in tables.words[name].split("|")
        }

    joining = frozenset(forms("and") | {","})
    return joining | frozenset(forms("descriptor")), joining


def group_of(item: Item) -> int | None:
    """Return the number of the group of types that a name belongs to; None of a place, say."""
    content = item.content
    if not isinstance(content, Argument):
        return None
    return next((n for n, group in enumerate(GROUPS) if content.type in group), None)


def is_place(code: str) -> bool:
    """Tell whether an item is the name of a place."""
    return code.startswith(f"[{letters()['Place']}")


class Carriers(NamedTuple):
    """The triggers of all relations in text order: features by zone, and where a place's begin."""

    zones: dict[str, list[int]]
    starts: list[int]

    def among(self, zone: str, start: int, end: int) -> list[int]:
        """Return the features of the triggers at the places from `start` to before `end`."""
        last = len(self.starts) - 1
        first, stop = self.starts[max(start, 0)], self.starts[min(max(end, 0), last)]
        return self.zones[zone][first:stop]


_ZONES = tuple(
    [f"{side}:{zone}" for side in ("SO", "OS") for zone in ("before", "between", "after")]
    + [f"{side}:{zone}" for side in ("S", "O") for zone in ("left", "right")]
)


class Scene(NamedTuple):
    """A sentence made ready for features.

    Attributes:
        words: One an item.
        names: Places of the names.
        commas: How many commas stand before each place.
        hashes: Template -> feature of the word at each place.
        triggers: Relation -> places of the words that may carry it.
        carriers: The same, as features.
        lists: Place of a name in a list ("A, B and C") -> first and last place of the list.
        title: Whether it is the title.
        cues: (subject, object) -> what cues claim of them.
    """

    words: list[Word]
    names: list[int]
    commas: list[int]
    hashes: dict[str, list[int]]
    triggers: dict[str, list[int]]
    carriers: Carriers
    lists: dict[int, tuple[int, int]]
    title: bool
    cues: Hits


def scene(sentence: Sentence, language: str, cues: Hits, *, title: bool = False) -> Scene:
    """Prepare a sentence; `title` if it is the headline of a text below it."""
    row = words(sentence.items, language)
    commas = [0]
    triggers: dict[str, list[int]] = {}
    for place, word in enumerate(row):
        commas.append(commas[-1] + (word.text == ","))
        for relation in word.relations:
            triggers.setdefault(relation, []).append(place)
    names = [n for n, item in enumerate(sentence.items) if isinstance(item.content, Argument)]
    return Scene(
        row,
        names,
        commas,
        hashes(row),
        triggers,
        _carriers(row),
        lists_of(sentence, names, language),
        title,
        cues,
    )


def _carriers(row: Sequence[Word]) -> Carriers:
    relations, starts = list[str](), [0]
    for word in row:
        relations.extend(word.relations)
        starts.append(len(relations))
    zones = {zone: [feature(zone, relation) for relation in relations] for zone in _ZONES}
    return Carriers(zones, starts)


def lists_of(sentence: Sentence, names: Sequence[int], language: str) -> dict[int, tuple[int, int]]:
    """Return of each name that stands in a list where the list begins and ends."""
    lists: list[list[int]] = []
    linking, joining = linkers(language)
    for place in names:
        kind = group_of(sentence.items[place])
        if kind is None:
            continue
        last = lists[-1][-1] if lists else None
        codes = [item.code for item in sentence.items[(last or 0) + 1 : place]]
        linked = (
            last is not None
            and group_of(sentence.items[last]) == kind
            and len(codes) <= LONGEST_LINK
            and any(code in joining for code in codes)
            and all(code in linking or is_place(code) for code in codes)
        )
        if linked:
            lists[-1].append(place)
        else:
            lists.append([place])
    return {place: (one[0], one[-1]) for one in lists if len(one) > 1 for place in one}
