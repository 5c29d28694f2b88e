"""Candidates as hashed features, in two parts.

*Plain* features say what stands around and between the two ends; they are made once a candidate,
and each relation has weights of its own for them. *Located* features say where the nearest trigger
of one relation stands to the ends; besides those of the relation they have weights that all
relations share, so that a rare relation learns from the frequent ones what "subject, trigger,
object" looks like.

Source:
    Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009: shared and
    own weights over hashed features. Kambhatla, "Combining Lexical, Syntactic, and Semantic
    Features with Maximum Entropy Models for Information Extraction", ACL 2004: words before,
    between and after, types, and how many names lie between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np

from kg.extract.pairs.candidates import GROUPS, Candidate, End
from kg.extract.pairs.words import Word, words
from kg.extract.rules import letters
from kg.extract.sentence import Argument, Item, Sentence
from kg.language import lookup_key
from kg.model import Modality
from kg.ontology.cues import load as load_cues

BITS = 20
_MASK = (1 << BITS) - 1
BETWEEN = 14
"""How many items between the ends are read; far ends are told by their surroundings."""

_DIRECTED = (
    "between", "between2", "first_between", "last_between", "before", "before1", "before2",
    "before3", "after", "after1", "after2", "after3", "opening",
)  # fmt: skip
_SIDED = (
    "left", "left1", "left2", "left3", "left_far", "left_two", "right", "right1", "right2",
    "right3", "right_far", "right_two", "sentence", "opening1",
)  # fmt: skip
_TEMPLATES = {
    name: number
    for number, name in enumerate(
        [
            *(f"{d}:{t}" for d in ("SO", "OS") for t in _DIRECTED),
            *(f"{d}:{t}" for d in ("S", "O") for t in _SIDED),
            *(
                f"{e}:{t}"
                for e in ("s", "o")
                for t in ("before", "after", "before_far", "after_far")
            ),
            *(f"{d}:near_{t}" for d in ("SO", "OS") for t in ("first", "last")),
            "start",
        ]
    )
}
_SEEDS = np.array([crc32(name.encode()) for name in _TEMPLATES], dtype=np.uint32)[:, None]
_TWO = frozenset({"between2", "left_two", "right_two"})
_GOLDEN = np.uint32(0x9E3779B1)


@lru_cache(maxsize=1 << 18)
def feature(*parts: str | int) -> int:
    """Return the hash of a feature that is told by its parts."""
    return crc32("\t".join(map(str, parts)).encode()) & _MASK


def bucket(distance: int) -> int:
    """Return a distance, the coarser the larger it is."""
    return next((top for top in (14, 9, 6, 4) if distance >= top), distance)


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


def scene(sentence: Sentence, language: str, cues: Hits) -> Scene:
    """Prepare a sentence."""
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
        _hashes(row),
        triggers,
        _carriers(row),
        lists_of(sentence, names, language),
        sentence.index == 0,
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


def _hashes(row: Sequence[Word]) -> dict[str, list[int]]:
    single = np.array([word.hash for word in row], dtype=np.uint32)
    double = np.zeros_like(single)
    double[:-1] = single[:-1] * np.uint32(31) + single[1:]
    table = np.empty((len(_SEEDS), len(row)), dtype=np.uint32)
    two = _TWO_ROWS
    table[~two] = (single ^ _SEEDS[~two]) * _GOLDEN
    table[two] = (double ^ _SEEDS[two]) * _GOLDEN
    return dict(zip(_TEMPLATES, (table >> np.uint32(32 - BITS)).tolist(), strict=True))


_TWO_ROWS = np.array([name.partition(":")[2] in _TWO for name in _TEMPLATES])


def plain(candidate: Candidate, scene: Scene) -> list[int]:
    """Return the features of a candidate that do not look at a relation."""
    subject, other = candidate
    types = f"{subject.type}>{other.type}"
    kinds = f"{subject.kind}>{other.kind}"
    found = [
        feature("bias"),
        feature("types", types),
        feature("kinds", kinds, subject.rank, other.rank),
        feature("kinds types", kinds, types),
        feature("title" if scene.title else "body"),
    ]
    if subject.item >= 0 and other.item >= 0:
        found += _both(candidate, scene, types)
    else:
        found += _one(candidate, scene)
    for role, end in (("s", subject), ("o", other)):
        if end.form:
            found.append(feature(role, end.form))
        if end.item > 0:
            found.append(scene.hashes[f"{role}:before"][end.item - 1])
        if 0 <= end.item < len(scene.words) - 1:
            found.append(scene.hashes[f"{role}:after"][end.item + 1])
        if end.item > 1:
            found.append(scene.hashes[f"{role}:before_far"][end.item - 2])
        if 0 <= end.item < len(scene.words) - 2:
            found.append(scene.hashes[f"{role}:after_far"][end.item + 2])
    for hit in scene.cues.get((subject.key, other.key), ()):
        found += (feature("cue", hit.relation), feature("row", hit.row))
    return found


def _both(candidate: Candidate, scene: Scene, types: str) -> Iterator[int]:
    """Yield the features of two ends that both stand in the sentence."""
    subject, other = candidate
    side = "SO" if subject.item < other.item else "OS"
    start, end = sorted((subject.item, other.item))
    row, size = scene.words, len(scene.words)
    at = {name: scene.hashes[f"{side}:{name}"] for name in _DIRECTED}
    inside = [word.text for word in row[start + 1 : end]]
    yield feature("side", side)
    yield feature("distance", side, bucket(end - start))
    yield feature("commas", side, min(scene.commas[end] - scene.commas[start], 3))
    yield feature("names between", side, min(sum(start < n < end for n in scene.names), 4))
    yield feature("same", side, *(min(inside.count(f"<{e.type}>"), 2) for e in candidate))
    yield from at["between"][start + 1 : min(end, start + 1 + BETWEEN)]
    yield from at["between2"][start + 1 : min(end - 1, start + 11)]
    if len(inside) <= 4:
        yield feature("sequence", side, *inside)
    if inside:
        yield at["first_between"][start + 1]
        yield at["last_between"][end - 1]
        yield feature("first", side, inside[0], types)
    if start:
        yield feature("around", side, row[start - 1].text, *inside[:1])
    for step in range(1, 4):
        if start >= step:
            yield at[f"before{step}"][start - step]
            yield at["before"][start - step]
        if end + step < size:
            yield at[f"after{step}"][end + step]
            yield at["after"][end + step]
    yield at["opening"][0]
    yield from scene.hashes["start"][: min(start, 12)]
    carriers = scene.carriers
    yield from carriers.among(f"{side}:before", start - 4, start)
    yield from carriers.among(f"{side}:between", start + 1, end)
    yield from carriers.among(f"{side}:after", end + 1, end + 5)
    yield from _past_lists(side, start, end, scene, types)


def _past_lists(side: str, start: int, end: int, scene: Scene, types: str) -> Iterator[int]:
    """Yield how near the ends are if their neighbours in a list stood for them."""
    first, last = scene.lists.get(start, (start, start))[1], scene.lists.get(end, (end, end))[0]
    if first >= last:
        yield feature("listed together", side, types)
        return
    inside = [word.text for word in scene.words[first + 1 : last]]
    yield feature("list distance", side, bucket(last - first))
    yield feature("list names", side, min(sum(first < n < last for n in scene.names), 4))
    yield feature("listed", side, start != first, end != last)
    if len(inside) <= 5:
        yield feature("list sequence", side, *inside)
    if inside:
        yield scene.hashes[f"{side}:near_first"][first + 1]
        yield scene.hashes[f"{side}:near_last"][last - 1]


def _one(candidate: Candidate, scene: Scene) -> Iterator[int]:
    """Yield the features of a candidate one end of which the sentence does not show."""
    shown = candidate.subject if candidate.subject.item >= 0 else candidate.object
    role = "S" if shown is candidate.subject else "O"
    at = {name: scene.hashes[f"{role}:{name}"] for name in _SIDED}
    place, size = shown.item, len(scene.words)
    for step in range(1, 7):
        near = str(step) if step < 4 else "_far"
        if place >= step:
            yield at[f"left{near}"][place - step]
            yield at["left"][place - step]
        if place + step < size:
            yield at[f"right{near}"][place + step]
            yield at["right"][place + step]
    if place > 1:
        yield at["left_two"][place - 2]
    if place + 2 < size:
        yield at["right_two"][place + 1]
    yield at["opening1"][0]
    yield from at["sentence"]
    yield from scene.carriers.among(f"{role}:left", place - 5, place)
    yield from scene.carriers.among(f"{role}:right", place + 1, place + 6)
    yield feature("place", role, min(place, 5))
    yield feature("names", role, min(len(scene.names), 5))


def located(candidate: Candidate, scene: Scene, relation: str) -> list[int]:
    """Return the features that tell where a trigger of `relation` stands to the ends."""
    subject, other = candidate
    kinds = f"{subject.kind}>{other.kind}"
    places = scene.triggers.get(relation, ())
    found = [*_frame(candidate, scene, kinds)]
    hits = scene.cues.get((subject.key, other.key), ())
    found += {feature("cue same" if hit.relation == relation else "cue other") for hit in hits}
    if not places:
        return [*found, feature("no trigger"), feature("no trigger", kinds)]
    return [*found, *_nearest(candidate, scene, places, kinds)]


def _frame(candidate: Candidate, scene: Scene, kinds: str) -> Iterator[int]:
    subject, other = candidate
    yield feature("k", kinds, subject.rank, other.rank)
    yield feature("all", min(len(scene.names), 6))
    yield feature("in title", scene.title)
    if subject.item < 0 or other.item < 0:
        yield feature("kd", kinds)
        yield feature("at", min(max(subject.item, other.item), 6))
        return
    start, end = sorted((subject.item, other.item))
    yield feature("kd", kinds, subject.item < other.item)
    yield feature("far", bucket(end - start))
    yield feature("cut", min(scene.commas[end] - scene.commas[start], 3))
    yield feature("ne", min(sum(start < n < end for n in scene.names), 4))


def nearest(candidate: Candidate, scene: Scene, relation: str) -> int | None:
    """Return where the trigger of `relation` stands that fits the ends best, if there is one."""
    places = scene.triggers.get(relation)
    return min(_places(candidate, places))[-1] if places else None


def _nearest(
    candidate: Candidate, scene: Scene, places: Sequence[int], kinds: str
) -> Iterator[int]:
    where, distance, place = min(_places(candidate, places))[1:]
    word = scene.words[place].text
    yield feature("loc", where)
    yield feature("loc", where, bucket(distance))
    yield feature("lk", where, kinds)
    yield feature("triggers", min(len(places), 3))
    yield feature("tw", word)
    yield feature("tw", where, word)
    yield feature("tw types", word, candidate.subject.type, candidate.object.type)
    if where in ("between", "before", "behind"):
        yield feature("tw", where, word, candidate.subject.item < candidate.object.item)
    for role, end in (("s", candidate.subject), ("o", candidate.object)):
        if end.item >= 0:
            yield from _to_trigger(role, end, place, where, scene)


def _to_trigger(role: str, end: End, place: int, where: str, scene: Scene) -> Iterator[int]:
    item = end.item
    if item in scene.lists:
        item = scene.lists[item][0 if item > place else 1]
    start, stop = sorted((place, item))
    between = min(sum(start < n < stop for n in scene.names), 3)
    side = "R" if end.item > place else "L"
    yield feature(role, "td", side, bucket(stop - start))
    yield feature(role, "tn", side, between)
    yield feature(role, "tn", where, side, between)
    yield feature(role, "tc", min(scene.commas[stop] - scene.commas[start], 3))
    if end.item == place + 1:
        yield feature(role, "host" if end.kind != "name" else "adjacent")


def _places(
    candidate: Candidate, places: Sequence[int]
) -> Iterator[tuple[tuple[int, int], str, int, int]]:
    """Yield for each trigger how little it fits, where it stands, how far off, and its place."""
    subject, other = (end.item for end in candidate)
    shown = max(subject, other)
    for place in places:
        if subject < 0 or other < 0:
            distance = abs(place - shown)
            where = ("left" if place < shown else "right") + ("S" if subject >= 0 else "O")
            yield ((1 if distance <= 4 else 2), distance), where, distance, place
            continue
        distance = min(abs(place - subject), abs(place - other))
        if min(subject, other) < place < max(subject, other):
            yield (0, distance), "between", distance, place
        else:
            where = "before" if place < subject and place < other else "behind"
            rank = next((n for n, top in ((1, 2), (2, 5)) if distance <= top), 3)
            yield (rank, distance), where, distance, place
