"""What rules of matching compare: rule -> the keys of an entity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kg.language import lookup_key
from kg.link import letters
from kg.link.clusters import KINDS
from kg.link.organisations import table
from kg.model import Entity, Name
from kg.ontology import names, tables
from kg.ontology.names import KnownActor

Keys = Callable[[Entity], Iterator[str]]

_GENERIC = "GovernmentBody"
"""The type whose names are often made of words that every country uses."""
_ATTACHED = "ولب"
_JOINING = "of the and for on in"
_NISBA = re.compile("ال(.{3,}?)ية?")
_ACRONYM = range(2, 7)
"""Letters that an acronym can have."""
_TELLING = 4
"""Letters that a transliteration must have to be looked up in the name tables."""


class Sides(NamedTuple):
    """The keys of a rule.

    Attributes:
        one: Of either entity, or of the one with the shorter name.
        other: Of the one with the longer name; None if the rule has no direction.
    """

    one: Keys
    other: Keys | None = None


def kind_of(entity: Entity) -> str:
    """Return the broad kind of an entity: two types of one kind are often taken for another."""
    return KINDS.get(entity.type, entity.type)


def is_whole(type_: str, key: str) -> bool:
    """Tell whether a name can stand for one actor in every article.

    A single word can be the whole name of a company, but is only a surname or a first name of a
    person; and there is a ministry of health in every country.

    >>> is_whole("Person", "nour"), is_whole("Company", "nawat")
    (False, True)
    >>> is_whole("GovernmentBody", "ministry of health")
    False
    """
    if type_ == "Person":
        return " " in key
    return type_ != _GENERIC or not is_common(key)


@lru_cache(maxsize=1 << 12)
def is_common(key: str) -> bool:
    """Tell whether a name is made of words alone that bodies of many countries share.

    >>> is_common(lookup_key("وزارة الصحة")), is_common(lookup_key("وزارة الصحة السعودية"))
    (True, False)
    """
    common = _common()
    return all(
        word in common or (word[0] in _ATTACHED and word[1:] in common) for word in key.split()
    )


@cache
def _common() -> frozenset[str]:
    kinds = [table()[kind] for kind in ("head", "noun", "adjective")]
    texts = [text for kind in kinds for form, value in kind.items() for text in (form, value)]
    own = [words for _, words in tables.read("fusion/common.tsv", "language", "words")]
    spoken = " ".join((*texts, *own, _JOINING))
    return frozenset(lookup_key(spoken).split())


def known_id(entity: Entity) -> str | None:
    """Return the id of the known actor that an entity is, or None.

    An entity that comes of a graph has no mentions: its id tells.
    """
    if not entity.mentions:
        return entity.id if names.load(lookup_key).by_id(entity.id) else None
    named = next((mention.known for _, mention in entity.mentions if mention.known), None)
    if named:
        return named
    actor = by_name(entity)
    return actor.id if actor else None


def by_name(entity: Entity) -> KnownActor | None:
    """Return the known actor that alone bears the full name of an entity, or None.

    Articles are read for the spellings of the tables; here the transliteration is looked up too.
    """
    return _bearer(entity.type, entity.name, entity.names)


@lru_cache(maxsize=1 << 14)
def _bearer(type_: str, name: str, bynames: tuple[Name, ...]) -> KnownActor | None:
    texts = [full.text for full in _longest(bynames)]
    if len(lookup_key(name)) >= _TELLING:
        texts.append(name)
    if type_ == "Place":  # the adjectives of cities are in no table: اللندنية
        texts += [match[1] for text in texts if (match := _NISBA.fullmatch(text))]
    found = {
        match.actor.id: match.actor
        for text in texts
        if is_whole(type_, lookup_key(text))
        for match in names.load(lookup_key).match(text)
        if "shared" not in match.flags
    }
    actor = found.popitem()[1] if len(found) == 1 else None
    fits = actor and KINDS.get(actor.type, actor.type) == KINDS.get(type_, type_)
    return actor if fits else None


def full_names(entity: Entity) -> Iterator[Name]:
    """Yield the longest names of an entity in each language."""
    yield from _longest(entity.names)


def _longest(bynames: tuple[Name, ...]) -> Iterator[Name]:
    longest: dict[str, int] = {}
    for name in bynames:
        size = len(name.text.split())
        longest[name.language] = max(size, longest.get(name.language, 0))
    for name in bynames:
        if len(name.text.split()) == longest[name.language]:
            yield name


def _full(entity: Entity) -> Iterator[str]:
    for name in full_names(entity):
        yield lookup_key(name.text)


def _english(entity: Entity) -> Iterator[str]:
    yield lookup_key(entity.name)


def _whole(keys: Keys) -> Keys:
    def kept(entity: Entity) -> Iterator[str]:
        return (key for key in keys(entity) if is_whole(entity.type, key))

    return kept


def _any(entity: Entity) -> Iterator[str]:
    yield from _full(entity)
    yield from _english(entity)


def _of_words(keys: Keys, take: Callable[[list[str]], str]) -> Keys:
    def made(entity: Entity) -> Iterator[str]:
        for key in keys(entity):
            made_key = take(key.split())
            if made_key:
                yield made_key

    return made


def _ends(words: list[str]) -> str:
    return f"{words[0]} {words[-1]}" if len(words) > 2 else ""


def _two(words: list[str]) -> str:
    return " ".join(words) if len(words) == 2 else ""


def _alone(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ""


def _last(words: list[str]) -> str:
    return words[-1] if len(words) > 1 else ""


def _acronym(words: list[str]) -> str:
    return words[0] if len(words) == 1 and len(words[0]) in _ACRONYM else ""


def _initials(words: list[str]) -> str:
    found = "".join(word[0] for word in words)
    return found if len(words) > 1 and len(found) in _ACRONYM else ""


def _heads(entity: Entity) -> Iterator[str]:
    for key in _any(entity):
        words = key.split()
        yield from (" ".join(words[:size]) for size in range(1, len(words)))


def _sound(entity: Entity) -> Iterator[str]:
    for key in _any(entity):
        yield letters.skeleton(key)


RULES: Mapping[str, Sides] = {
    "same-name": Sides(_whole(_full)),
    "english-name": Sides(_whole(_english)),
    "bare-name": Sides(_full),
    "bare-english-name": Sides(_english),
    "other-kind": Sides(_any),
    "middle-name": Sides(_of_words(_any, _two), _of_words(_any, _ends)),
    "surname": Sides(_of_words(_any, _alone), _of_words(_any, _last)),
    "sounds-alike": Sides(_sound),
    "acronym": Sides(_of_words(_any, _acronym), _of_words(_any, _initials)),
    "head": Sides(_any, _heads),
}
"""How each rule of `ontologies/fusion/matching.tsv` makes its keys."""
