"""JSON Lines: one article a line, its entities and its claims with their spans.

Names stand where a reader wants names; IRIs stand beside them, because two entities of one article
may share a name (DeepSeek the company and DeepSeek the model). Every span is `start`, `end`:
half-open, in code points of the article's text in NFC with line feeds.

Source:
    JSON Lines, https://jsonlines.org/ ; RFC 8259.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from kg.export._rows import ENTITY_KEYS
from kg.iri import ENTITY
from kg.model import Claim, Document, Entity, Evidence, Extraction, Span

SUFFIX = ".jsonl"


def encode(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Yield one line per extraction, in their order, Arabic as it is and not as escapes.

    Example:
        >>> document = Document("1f", "Meta", "en", "Meta", "news/meta.txt")
        >>> line = next(encode([Extraction(document, (), ())]))
        >>> json.loads(line)["document"]["id"]
        'meta'
    """
    for extraction in extractions:
        yield json.dumps(_article(extraction), ensure_ascii=False) + "\n"


def _article(extraction: Extraction) -> dict[str, Any]:
    document = extraction.document
    entities = {entity.id: entity for entity in extraction.entities}
    return {
        "document": {
            "id": PurePath(document.source).stem if document.source != "-" else document.id,
            "hash": document.id,
            "title": document.title,
            "language": document.language,
            "source": document.source,
            "url": document.url,
            "published": document.published,
        },
        "entities": [_entity(entity, document) for entity in extraction.entities],
        "claims": [_claim(claim, entities, document) for claim in extraction.claims],
    }


def _entity(entity: Entity, document: Document) -> dict[str, Any]:
    return {
        "name": entity.name,
        "type": entity.type,
        "iri": _iri(entity.id),
        "names": [{"text": name.text, "language": name.language} for name in entity.names],
        "same_as": list(entity.same_as),
        "mentions": [
            {"text": mention.text, "start": mention.span.start, "end": mention.span.end}
            for place, mention in entity.mentions
            if place == document.id
        ],
    }


def _claim(claim: Claim, entities: dict[str, Entity], document: Document) -> dict[str, Any]:
    def name(entity_id: str | None) -> str | None:
        return entities[entity_id].name if entity_id is not None else None

    first, *others = (_evidence(evidence, document) for evidence in claim.evidence)
    return {
        "id": claim.id,
        "subject": name(claim.subject),
        "subject_iri": _iri(claim.subject),
        "relation": claim.relation,
        "object": name(claim.object) if claim.object is not None else claim.value,
        "object_iri": _iri(claim.object) if claim.object is not None else None,
        "qualifiers": {
            key: name(str(value)) if key in ENTITY_KEYS else value
            for key, value in claim.qualifiers
        },
        "modality": claim.modality.value,
        "attributed_to": name(claim.attributed_to),
        "confidence": claim.confidence,
        "evidence": first,
        "further_evidence": others,
        "provenance": {
            "extractor": claim.provenance.extractor,
            "rule": claim.provenance.rule,
            "version": claim.provenance.version,
        },
    }


def _evidence(evidence: Evidence, document: Document) -> dict[str, Any]:
    return {
        "quote": evidence.sentence.of(document.text),
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "subject": _span(evidence.subject),
        "object": _span(evidence.object),
        "trigger": _span(evidence.trigger),
    }


def _iri(entity_id: str) -> str:
    return ENTITY + quote(entity_id, safe="")


def _span(span: Span | None) -> dict[str, int] | None:
    return span and {"start": span.start, "end": span.end}
