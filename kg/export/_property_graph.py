"""A knowledge graph as a property graph: a stream of nodes, and one of relationships.

An actor is a node with its type as a label; a claim is a relationship typed by its relation.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any

from kg import iri
from kg.export._claim_rows import claim_rows
from kg.export._elements import (
    KINDS,
    PARTS,
    Column,
    Node,
    Plain,
    Relationship,
    entity_node,
    fits,
    named,
    quoted,
)
from kg.export._rows import entities_of, plain
from kg.model import Claim, Document, Entity, KnowledgeGraph

Analysis = Mapping[str, Mapping[str, Plain]]
"""Id of an entity -> column -> value."""

_TYPES = {int: "integer", float: "number", str: "string", list: "strings"}
WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """What is exported.

    Attributes:
        knowledge: The graph.
        deals: Values such as `kg.fusion.deals` gives, of which only the shape is known here.
        articles: Whether articles have their text and are joined to the entities they name.
        analysis: Columns that entities have besides.
        turtle: Gives the same graph as Turtle, for formats that are RDF.
    """

    knowledge: KnowledgeGraph
    deals: Sequence[Any] = ()
    articles: bool = False
    analysis: Analysis = field(default_factory=dict)
    turtle: Callable[[], Iterable[bytes]] | None = None


def nodes(graph: PropertyGraph, kinds: Iterable[str] = KINDS) -> Iterator[Node]:
    """Yield the nodes of these kinds, one kind after the other, each in the graph's order.

    Raises:
        ExportError: The type of an entity cannot be a label.

    Example:
        >>> meta = Entity("meta", "Company", "Meta", ())
        >>> (node,) = nodes(PropertyGraph(KnowledgeGraph((), (meta,), ())))
        >>> node.labels, node.properties["name"]
        (('Entity', 'Company'), 'Meta')
    """
    return chain.from_iterable(_NODES[kind](graph) for kind in kinds)


def relationships(
    graph: PropertyGraph, kinds: Iterable[str] = ("Claim", *PARTS)
) -> Iterator[Relationship]:
    """Yield the relationships of these kinds: claims, parts of deals, mentions if asked for.

    Raises:
        ExportError: A relation cannot be a type; a claim names what is not in the graph.

    Example:
        >>> list(relationships(PropertyGraph(KnowledgeGraph((), (), ()))))
        []
    """
    return chain.from_iterable(_RELATIONSHIPS[kind](graph) for kind in kinds)


def analysis_columns(graph: PropertyGraph) -> tuple[Column, ...]:
    """Return the columns that entities have besides, in the order in which they are met.

    Example:
        >>> known = KnowledgeGraph((), (), ())
        >>> analysis_columns(PropertyGraph(known, analysis={"meta": {"rank": 0.5, "group": 1}}))
        (Column(name='rank', type='number'), Column(name='group', type='integer'))
    """
    found: dict[str, str] = {}
    for row in graph.analysis.values():
        for name, value in row.items():
            if found.setdefault(named(name, f"column {name!r}"), _TYPES[type(value)]) == "integer":
                found[name] = _TYPES[type(value)]  # one that is no whole number makes all numbers
    return tuple(Column(name, type_) for name, type_ in found.items())


def _entities(graph: PropertyGraph) -> Iterator[Node]:
    for entity in graph.knowledge.entities:
        yield _entity(entity, graph.analysis.get(entity.id, {}))


def _values(graph: PropertyGraph) -> Iterator[Node]:
    return (_value(claim) for claim in graph.knowledge.claims if claim.object is None)


def _deals(graph: PropertyGraph) -> Iterator[Node]:
    names = {entity.id: entity.name for entity in graph.knowledge.entities}
    return (_deal(deal, names) for deal in graph.deals)


def _articles(graph: PropertyGraph) -> Iterator[Node]:
    return (_article(document, graph.articles) for document in graph.knowledge.documents)


def _claims(graph: PropertyGraph) -> Iterator[Relationship]:
    return claim_rows(graph.knowledge, graph.deals)


def _targets(graph: PropertyGraph) -> Iterator[Relationship]:
    return (_part(deal, "TARGET", deal.target) for deal in graph.deals)


def _parties(graph: PropertyGraph) -> Iterator[Relationship]:
    return (_part(deal, "PARTY", party) for deal in graph.deals for party in deal.parties)


def _part(deal: Any, type_: str, entity: str) -> Relationship:
    start, end = f"deal:{deal.id}", entity_node(entity)
    return Relationship(f"{start} {type_} {end}", type_, start, end, ())


def _entity(entity: Entity, analysis: Mapping[str, Plain]) -> Node:
    own, same_as = entity_node(entity.id), entity.same_as
    texts = [name[0] for name in entity.names]
    languages = [name[1] for name in entity.names]
    values = (
        own,
        iri.ENTITY + quoted(entity.id),
        entity.name,
        texts[languages.index("en")] if "en" in languages else None,
        texts[languages.index("ar")] if "ar" in languages else None,
        texts or None,
        languages or None,
        _wikidata(same_as) if same_as else None,
        list(same_as) or None,
    )
    return Node(own, _labels(entity.type), values, analysis)


def _wikidata(addresses: Iterable[str]) -> str | None:
    found = (each.removeprefix(WIKIDATA) for each in addresses if each.startswith(WIKIDATA))
    return next(found, None)


@cache
def _labels(type_: str) -> tuple[str, str]:
    return "Entity", named(type_, f"entity type {type_!r}")


def _value(claim: Claim) -> Node:
    value, currency = claim.value, claim.qualifier("currency")
    shown = "" if value is None else plain(value)
    return Node(
        id=(own := f"value:{claim.id}"),
        labels=("Value",),
        values=(
            own,
            f"{shown} {currency}" if shown and currency else shown or "not said",
            value if isinstance(value, int | float) and fits(value) else None,
            currency if isinstance(currency, str) else None,
            value if isinstance(value, str) and fits(value) else None,
            None if value is None or fits(value) else [json.dumps(value)],
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
        for claim in (graph.knowledge.claims if graph.articles else ())
        for entity in dict.fromkeys(entities_of(claim))
    )
    for (document, entity), count in claims.items():
        start, end = f"article:{document}", entity_node(entity)
        yield Relationship(f"{start} MENTIONS {end}", "MENTIONS", start, end, (count,))


_NODES = {"Entity": _entities, "Value": _values, "Deal": _deals, "Article": _articles}
_RELATIONSHIPS = {
    "Claim": _claims,
    "TARGET": _targets,
    "PARTY": _parties,
    "MENTIONS": _mentions,
}
