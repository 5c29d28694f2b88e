"""`KnowledgeGraph` -> RDF quads: articles, entities, claims with evidence, and plain edges."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from itertools import chain, starmap
from typing import TypeVar

import pyoxigraph as ox

from kg import __version__, iri
from kg.errors import GraphError
from kg.graph import terms as t
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    KnowledgeGraph,
    Modality,
    Provenance,
    Span,
    Value,
)
from kg.ontology import Ontology, Relation, camel

HIDDEN = frozenset({Modality.DENIED, Modality.ENDED})
"""Modalities whose claims give no plain edge in the default graph."""

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
Item = TypeVar("Item", Document, Entity, Claim)


def build(
    graph: KnowledgeGraph, ontology: Ontology, elsewhere: Container[str] = ()
) -> list[ox.Quad]:
    """Return the quads of a knowledge graph.

    The default graph holds articles, entities, claims, evidence, and one plain edge (subject,
    relation, object) a claim that is neither denied nor ended; the named graph
    `graph/<modality>` holds the plain edges of every claim of that modality. An edge of a
    symmetric relation is written in both directions. Where an id comes twice the first stands.

    Args:
        graph: What several articles give together.
        ontology: Says which relations and qualifiers there are.
        elsewhere: Ids of entities that claims may name, and that other quads describe.

    Returns:
        list[Quad]: Each quad once; no blank nodes, every IRI derived from content.

    Raises:
        GraphError: A claim names an unknown entity, article, relation or qualifier, or a text
            cannot stand in RDF; the message says which.

    Source:
        PROV-O, https://www.w3.org/TR/prov-o/ ; Web Annotation Vocabulary,
        https://www.w3.org/TR/annotation-vocab/ ; SKOS, https://www.w3.org/TR/skos-reference/

    Example:
        >>> from kg.ontology import load
        >>> meta = Entity("meta", "Company", "Meta", ())
        >>> [str(q.object) for q in build(KnowledgeGraph((), (meta,), ()), load())]
        ['<https://w3id.org/ai-industry-kg/ontology#Company>', '"Meta"@en', '"Meta"@en']
    """
    documents = {document.id: document for document in reversed(graph.documents)}
    entities = {entity.id: entity for entity in reversed(graph.entities)}
    claims = {claim.id: claim for claim in reversed(graph.claims)}

    def statement(claim: Claim) -> Iterator[Triple]:
        _require(claim, entities, elsewhere)
        return _claim(claim, documents, ontology)

    triples = chain(
        _each("article", documents.values(), _article),
        _each("entity", entities.values(), _entity),
        _each("claim", claims.values(), statement),
        *map(_run, dict.fromkeys(claim.provenance for claim in claims.values())),
    )
    edges = (edge for claim in claims.values() for edge in _edges(claim, ontology))
    # Claims of one sentence share its selectors, and claims of one fact share their edge.
    return list(dict.fromkeys(chain(starmap(ox.Quad, triples), edges)))


def _each(
    kind: str, items: Iterable[Item], triples_of: Callable[[Item], Iterable[Triple]]
) -> Iterator[Triple]:
    for item in items:
        try:
            yield from triples_of(item)
        except ValueError as error:
            raise GraphError(f"{kind} {item.id!r} cannot be written: {error}") from error


def _article(document: Document) -> Iterator[Triple]:
    subject = t.node(iri.ARTICLE, document.id)
    yield subject, t.TYPE, t.NEWS_ARTICLE
    yield subject, t.HEADLINE, t.text(document.title, document.language)
    yield subject, t.LANGUAGE, t.text(document.language)
    yield subject, t.BODY, t.text(document.text, document.language)
    yield subject, t.SOURCE, t.text(document.source)
    if document.url is not None:
        # A literal, so that an address that is no IRI survives as well.
        yield subject, t.URL, ox.Literal(document.url, datatype=t.ANY_URI)
    if document.published is not None:
        yield subject, t.PUBLISHED, t.dated(document.published)


def _entity(entity: Entity) -> Iterator[Triple]:
    subject = t.node(iri.ENTITY, entity.id)
    yield subject, t.TYPE, ox.NamedNode(iri.ONTOLOGY + entity.type)
    labelled: dict[str, str] = {}
    for text, language in ((entity.name, "en"), *entity.names):
        label = t.text(text, language)
        if labelled.setdefault(language, text) == text:
            yield subject, t.PREF_LABEL, label
            yield subject, t.LABEL, label
        else:
            yield subject, t.ALT_LABEL, label
    for address in entity.same_as:
        yield subject, t.SAME_AS, ox.NamedNode(address)


def _claim(claim: Claim, documents: dict[str, Document], ontology: Ontology) -> Iterator[Triple]:
    subject = t.node(iri.CLAIM, claim.id)
    for kind in t.CLAIM_TYPES:
        yield subject, t.TYPE, kind
    yield subject, t.SUBJECT, t.node(iri.ENTITY, claim.subject)
    yield subject, t.PREDICATE, _property(claim.relation)
    target = _object(claim, _relation(claim, ontology))
    if target is not None:
        yield subject, t.OBJECT, target
    yield subject, t.MODALITY, _property(claim.modality)
    yield subject, t.CONFIDENCE, t.literal(float(claim.confidence))
    yield subject, t.RULE, t.text(claim.provenance.rule)
    yield subject, t.GENERATED_BY, _run_node(claim.provenance)
    if claim.attributed_to is not None:
        yield subject, t.ATTRIBUTED_TO, t.node(iri.ENTITY, claim.attributed_to)
    for key, value in claim.qualifiers:
        if key not in ontology.qualifiers:
            raise ValueError(f"the qualifier {key!r} is not in the ontology")
        yield subject, _property(camel(key)), _qualifier(key, value)
    for number, evidence in enumerate(claim.evidence, 1):
        yield from _evidence(subject, number, evidence, _document(evidence, documents))


def _evidence(
    claim: ox.NamedNode, number: int, evidence: Evidence, document: Document
) -> Iterator[Triple]:
    subject = ox.NamedNode(f"{claim.value.replace(iri.CLAIM, iri.EVIDENCE, 1)}-{number}")
    article = t.node(iri.ARTICLE, document.id)
    yield claim, t.EVIDENCE, subject
    yield claim, t.DERIVED_FROM, article
    for kind in t.EVIDENCE_TYPES:
        yield subject, t.TYPE, kind
    yield subject, t.POSITION, t.literal(number)
    yield subject, t.HAS_SOURCE, article
    quote = _part("quote", document, evidence.sentence)
    yield subject, t.SELECTOR, quote
    yield quote, t.TYPE, t.QUOTE
    yield quote, t.EXACT, t.text(evidence.sentence.of(document.text), document.language)
    yield from _interval(subject, t.SELECTOR, evidence.sentence, document)
    for part, predicate in t.PARTS.items():
        span = getattr(evidence, part)
        if span is not None:
            yield from _interval(subject, predicate, span, document)


def _interval(
    subject: ox.NamedNode, predicate: ox.NamedNode, span: Span, document: Document
) -> Iterator[Triple]:
    start, end = span
    if not 0 <= start <= end <= len(document.text):
        raise ValueError(f"[{start}, {end}) lies outside the text of article {document.id!r}")
    selector = _part("span", document, span)
    yield subject, predicate, selector
    yield selector, t.TYPE, t.INTERVAL
    yield selector, t.START, t.literal(start)
    yield selector, t.END, t.literal(end)


def _part(prefix: str, document: Document, span: Span) -> ox.NamedNode:
    return t.node(t.PREFIXES[prefix], f"{document.id}-{span.start}-{span.end}")


def _run(provenance: Provenance) -> Iterator[Triple]:
    subject = _run_node(provenance)
    yield subject, t.TYPE, t.ACTIVITY
    yield subject, t.SOFTWARE_VERSION, t.text(__version__)
    yield subject, t.EXTRACTOR, t.text(provenance.extractor)
    yield subject, t.EXTRACTOR_VERSION, t.text(provenance.version)


def _run_node(provenance: Provenance) -> ox.NamedNode:
    name = iri.digest(__version__, provenance.extractor, provenance.version)
    return t.node(iri.RUN, name)


def _edges(claim: Claim, ontology: Ontology) -> Iterator[ox.Quad]:
    relation = ontology.relations[claim.relation]
    target = _object(claim, relation)
    if target is None:
        return
    subject, predicate = t.node(iri.ENTITY, claim.subject), _property(claim.relation)
    ends: list[Triple] = [(subject, predicate, target)]
    if relation.symmetric and isinstance(target, ox.NamedNode):
        ends.append((target, predicate, subject))
    named = t.node(iri.GRAPH, claim.modality)
    for edge in ends:
        yield ox.Quad(*edge, named)
        if claim.modality not in HIDDEN:
            yield ox.Quad(*edge)


def _object(claim: Claim, relation: Relation) -> ox.NamedNode | ox.Literal | None:
    if claim.object is not None:
        if relation.literal:
            raise ValueError(f"{relation.name} takes a value, not the entity {claim.object!r}")
        return t.node(iri.ENTITY, claim.object)
    if not relation.literal:
        raise ValueError(f"{relation.name} takes an entity as its object")
    return None if claim.value is None else t.literal(claim.value)


def _qualifier(key: str, value: Value) -> ox.NamedNode | ox.Literal:
    if key in t.ENTITY_KEYS:
        return t.node(iri.ENTITY, str(value))
    return t.dated(value) if key in t.DATE_KEYS else t.literal(value)


def _relation(claim: Claim, ontology: Ontology) -> Relation:
    if claim.relation not in ontology.relations:
        raise ValueError(f"the relation {claim.relation!r} is not in the ontology")
    return ontology.relations[claim.relation]


def _document(evidence: Evidence, documents: dict[str, Document]) -> Document:
    if evidence.document not in documents:
        raise ValueError(f"the article {evidence.document!r} of its evidence is not in the graph")
    return documents[evidence.document]


def _require(claim: Claim, entities: Container[str], elsewhere: Container[str]) -> None:
    if not claim.evidence:
        raise ValueError("it has no evidence")
    known = (claim.subject, claim.object, claim.attributed_to, claim.qualifier("from"))
    for name in known:
        if name is not None and name not in entities and name not in elsewhere:
            raise ValueError(f"the entity {name!r} is not in the graph")


@cache
def _property(name: str) -> ox.NamedNode:
    return ox.NamedNode(iri.ONTOLOGY + name)
