"""The entities of many articles -> one entity per actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.iri import digest
from kg.language import lookup_key
from kg.link.clusters import KINDS, Disjoint
from kg.model import Claim, Entity, Extraction, KnowledgeGraph, Qualifier


def merge(extractions: Iterable[Extraction]) -> KnowledgeGraph:
    """Unite what several articles give: one entity per actor, every claim kept.

    Entities are one if they have the same id, or share a full name and are of the same kind. The
    first article, in the order given, decides the id.
    """
    extractions = list(extractions)
    entities = [entity for extraction in extractions for entity in extraction.entities]
    groups = _groups(entities)
    united = [_unite([entities[n] for n in group]) for group in groups]
    renamed = {entities[n].id: u.id for group, u in zip(groups, united, strict=True) for n in group}
    claims = [_renamed(claim, renamed) for one in extractions for claim in one.claims]
    documents = {one.document.id: one.document for one in extractions}
    return KnowledgeGraph(
        documents=tuple(documents.values()),
        entities=tuple(united),
        claims=tuple({claim.id: claim for claim in claims}.values()),
    )


def _groups(entities: Sequence[Entity]) -> list[list[int]]:
    sets = Disjoint(len(entities))
    first: dict[tuple[str, str], int] = {}
    for number, entity in enumerate(entities):
        for sign in _signs(entity):
            sets.join(first.setdefault(sign, number), number)
    groups: dict[int, list[int]] = {}
    for number in range(len(entities)):
        groups.setdefault(sets.find(number), []).append(number)
    return list(groups.values())


def _signs(entity: Entity) -> list[tuple[str, str]]:
    """Return what an entity is known by: its id, and its names that are no short forms.

    A single word is the whole name of a company, but only the surname of a person. Known actors
    go by their id alone, which the name tables have settled already.
    """
    if any(mention.known for _, mention in entity.mentions):
        return [("id", entity.id)]
    kind = KINDS.get(entity.type, entity.type)
    full = max(len(name.text.split()) for name in entity.names)
    keys = [lookup_key(n.text) for n in entity.names if len(n.text.split()) == full]
    if kind == "Person" and full == 1:
        keys = []
    return [("id", entity.id), *((kind, key) for key in keys)]


def _unite(same: Sequence[Entity]) -> Entity:
    first = same[0]
    names = dict.fromkeys(name for entity in same for name in entity.names)
    mentions = dict.fromkeys(mention for entity in same for mention in entity.mentions)
    return replace(first, names=tuple(names), mentions=tuple(mentions))


def _renamed(claim: Claim, ids: dict[str, str]) -> Claim:
    subject = ids[claim.subject]
    other = ids[claim.object] if claim.object else None
    source = ids[claim.attributed_to] if claim.attributed_to else None
    qualifiers = tuple(
        Qualifier(key, ids.get(str(value), value) if key == "from" else value)
        for key, value in claim.qualifiers
    )
    document = claim.evidence[0].document
    return replace(
        claim,
        id=digest(document, subject, claim.relation, other, claim.value),
        subject=subject,
        object=other,
        attributed_to=source,
        qualifiers=qualifiers,
    )
