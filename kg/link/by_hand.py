"""Merge and split, as changes of `Decisions`; each undoes the other.

To split an actor takes apart what was joined last, one layer a time: first what was merged by
hand; then the different names that rules had joined; then the articles, where one name has
different bearers. What is split stays so when more articles come: no name joins it any more, only
a merge.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import GraphError
from kg.link.corpus import groups, unite
from kg.link.decisions import Decisions, observed_id
from kg.model import Entity

Members = frozenset[int]


def merged(decisions: Decisions, one: str, other: str, entities: Sequence[Entity]) -> Decisions:
    """Return decisions by which two actors are one.

    Where that puts together again what a split took apart, the split is forgotten.

    Args:
        decisions: Those that hold.
        one: Id of an actor, or of an observed entity that it stands for.
        other: Of another.
        entities: What all articles observe.

    Raises:
        GraphError: There is no such actor, or both are one already.

    Example:
        >>> from kg.link.decisions import NONE
        >>> seen = [Entity("a", "Company", "A", ()), Entity("b", "Company", "B", ())]
        >>> merged(NONE, "b", "a", seen).merged
        frozenset({('a', 'b')})
    """
    first, second = (_group(decisions, own, entities) for own in (one, other))
    if first == second:
        raise GraphError(f"{one!r} and {other!r} are one actor already")
    both = first | second
    lifted = _without(decisions, both, entities)
    if both in _groups(lifted, entities):
        return lifted
    ids = (_least(decisions, members, entities) for members in (first, second))
    low, high = sorted(ids)
    return decisions._replace(merged=decisions.merged | {(low, high)})


def split(decisions: Decisions, one: str, entities: Sequence[Entity]) -> Decisions:
    """Return decisions by which what was joined last to make an actor stands apart.

    Args:
        decisions: Those that hold.
        one: Id of an actor, or of an observed entity that it stands for.
        entities: What all articles observe.

    Raises:
        GraphError: There is no such actor, or nothing was joined to make it.

    Example:
        >>> both = Decisions(merged=frozenset({("a", "b")}))
        >>> seen = [Entity("a", "Company", "A", ()), Entity("b", "Company", "B", ())]
        >>> split(both, "a", seen).merged
        frozenset()
    """
    members = _group(decisions, one, entities)
    observed = _observed(decisions, members, entities)
    apart = decisions._replace(
        merged=frozenset(p for p in decisions.merged if not observed.issuperset(p))
    )
    if members not in _groups(apart, entities):
        return apart
    if len(observed) > 1:
        return decisions._replace(apart=decisions.apart | observed)
    if len(members) > 1:
        local = frozenset(entities[number].id for number in members)
        return decisions._replace(
            apart=decisions.apart - local, by_article=decisions.by_article | local
        )
    raise GraphError(f"{one!r} stands in one article, under one name; there is nothing to split")


def _without(decisions: Decisions, members: Members, entities: Sequence[Entity]) -> Decisions:
    """Return decisions without those that are about some observed entities alone."""
    observed = _observed(decisions, members, entities)
    return Decisions(
        merged=frozenset(pair for pair in decisions.merged if not observed.issuperset(pair)),
        apart=decisions.apart - observed,
        by_article=decisions.by_article - {entities[number].id for number in members},
    )


def _group(decisions: Decisions, own: str, entities: Sequence[Entity]) -> Members:
    for members in _groups(decisions, entities):
        if own in _observed(decisions, members, entities):
            return members
    for members in _groups(decisions, entities):
        if own == unite([entities[number] for number in members], decisions).id:
            return members
    raise GraphError(f"no actor has the id {own!r}; `kg doubts` lists ids")


def _groups(decisions: Decisions, entities: Sequence[Entity]) -> list[Members]:
    return [frozenset(group) for group in groups(entities, decisions)]


def _observed(decisions: Decisions, members: Members, entities: Sequence[Entity]) -> frozenset[str]:
    return frozenset(observed_id(entities[number], decisions) for number in members)


def _least(decisions: Decisions, members: Members, entities: Sequence[Entity]) -> str:
    return min(_observed(decisions, members, entities))
