"""What an observed entity is known by, of itself alone: the same signs, the same actor."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language import lookup_key
from kg.link.clusters import KINDS
from kg.model import Entity
from kg.ontology import names

Sign = str
"""Text such as `"name|organisation|nawat labs"`; two entities that share one are one actor."""


def kind_of(entity: Entity) -> str:
    """Return the broad kind of an entity: two types of one kind are often taken for another."""
    return KINDS.get(entity.type, entity.type)


def is_whole(kind: str, key: str) -> bool:
    """Tell whether a name can stand for one actor in every article.

    A single word can be the whole name of a company, but is only a surname or a first name of a
    person.

    >>> is_whole("Person", "nour"), is_whole("organisation", "nawat")
    (False, True)
    """
    return kind != "Person" or " " in key


def known_id(entity: Entity) -> str | None:
    """Return the id of the known actor that an entity is, or None.

    An entity that comes of a graph has no mentions: its id tells.
    """
    if entity.mentions:
        return next((m.known for _, m in entity.mentions if m.known), None)
    return entity.id if names.load(lookup_key).by_id(entity.id) else None


def signs(entity: Entity) -> tuple[Sign, ...]:
    """Return what an entity is surely known by: its id, and its names that are no short forms.

    Known actors go by their id alone, which the name tables have settled already.

    Example:
        >>> from kg.model import Name
        >>> signs(Entity("nawat-1", "Company", "Nawat", (Name("Nawat Labs", "en"),)))
        ('id|nawat-1', 'name|organisation|nawat labs')
    """
    known = known_id(entity)
    if known:
        return (f"id|{known}",)
    kind = kind_of(entity)
    keys = dict.fromkeys(key for key in full_keys(entity) if is_whole(kind, key))
    return (f"id|{entity.id}", *(f"name|{kind}|{key}" for key in keys))


def full_keys(entity: Entity) -> Iterator[str]:
    """Yield the keys of the longest names of an entity in each language."""
    longest: dict[str, int] = {}
    for name in entity.names:
        size = len(name.text.split())
        longest[name.language] = max(size, longest.get(name.language, 0))
    for name in entity.names:
        if len(name.text.split()) == longest[name.language]:
            yield lookup_key(name.text)


def near_signs(entity: Entity) -> tuple[Sign, ...]:
    """Return what makes an entity a candidate: two that share one are worth a `judge`."""
    return tuple(dict.fromkeys(f"name|{lookup_key(name.text)}" for name in entity.names))
