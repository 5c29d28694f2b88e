"""RDF quads -> `KnowledgeGraph`, the inverse of `build`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pyoxigraph as ox

from kg import iri
from kg.errors import GraphError
from kg.graph import terms as t
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    KnowledgeGraph,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)
from kg.ontology import load, snake

Block = dict[ox.NamedNode, list[t.Object]]
Facts = dict[t.Subject, Block]
Item = TypeVar("Item", Document, Entity, Claim)


def interpret(quads: Iterable[ox.Quad]) -> KnowledgeGraph:
    """Return the knowledge graph that the quads were built of.

    Everything comes back but the mentions of entities and the order of things: articles are
    sorted by source, claims by their place in the text, entities by id (see `canonical`).

    Args:
        quads: Of a store, a file or `build`; statements that `build` does not write are skipped.

    Raises:
        GraphError: A node lacks something that every node of its kind has; the message names it.

    Example:
        >>> from kg.graph import build
        >>> from kg.ontology import load
        >>> meta = Entity("meta", "Company", "Meta", (Name("ميتا", "ar"),))
        >>> interpret(build(KnowledgeGraph((), (meta,), ()), load())).entities[0].names
        (Name(text='Meta', language='en'), Name(text='ميتا', language='ar'))
    """
    facts: Facts = {}
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            facts.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return canonical(
        KnowledgeGraph(
            documents=tuple(_each(facts, t.NEWS_ARTICLE, _document)),
            entities=tuple(_each(facts, None, _entity)),
            claims=tuple(_each(facts, t.CLAIM_TYPES[0], partial(_claim, facts))),
        )
    )


def canonical(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return the graph as `interpret` gives it back: sorted, and without mentions.

    Articles are sorted by source and id; claims by article, place and id; entities by id; names
    with English first, then by language, of each language the first met first.
    """
    documents = sorted(graph.documents, key=lambda document: (document.source, document.id))
    order = {document.id: number for number, document in enumerate(documents)}

    def place(claim: Claim) -> tuple[int, Span, str]:
        first = claim.evidence[0]
        return order.get(first.document, -1), first.sentence, claim.id

    return KnowledgeGraph(
        documents=tuple(documents),
        entities=tuple(_settled(e) for e in sorted(graph.entities, key=lambda e: e.id)),
        claims=tuple(sorted(graph.claims, key=place)),
    )


def _settled(entity: Entity) -> Entity:
    first: dict[str, str] = {"en": entity.name}
    for text, language in entity.names:
        first.setdefault(language.lower(), text)
    names = {Name(text, language.lower()) for text, language in entity.names}
    names.add(Name(entity.name, "en"))

    def rank(name: Name) -> tuple[bool, str, bool, str]:
        preferred = first[name.language] == name.text
        return name.language != "en", name.language, not preferred, name.text

    return replace(
        entity,
        names=tuple(sorted(names, key=rank)),
        same_as=tuple(sorted(set(entity.same_as))),
        mentions=(),
    )


def _each(
    facts: Facts, kind: ox.NamedNode | None, make: Callable[[t.Subject, Block], Item]
) -> Iterator[Item]:
    for subject, block in facts.items():
        types = block.get(t.TYPE, ())
        named = isinstance(subject, ox.NamedNode) and subject.value.startswith(iri.ENTITY)
        if (kind in types) if kind else (named and types):
            try:
                yield make(subject, block)
            except (ValueError, LookupError) as error:
                raise GraphError(f"{t.compact(subject)}: {error}; run `kg check`") from error


def _document(subject: t.Subject, block: Block) -> Document:
    return Document(
        id=t.name_of(subject, iri.ARTICLE),
        text=_text(block, t.BODY),
        language=_text(block, t.LANGUAGE),
        title=_text(block, t.HEADLINE),
        source=_text(block, t.SOURCE),
        url=_text(block, t.URL) if t.URL in block else None,
        published=_text(block, t.PUBLISHED) if t.PUBLISHED in block else None,
    )


