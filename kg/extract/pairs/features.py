"""Candidates as hashed features, in three parts.

*Plain* features say what stands around and between the two ends; they are made once a candidate,
and each relation has weights of its own for them. *Framed* features say how far apart the ends
stand and what kind they are, *located* features where the nearest trigger of one relation stands
to them; besides those of the relation both have weights that all relations share, so that a rare
relation learns from the frequent ones what "subject, trigger, object" looks like.

Source:
    Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009: shared and
    own weights over hashed features. Kambhatla, "Combining Lexical, Syntactic, and Semantic
    Features with Maximum Entropy Models for Information Extraction", ACL 2004: words before,
    between and after, types, and how many names lie between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.pairs.candidates import Candidate, End
from kg.extract.pairs.hashing import DIRECTED, SIDED, bucket, feature
from kg.extract.pairs.scene import Scene

BETWEEN = 14
"""How many items between the ends are read; far ends are told by their surroundings."""


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
    found += _beside("s", subject, scene)
    found += _beside("o", other, scene)
    for hit in scene.cues.get((subject.key, other.key), ()):
        found += (feature("cue", hit.relation), feature("row", hit.row))
    return found


def _beside(role: str, end: End, scene: Scene) -> Iterator[int]:
    """Yield the words at both sides of an end."""
    if end.form:
        yield feature(role, end.form)
    if end.item < 0:
        return
    for step, far in ((1, ""), (2, "_far")):
        if end.item >= step:
            yield scene.hashes[f"{role}:before{far}"][end.item - step]
        if end.item + step < len(scene.words):
            yield scene.hashes[f"{role}:after{far}"][end.item + step]


def _both(candidate: Candidate, scene: Scene, types: str) -> Iterator[int]:
    """Yield the features of two ends that both stand in the sentence."""
    subject, other = candidate
    side = "SO" if subject.item < other.item else "OS"
    start, end = sorted((subject.item, other.item))
    row, size = scene.words, len(scene.words)
    at = {name: scene.hashes[f"{side}:{name}"] for name in DIRECTED}
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
    at = {name: scene.hashes[f"{role}:{name}"] for name in SIDED}
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
    hits = scene.cues.get((subject.key, other.key), ())
    found = sorted(
        {feature("cue same" if hit.relation == relation else "cue other") for hit in hits}
    )
    if not places:
        return [*found, feature("no trigger"), feature("no trigger", kinds)]
    return [*found, *_nearest(candidate, scene, places, kinds)]


def framed(candidate: Candidate, scene: Scene) -> list[int]:
    """Return the features of how the ends stand to each other, of which all relations learn."""
    kinds = f"{candidate.subject.kind}>{candidate.object.kind}"
    return list(_frame(candidate, scene, kinds))


def _frame(candidate: Candidate, scene: Scene, kinds: str) -> Iterator[int]:
    subject, other = candidate
    yield feature("k", kinds, subject.rank, other.rank)
    yield feature("all", min(len(scene.names), 6))
    yield feature("in title", scene.title)
    for role, one in zip("so", candidate, strict=True):
        yield from (feature("stands for", role, one.kind, sign) for sign in one.signs)
        if one.signs:
            yield feature("stands for", role, one.kind, *one.signs[:4])
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
