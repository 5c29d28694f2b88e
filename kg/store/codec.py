"""What an article gives -> a line of JSON, and back; nothing is lost.

A value is written as the list of its fields, in their order in `kg.model`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)

Fields = Sequence[Any]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_NOBODY = Provenance("", "", "")


class Profile(NamedTuple):
    """An observed entity without its places: what articles that observe the same have in common.

    Attributes:
        observed: The id under which it stands if nothing is joined to it.
        known: Id of the known actor that its mentions name, or None.
        mentioned: Whether its article names it anywhere.
        id: Its id in the article.
        type: Its type in the article.
        name: Its usual name.
        names: `(text, language)`, in order.
        same_as: IRIs.
    """

    observed: str
    known: str | None
    mentioned: bool
    id: str
    type: str
    name: str
    names: tuple[tuple[str, str], ...]
    same_as: tuple[str, ...]


def encode(extraction: Extraction) -> str:
    """Return an extraction as JSON.

    Example:
        >>> document = Document("d", "سطر", "ar", "سطر", "-")
        >>> one = Extraction(document, (Entity("x", "Company", "X", (Name("X", "en"),)),), ())
        >>> decode(encode(one)) == one
        True
    """
    d = extraction.document
    return dump(
        [
            [d.id, d.text, d.language, d.title, d.source, d.url, d.published],
            [_entity_fields(entity) for entity in extraction.entities],
            [claim_fields(claim) for claim in extraction.claims],
        ]
    )


def decode(text: str) -> Extraction:
    """Return the extraction that `encode` made `text` of."""
    document, entities, claims = json.loads(text)
    return Extraction(Document(*document), tuple(map(_entity, entities)), tuple(map(claim, claims)))


def dump(value: object) -> str:
    """Return a value as the shortest JSON."""
    return _JSON.encode(value)


def claim_fields(claim: Claim) -> Fields:
    """Return the fields of a claim, fit for JSON."""
    c = claim
    ends = (c.id, c.subject, c.relation, c.object, c.value)
    evidence = [(e.document, e.sentence, e.subject, e.object, e.trigger) for e in c.evidence]
    by = (c.provenance.extractor, c.provenance.rule, c.provenance.version)
    return (*ends, c.qualifiers, c.modality, c.attributed_to, evidence, c.confidence, by)


def claim(fields: Fields) -> Claim:
    """Return the claim of `fields`."""
    own, subject, relation, other, value, qualifiers, modality, said_by, *rest = fields
    evidence, confidence, by = rest
    return Claim(
        own,
        subject,
        relation,
        other,
        value,
        tuple(Qualifier(*pair) for pair in qualifiers),
        Modality(modality),
        said_by,
        tuple(map(_evidence, evidence)),
        confidence,
        Provenance(*by),
    )


def _evidence(fields: Fields) -> Evidence:
    document, sentence, *parts = fields
    return Evidence(document, Span(*sentence), *(Span(*part) if part else None for part in parts))


def profile(entity: Entity, observed: str) -> Profile:
    """Return what stays of an observed entity when it is no matter where it stands."""
    known = next((mention.known for _, mention in entity.mentions if mention.known), None)
    return Profile(
        observed,
        known,
        bool(entity.mentions),
        entity.id,
        entity.type,
        entity.name,
        entity.names,
        entity.same_as,
    )


def profile_key(profile: Profile) -> str:
    """Return a profile as JSON."""
    return dump(profile)


def observed_entity(key: str, document: str) -> Entity:
    """Return the entity of a profile as the article `document` observes it, at no real place."""
    fields = Profile(*json.loads(key))
    nowhere = Mention(Span(0, 0), fields.name, fields.type, fields.known, _NOBODY)
    return Entity(
        id=fields.id,
        type=fields.type,
        name=fields.name,
        names=tuple(Name(*pair) for pair in fields.names),
        same_as=tuple(fields.same_as),
        mentions=((document, nowhere),) if fields.mentioned else (),
    )


def actor_key(entity: Entity, replaced: Sequence[str]) -> str:
    """Return what the graph says of an actor, and which ids it replaces, as JSON."""
    return dump([entity.id, entity.type, entity.name, entity.names, entity.same_as, replaced])


def actor(key: str) -> tuple[Entity, list[str]]:
    """Return the actor, and the ids it replaces, that `actor_key` made `key` of."""
    own, kind, name, names, same_as, replaced = json.loads(key)
    names = tuple(Name(*pair) for pair in names)
    return Entity(own, kind, name, names, tuple(same_as)), replaced


def _entity_fields(entity: Entity) -> Fields:
    mentions = [
        (
            d,
            m.span,
            m.text,
            m.type,
            m.known,
            m.provenance.extractor,
            m.provenance.rule,
            m.provenance.version,
        )
        for d, m in entity.mentions
    ]
    return (entity.id, entity.type, entity.name, entity.names, entity.same_as, mentions)


def _entity(fields: Fields) -> Entity:
    own, kind, name, names, same_as, mentions = fields
    return Entity(
        own,
        kind,
        name,
        tuple(Name(*pair) for pair in names),
        tuple(same_as),
        tuple(
            (document, Mention(Span(*span), text, type_, known, Provenance(*by)))
            for document, span, text, type_, known, *by in mentions
        ),
    )
