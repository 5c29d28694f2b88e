"""What the page lets one read: KnowledgeGraph -> plain data, which becomes JSON. Pure.

Types, relations, modalities, entities, claims and documents are lists that refer to one another by
position: a name out of an article is never the key of an object in the page's script, where
"constructor" or "__proto__" would mean something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from kg.errors import ExportError
from kg.model import Claim, Document, Entity, KnowledgeGraph, Modality
from kg.ontology import Ontology
from kg.page import reading, wording
from kg.page.assets import style, words

Data = dict[str, Any]

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left (CLDR, layout/orientation)."""


def page_data(graph: KnowledgeGraph, ontology: Ontology, *, language: str) -> Data:
    """Return everything that the page can tell in words.

    Raises:
        ExportError: The page has no words in `language`.
    """
    if language not in words():
        known = ", ".join(sorted(words()))
        raise ExportError(f"page: no interface language {language!r}; available: {known}")
    types, relations = used_types(graph, ontology), used_relations(graph, ontology)
    units = {document.id: reading.code_units(document.text) for document in graph.documents}
    named = reading.mentions(graph)
    at = {
        "type": _positions(types),
        "relation": _positions(relations),
        "entity": _positions(entity.id for entity in graph.entities),
        "document": _positions(units),
        "modality": _positions(Modality),
    }
    return {
        "language": language,
        "words": words(),
        "types": [_type(name, ontology) for name in types],
        "relations": [_relation(name, ontology) for name in relations],
        "families": [{"name": name, **look} for name, look in wording.families().items()],
        "modalities": [_modality(modality, ontology) for modality in Modality],
        "qualifiers": [
            [key, _labels(term.labels, key)] for key, term in ontology.qualifiers.items()
        ],
        "value": style()["value"],
        "entities": [_entity(entity, at) for entity in graph.entities],
        "claims": [_claim(claim, at, units) for claim in graph.claims],
        "documents": [
            _document(document, named[document.id], units[document.id])
            for document in graph.documents
        ],
    }


def usual_language(graph: KnowledgeGraph) -> str:
    """Return the language of most articles; English if the page has no words in it.

    >>> usual_language(KnowledgeGraph((), (), ()))
    'en'
    """
    counts = dict.fromkeys(words(), 0)
    for document in graph.documents:
        code = document.language.lower().partition("-")[0]
        if code in counts:
            counts[code] += 1
    return max(counts, key=lambda code: counts[code])


def used_types(graph: KnowledgeGraph, ontology: Ontology) -> list[str]:
    """Return the types of the graph's entities, in the ontology's order, unknown ones last."""
    return _used((entity.type for entity in graph.entities), ontology.types)


def used_relations(graph: KnowledgeGraph, ontology: Ontology) -> list[str]:
    """Return the relations of the graph's claims, in the ontology's order, unknown ones last."""
    return _used((claim.relation for claim in graph.claims), ontology.relations)


def web_address(address: str | None) -> str | None:
    """Return `address` if it is an absolute http or https one, so that it may become a link.

    >>> web_address("https://news.example/1"), web_address("javascript:alert(1)")
    ('https://news.example/1', None)
    """
    if address is None or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an unclosed bracket in the host
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def direction(language: str) -> str:
    """Return "rtl" or "ltr", the base direction of text in `language`."""
    return "rtl" if language.lower().partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def _positions(names: Iterable[str]) -> dict[str, int]:
    return {name: position for position, name in enumerate(names)}


def _used(names: Iterable[str], known: Mapping[str, Any]) -> list[str]:
    used = dict.fromkeys(names)
    return [name for name in known if name in used] + [name for name in used if name not in known]


def _labels(labels: Mapping[str, str], name: str) -> dict[str, str]:
    """Return a label for each language of the page; the bare name where there is none."""
    return {language: labels.get(language) or labels.get("en") or name for language in words()}


def _type(name: str, ontology: Ontology) -> Data:
    known = ontology.types.get(name)
    look = style()["types"].get(name, style()["other"])
    labels = _labels(known.labels if known else {}, name)
    return {"name": name, "labels": labels, "form": wording.forms().get(name, {}), **look}


def _relation(name: str, ontology: Ontology) -> Data:
    known = ontology.relations.get(name)
    families = list(wording.families())
    family = wording.family_of().get(name)
    says = wording.patterns().get(name, {})
    return {
        "name": name,
        "labels": _labels(known.labels if known else {}, name),
        "symmetric": bool(known and known.symmetric),
        "family": len(families) - 1 if family is None else families.index(family),
        "says": {code: [each[str(m)] for m in Modality] for code, each in says.items()},
    }


def _modality(modality: Modality, ontology: Ontology) -> Data:
    known = ontology.modalities.get(modality)
    labels = _labels(known.labels if known else {}, modality)
    return {"name": modality, "labels": labels, **style()["modalities"][modality]}


def _entity(entity: Entity, at: Mapping[str, Mapping[str, int]]) -> Data:
    spoken = {
        language: next((n.text for n in entity.names if _speaks(n.language, language)), entity.name)
        for language in words()
    }
    spoken["en"] = entity.name
    shown = {entity.name, *spoken.values()}
    return {
        "id": entity.id,
        "type": at["type"][entity.type],
        "names": spoken,
        "also": [list(name) for name in dict.fromkeys(entity.names) if name.text not in shown],
        "links": [link for link in map(web_address, entity.same_as) if link],
    }


def _speaks(code: str, language: str) -> bool:
    return code.lower().partition("-")[0] == language


def _claim(
    claim: Claim,
    at: Mapping[str, Mapping[str, int]],
    units: Mapping[str, Callable[[int], int]],
) -> Data:
    return {
        "id": claim.id,
        "subject": at["entity"][claim.subject],
        "relation": at["relation"][claim.relation],
        "object": None if claim.object is None else at["entity"][claim.object],
        "value": claim.value,
        "qualifiers": [
            [key, value, at["entity"].get(value) if isinstance(value, str) else None]
            for key, value in claim.qualifiers
        ],
        "modality": at["modality"][claim.modality],
        "attributed": None if claim.attributed_to is None else at["entity"][claim.attributed_to],
        "confidence": round(claim.confidence, 4),
        "evidence": [
            {
                "document": at["document"][evidence.document],
                "quote": _in_units(reading.pieces(evidence), units[evidence.document]),
            }
            for evidence in claim.evidence
        ],
    }


def _in_units(rows: Iterable[reading.Piece], unit: Callable[[int], int]) -> list[reading.Piece]:
    return [(unit(start), unit(end), number) for start, end, number in rows]


def _document(
    document: Document, named: Iterable[reading.Named], unit: Callable[[int], int]
) -> Data:
    return {
        "id": document.id,
        "title": document.title,
        "language": document.language,
        "dir": direction(document.language),
        "source": "" if document.source == "-" else document.source,
        "url": web_address(document.url) or web_address(document.source),
        "published": document.published,
        "text": document.text,
        "mentions": _in_units(named, unit),
    }