def _entity(subject: t.Subject, block: Block) -> Entity:
    preferred = list(_names(block, t.PREF_LABEL))
    english = [name for name in preferred if name.language == "en"]
    if not english:
        raise ValueError("no skos:prefLabel in English")
    return Entity(
        id=t.name_of(subject, iri.ENTITY),
        type=_local(_one(block, t.TYPE)),
        name=english[0].text,
        names=(*preferred, *_names(block, t.ALT_LABEL)),
        same_as=tuple(n.value for n in block.get(t.SAME_AS, ()) if isinstance(n, ox.NamedNode)),
    )


def _names(block: Block, predicate: ox.NamedNode) -> Iterator[Name]:
    for node in block.get(predicate, ()):
        if isinstance(node, ox.Literal) and node.language:
            yield Name(node.value, node.language)


def _claim(facts: Facts, subject: t.Subject, block: Block) -> Claim:
    target = block.get(t.OBJECT, [None])[0]
    evidence = sorted(_evidence(facts, node) for node in block.get(t.EVIDENCE, ()))
    if not evidence:
        raise ValueError("no kg:evidence")
    source = block.get(t.ATTRIBUTED_TO)
    value = t.value_of(target) if isinstance(target, ox.Literal) else None
    return Claim(
        id=t.name_of(subject, iri.CLAIM),
        subject=t.name_of(_one(block, t.SUBJECT), iri.ENTITY),
        relation=_local(_one(block, t.PREDICATE)),
        object=t.name_of(target, iri.ENTITY) if isinstance(target, ox.NamedNode) else None,
        value=value,
        qualifiers=tuple(sorted(_qualifiers(block))),
        modality=Modality(_local(_one(block, t.MODALITY))),
        attributed_to=t.name_of(source[0], iri.ENTITY) if source else None,
        evidence=tuple(found for _, found in evidence),
        confidence=float(_text(block, t.CONFIDENCE)),
        provenance=_provenance(facts, block),
    )


def _qualifiers(block: Block) -> Iterator[Qualifier]:
    known = load().qualifiers
    for predicate, values in block.items():
        key = snake(predicate.value.removeprefix(iri.ONTOLOGY))
        if key in known:
            node = values[0]
            named = isinstance(node, ox.NamedNode)
            yield Qualifier(key, t.name_of(node, iri.ENTITY) if named else t.value_of(node))


def _evidence(facts: Facts, node: t.Object) -> tuple[int, Evidence]:
    block = _block(facts, node)
    spans = {
        part: _span(facts, _one(block, predicate)) if predicate in block else None
        for part, predicate in t.PARTS.items()
    }
    sentences = [
        _span(facts, selector)
        for selector in block.get(t.SELECTOR, ())
        if t.INTERVAL in _block(facts, selector).get(t.TYPE, ())
    ]
    if not sentences:
        raise ValueError(f"{t.compact(node)} has no oa:TextPositionSelector")
    document = t.name_of(_one(block, t.HAS_SOURCE), iri.ARTICLE)
    return int(_text(block, t.POSITION)), Evidence(document, sentences[0], **spans)


def _span(facts: Facts, node: t.Object) -> Span:
    block = _block(facts, node)
    return Span(int(_text(block, t.START)), int(_text(block, t.END)))


def _provenance(facts: Facts, block: Block) -> Provenance:
    run = _block(facts, _one(block, t.GENERATED_BY))
    return Provenance(
        extractor=_text(run, t.EXTRACTOR),
        rule=_text(block, t.RULE),
        version=_text(run, t.EXTRACTOR_VERSION),
    )


def _block(facts: Facts, node: t.Object) -> Block:
    if isinstance(node, ox.Literal) or node not in facts:
        raise ValueError(f"{t.compact(node)} is pointed to but not described")
    return facts[node]


def _one(block: Block, predicate: ox.NamedNode) -> t.Object:
    if predicate not in block:
        raise ValueError(f"no {t.compact(predicate)}")
    return block[predicate][0]


def _text(block: Block, predicate: ox.NamedNode) -> str:
    node = _one(block, predicate)
    if not isinstance(node, ox.Literal):
        raise ValueError(f"{t.compact(predicate)} is no text")
    return node.value


def _local(node: t.Object) -> str:
    value = node.value if isinstance(node, ox.NamedNode) else ""
    if not value.startswith(iri.ONTOLOGY):
        raise ValueError(f"{t.compact(node)} is no term of the ontology")
    return value.removeprefix(iri.ONTOLOGY)
