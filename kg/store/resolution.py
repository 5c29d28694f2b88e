"""Which actors the profiles of a store are: only what an article touches is decided again.

Profiles that share a sign are one actor, so actors are the connected components of a graph whose
edges are signs. A new profile can only join the actors that bear one of its signs, and a profile
that nobody observes any more can only part its own: those are grouped again, all others stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg import link
from kg.link import Decisions
from kg.model import Entity, Extraction
from kg.store import codec
from kg.store.index import Index


@dataclass
class Touched:
    """Whom articles came to or left.

    Attributes:
        fresh: Profiles that there were not before, with their signs.
        stale: Profiles that there were, and that are named more often now, or less.
        bereft: Actors that lost a profile.
    """

    fresh: dict[int, tuple[str, ...]] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)
    bereft: set[str] = field(default_factory=set)


def forget(index: Index, numbers: set[int]) -> Touched:
    """Take those profiles out that no article observes any more."""
    dead = numbers - index.places(sorted(numbers)).keys()
    bereft = set(index.actors_of(dead).values())
    index.drop_profiles(sorted(dead))
    return Touched(stale=numbers - dead, bereft=bereft)


class Shift(NamedTuple):
    """What became of actors.

    Attributes:
        before: Actors that are no more, or are not the same now, as they were: id -> JSON.
        after: Actors that are new or not the same, as they are: id -> JSON.
        moved: Profiles that stood for another actor, and for which: number -> id.
    """

    before: dict[str, str]
    after: dict[str, str]
    moved: dict[int, str]


def observe(
    index: Index, extractions: Sequence[Extraction], decisions: Decisions, touched: Touched
) -> None:
    """Put the entities of articles in, as profiles."""
    numbers: dict[codec.Profile, int] = {}
    rows = []
    for one in extractions:
        document = one.document.id
        for entity in one.entities:
            profile = codec.profile(entity, link.observed_id(entity, decisions))
            if profile not in numbers:
                key = codec.profile_key(profile)
                numbers[profile] = _number(index, key, entity, decisions, touched)
            rows.append((document, entity.id, numbers[profile], len(entity.mentions)))
    index.observe(rows)


def _number(index: Index, key: str, entity: Entity, decisions: Decisions, touched: Touched) -> int:
    found = index.profile(key)
    if found is not None:
        touched.stale.add(found)
        return found
    signs = link.decided_signs(entity, decisions)
    number = index.insert_profile(key, signs)
    touched.fresh[number] = signs
    return number


def settle(index: Index, touched: Touched, decisions: Decisions) -> Shift:
    """Decide again who the touched profiles are, and say what changed."""
    near = index.bearers(_signs_near(touched.fresh.values(), decisions))
    shaken = touched.bereft.union(index.actors_of(near).values())
    calm = set(index.actors_of(touched.stale).values()) - shaken
    members = index.profiles_of(sorted(shaken | calm))
    groups = [members[actor] for actor in sorted(calm) if len(members[actor]) > 1]
    pool = [n for actor in sorted(shaken) for n in members.get(actor, ())]
    pool += sorted(touched.fresh)
    entities = _entities(index, {*pool, *(n for group in groups for n in group)})
    signs = [touched.fresh.get(n) or link.decided_signs(entities[n][0], decisions) for n in pool]
    parted = link.grouped(signs, decisions)
    groups += [[pool[n] for n in group] for group in parted]
    after: dict[str, str] = {}
    homes: dict[int, str] = {}
    for group in groups:
        own, key = _unite([entities[n] for n in group], decisions)
        after[own] = key
        homes.update(dict.fromkeys(group, own))
    return _shift(index, shaken | set(after), after, homes)


def _shift(index: Index, ids: set[str], after: dict[str, str], homes: dict[int, str]) -> Shift:
    before = index.actors(sorted(ids))
    old_homes = index.actors_of(homes)
    moved = {n: old for n, old in old_homes.items() if homes[n] != old}
    index.resolve((n, own) for n, own in homes.items() if old_homes.get(n) != own)
    index.set_actors(before.keys() - after.keys(), after)
    same = {own for own, key in after.items() if before.get(own) == key}
    return Shift(
        {own: key for own, key in before.items() if own not in same},
        {own: key for own, key in after.items() if own not in same},
        moved,
    )


def _signs_near(fresh: Iterable[tuple[str, ...]], decisions: Decisions) -> list[str]:
    """Return the signs of profiles, and those that a merge by hand ties to them."""
    near = {sign for signs in fresh for sign in signs}
    for one, other in sorted(decisions.merged):
        ends = {f"id|{one}", f"id|{other}"}
        if ends & near:
            near |= ends
    return sorted(near)


def _entities(index: Index, numbers: set[int]) -> dict[int, tuple[Entity, int]]:
    """Return each profile as its first article observes it, and how often all name it."""
    ordered = sorted(numbers)
    places = index.places(ordered)
    found = {}
    for number, key in index.keys(ordered).items():
        first, times = places.get(number, ("", 0))
        found[number] = codec.observed_entity(key, first), times
    return found


def _unite(same: Sequence[tuple[Entity, int]], decisions: Decisions) -> tuple[str, str]:
    """Return the id of the actor that profiles are, and what the graph says of it.

    Profiles stand for any number of observations, so that votes are counted here.
    """
    entities = [entity for entity, _ in same]
    votes: Counter[str] = Counter()
    for entity, times in same:
        votes[entity.type] += times
    united = link.unite(entities, decisions, votes)
    ids = {link.observed_id(entity, decisions) for entity in entities} - {united.id}
    return united.id, codec.actor_key(united, sorted(ids))
