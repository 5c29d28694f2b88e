"""The entities of many articles -> one entity per actor, whatever the order of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.link.clusters import Disjoint
from kg.link.decisions import NONE, Decisions, decided_signs, is_split, observed_id
from kg.link.keys import by_name, known_id
from kg.link.signs import Sign
from kg.model import Claim, Entity, Extraction, KnowledgeGraph, Qualifier


class Resolution(NamedTuple):
    """What several articles give together, and what became of the ids that each gave alone.

    Attributes:
        graph: One entity per actor, every claim kept under the id that its article gave it.
        replaced: Id of an observed entity -> id of the actor that it stands under now.
    """

    graph: KnowledgeGraph
    replaced: dict[str, str]


def merge(extractions: Iterable[Extraction], decisions: Decisions = NONE) -> KnowledgeGraph:
    """Unite what several articles give: one entity per actor, every claim kept.

    Args:
        extractions: What each article gives; their order makes no difference to what is one.
        decisions: Merges and splits by hand.
    """
    return resolve(extractions, decisions).graph


def resolve(extractions: Iterable[Extraction], decisions: Decisions = NONE) -> Resolution:
    """Unite what several articles give, and say which ids were replaced.

    Args:
        extractions: What each article gives.
        decisions: Merges and splits by hand.
    """
    extractions = list(extractions)
    entities = [entity for extraction in extractions for entity in extraction.entities]
    ids: dict[int, str] = {}
    united: list[Entity] = []
    for group in groups(entities, decisions):
        united.append(unite([entities[number] for number in group], decisions))
        ids.update(dict.fromkeys(group, united[-1].id))
    claims: dict[str, Claim] = {}
    start = 0
    for one in extractions:
        local = {entity.id: ids[start + n] for n, entity in enumerate(one.entities)}
        start += len(one.entities)
        claims.update((claim.id, renamed(claim, local)) for claim in one.claims)
    documents = {one.document.id: one.document for one in extractions}
    observed = ((observed_id(entity, decisions), ids[n]) for n, entity in enumerate(entities))
    return Resolution(
        KnowledgeGraph(tuple(documents.values()), tuple(united), tuple(claims.values())),
        {old: new for old, new in observed if old != new},
    )


def groups(entities: Sequence[Entity], decisions: Decisions = NONE) -> list[list[int]]:
    """Return which observed entities are one actor.

    Args:
        entities: Of any number of articles, in any order.
        decisions: Merges and splits by hand.

    Returns:
        Numbers of entities, group by group in order of their first.
    """
    return grouped([decided_signs(entity, decisions) for entity in entities], decisions)


def grouped(signs: Sequence[Sequence[Sign]], decisions: Decisions = NONE) -> list[list[int]]:
    """Return which observed entities are one actor, as `groups` does.

    Args:
        signs: What `decided_signs` gives of each entity.
        decisions: Merges and splits by hand.

    Example:
        >>> grouped([("id|a", "same-name|x"), ("id|b",), ("id|c", "same-name|x")])
        [[0, 2], [1]]
    """
    sets = Disjoint(len(signs))
    first: dict[str, int] = {}
    for number, each in enumerate(signs):
        for sign in each:
            sets.join(first.setdefault(sign, number), number)
    for one, other in sorted(decisions.merged):
        ends = first.get(f"id|{one}"), first.get(f"id|{other}")
        if ends[0] is not None and ends[1] is not None:
            sets.join(ends[0], ends[1])
    found: dict[int, list[int]] = {}
    for number in range(len(signs)):
        found.setdefault(sets.find(number), []).append(number)
    return list(found.values())


def actors(entities: Sequence[Entity], decisions: Decisions = NONE) -> tuple[Entity, ...]:
    """Return the actors that observed entities are, in order of the first of each."""
    parts = groups(entities, decisions)
    return tuple(unite([entities[number] for number in part], decisions) for part in parts)


def unite(
    same: Sequence[Entity], decisions: Decisions = NONE, votes: Mapping[str, int] | None = None
) -> Entity:
    """Return the actor that observed entities are; their order makes no difference.

    Its id is that of a known actor, else the least of theirs; its type the most usual.

    Args:
        same: Observed entities.
        decisions: Merges and splits by hand.
        votes: Type -> how often it was observed, where the entities stand for more than they are.
    """

    def rank(entity: Entity) -> tuple[bool, str, str]:
        own = observed_id(entity, decisions)
        return known_id(entity) is None, own, min((d for d, _ in entity.mentions), default="")

    ordered = [_settled(entity, decisions) for entity in sorted(same, key=rank)]
    first = ordered[0]
    mentions = dict.fromkeys(placed for entity in ordered for placed in entity.mentions)
    return replace(
        first,
        id=observed_id(first, decisions),
        type=_type(votes or _votes(ordered)),
        name=_name(ordered),
        names=tuple(dict.fromkeys(name for entity in ordered for name in entity.names)),
        same_as=tuple(dict.fromkeys(address for e in ordered for address in e.same_as)),
        mentions=tuple(sorted(mentions, key=lambda placed: (placed[0], placed[1].span))),
    )


def _settled(entity: Entity, decisions: Decisions) -> Entity:
    """Return an entity as the known actor whose name it bears unseen by its article."""
    if is_split(entity, decisions) or any(mention.known for _, mention in entity.mentions):
        return entity
    actor = by_name(entity) if entity.mentions else None
    if actor is None:
        return entity
    return replace(
        entity,
        id=actor.id,
        name=actor.name,
        names=tuple(dict.fromkeys((*actor.names, *entity.names))),
        same_as=actor.same_as,
    )


def _votes(same: Sequence[Entity]) -> Counter[str]:
    return Counter(entity.type for entity in same for _ in entity.mentions or [None])


def _type(votes: Mapping[str, int]) -> str:
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _name(same: Sequence[Entity]) -> str:
    """Return the English name of the first, unless only another one's stands in a text."""
    if known_id(same[0]) is None:
        for entity in same:
            if any(name.text == entity.name for name in entity.names):
                return entity.name
    return same[0].name


def renamed(claim: Claim, ids: Mapping[str, str]) -> Claim:
    """Return a claim of one article about the actors of all; its own id stays.

    Args:
        claim: Naming entities by the ids of its article.
        ids: Id of its article -> id of the actor.
    """
    return replace(
        claim,
        subject=ids[claim.subject],
        object=ids[claim.object] if claim.object else None,
        attributed_to=ids[claim.attributed_to] if claim.attributed_to else None,
        qualifiers=tuple(
            Qualifier(key, ids.get(str(value), value) if key == "from" else value)
            for key, value in claim.qualifiers
        ),
    )
