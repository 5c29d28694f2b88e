"""A knowledge graph as a property graph: a stream of nodes, and one of relationships.

An actor is a node with its type as a label; a claim is a relationship typed by its relation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg import iri
from kg.export._claim_rows import claim_rows
from kg.export._elements import Node, Plain, Relationship, entity_node, is_exact, named, quoted
from kg.export._rows import entities_of, plain
from kg.model import Claim, Document, Entity, KnowledgeGraph

Analysis = Mapping[str, Mapping[str, Plain]]
"""Id of an entity -> column -> value."""

WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """What is exported.

    Attributes:
        knowledge: The graph.
        deals: Values such as `kg.fusion.deals` gives, of which only the shape is known here.
        articles: Whether articles have their text and are joined to the entities they name.
        analysis: Columns that entities have besides.
    """

    knowledge: KnowledgeGraph
    deals: Sequence[Any] = ()
    articles: bool = False
    analysis: Analysis = field(default_factory=dict)


def nodes(graph: PropertyGraph) -> Iterator[Node]:
    """Yield the nodes: entities, values, deals, articles; each kind in the graph's order.

    Raises:
        ExportError: The type of an entity cannot be a label.

    Example:
        >>> meta = Entity("meta", "Company", "Meta", ())
        >>> (node,) = nodes(PropertyGraph(KnowledgeGraph((), (meta,), ())))
        >>> node.labels, node.properties["name"]
        (('Entity', 'Company'), 'Meta')
    """
    for entity in graph.knowledge.entities:
        yield _entity(entity, graph.analysis.get(entity.id, {}))
    for claim in graph.knowledge.claims:
        if claim.object is None:
            yield _value(claim)
    names = _names(graph) if graph.deals else {}
    for deal in graph.deals:
        yield _deal(deal, names)
    for document in graph.knowledge.documents:
        yield _article(document, graph.articles)


def relationships(graph: PropertyGraph) -> Iterator[Relationship]:
    """Yield the relationships: claims, parts of deals, and mentions if asked for.

    Raises:
        ExportError: A relation cannot be a type; a claim names what is not in the graph.

    Example:
        >>> list(relationships(PropertyGraph(KnowledgeGraph((), (), ()))))
        []
    """
    yield from claim_rows(graph.knowledge, graph.deals)
    for deal in graph.deals:
        own = f"deal:{deal.id}"
        for type_, ends in (("TARGET", (deal.target,)), ("PARTY", deal.parties)):
            for end in ends:
                yield Relationship(f"{own} {type_} {end}", type_, own, entity_node(end), ())
    if graph.articles:
        yield from _mentions(graph)


def _names(graph: PropertyGraph) -> dict[str, str]:
    return {entity.id: entity.name for entity in graph.knowledge.entities}


def _entity(entity: Entity, analysis: Mapping[str, Plain]) -> Node:
    first: dict[str, str] = {}
    for text, language in entity.names:
        first.setdefault(language, text)
    known = (each for each in entity.same_as if each.startswith(WIKIDATA))
    return Node(
        id=(own := entity_node(entity.id)),
        labels=("Entity", named(entity.type, f"entity {entity.id!r}: type {entity.type!r}")),
        values=(
            own,
            iri.ENTITY + quoted(entity.id),
            entity.name,
            first.get("en"),
            first.get("ar"),
            [name.text for name in entity.names] or None,
            [name.language for name in entity.names] or None,
            next((each.removeprefix(WIKIDATA) for each in known), None),
            list(entity.same_as) or None,
        ),
        analysis=analysis,
    )


def _value(claim: Claim) -> Node:
    value, currency = claim.value, claim.qualifier("currency")
    shown = "" if value is None else plain(value)
    return Node(
        id=(own := f"value:{claim.id}"),
        labels=("Value",),
        values=(
            own,
            f"{shown} {currency}" if shown and currency else shown or "not said",
            value if is_exact(value) else None,
            currency if isinstance(currency, str) else None,
            value if isinstance(value, str) else None,
        ),
    )


def _deal(deal: Any, names: Mapping[str, str]) -> Node:
    return Node(
        id=(own := f"deal:{deal.id}"),
        labels=("Deal",),
        values=(
            own,
            f"{iri.BASE}deal/{quoted(deal.id)}",
            f"{deal.kind}: {names.get(deal.target, deal.target)}",
            str(deal.kind),
            deal.round,
            None if deal.date is None else str(deal.date),
            str(deal.status),
        ),
    )


def _article(document: Document, whole: bool) -> Node:
    return Node(
        id=(own := f"article:{document.id}"),
        labels=("Article",),
        values=(
            own,
            iri.ARTICLE + quoted(document.id),
            document.title,
            document.language,
            document.source,
            document.url,
            document.published,
            document.text if whole else None,
        ),
    )


def _mentions(graph: PropertyGraph) -> Iterator[Relationship]:
    """Yield which article makes claims about which entity, in the order of the claims."""
    claims = Counter(
        (claim.evidence[0].document, entity)
        for claim in graph.knowledge.claims
        for entity in dict.fromkeys(entities_of(claim))
    )
    for (document, entity), count in claims.items():
        start, end = f"article:{document}", entity_node(entity)
        yield Relationship(f"{start} MENTIONS {end}", "MENTIONS", start, end, (count,))
