"""Merges and splits by hand: data that `groups` obeys, in any order of the articles."""

from __future__ import annotations

from typing import NamedTuple

from kg.link.signs import Sign, signs
from kg.model import Entity

Pair = tuple[str, str]


class Decisions(NamedTuple):
    """What was decided by hand; ids are those of observed entities (see `observed_id`).

    Attributes:
        merged: Pairs of ids, each sorted, that are one actor.
        apart: Ids that no name joins to another id any more.
        by_article: Ids whose bearers differ from article to article.
    """

    merged: frozenset[Pair] = frozenset()
    apart: frozenset[str] = frozenset()
    by_article: frozenset[str] = frozenset()


NONE = Decisions()


def observed_id(entity: Entity, decisions: Decisions = NONE) -> str:
    """Return the id under which an observed entity stands if nothing is joined to it.

    Example:
        >>> observed_id(Entity("nour", "Person", "Nour", ()))
        'nour'
    """
    if entity.id not in decisions.by_article:
        return entity.id
    return f"{entity.id}-{entity.mentions[0][0][:8]}"


def is_split(entity: Entity, decisions: Decisions) -> bool:
    """Tell whether no name may join an observed entity to another id."""
    return entity.id in decisions.apart or entity.id in decisions.by_article


def decided_signs(entity: Entity, decisions: Decisions = NONE) -> tuple[Sign, ...]:
    """Return the signs that decisions leave an observed entity, its own id first."""
    own = f"id|{observed_id(entity, decisions)}"
    if is_split(entity, decisions):
        return (own,)
    return tuple(dict.fromkeys((own, *signs(entity))))
