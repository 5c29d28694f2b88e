"""The words behind a node or an edge: the claims about one entity, or between two."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from kg.errors import GraphError
from kg.graph import terms as t
from kg.language import lookup_key
from kg.model import Claim, Document, Entity, KnowledgeGraph, Span, Value

_NEAR = 5


class Explanation(NamedTuple):
    """A claim with the words that carry it.

    Attributes:
        claim: The claim, with its modality, qualifiers and confidence.
        subject: Usual name of its subject.
        object: Usual name of its object, or its value as text; `""` where it is not said.
        attributed_to: Usual name of the one on whose word it stands, or None.
        quote: The sentence that says it, cut from the article.
        span: Where the sentence stands in the article's text (code points, half-open).
        document: The article.
        details: The claim's qualifiers, in words: of an entity its usual name, not its id.
    """

    claim: Claim
    subject: str
    object: str
    attributed_to: str | None
    quote: str
    span: Span
    document: Document
    details: tuple[tuple[str, str], ...] = ()


def explain(graph: KnowledgeGraph, name: str, other: str | None = None) -> list[Explanation]:
    """Return the claims about an entity, or between two, one explanation per piece of evidence.

    Args:
        graph: What was read, or `interpret` of a graph file.
        name: A name in any language and spelling known to the graph, or an id.
        other: A second entity; then only claims that join both, in either direction.

    Raises:
        GraphError: No entity has that name (near names are listed), or several have.

    Example:
        >>> explain(KnowledgeGraph((), (Entity("meta", "Company", "Meta", ()),), ()), "META")
        []
    """
    entity = resolve(graph, name)
    second = None if other is None else resolve(graph, other)
    claims = [claim for claim in graph.claims if _concerns(claim, entity, second)]
    names = {entity.id: entity.name for entity in graph.entities}
    documents = {document.id: document for document in graph.documents}
    return [found for claim in claims for found in _explanations(claim, names, documents)]


def resolve(graph: KnowledgeGraph, name: str) -> Entity:
    """Return the one entity that `name` is an id or a name of.

    Case, vowel signs and the carriers of hamza make no difference, unless the very spelling is
    the name of one entity alone.

    Raises:
        GraphError: None has it, or several have; the message lists near names or the ids.

    Example:
        >>> meta = Entity("meta", "Company", "Meta", ())
        >>> resolve(KnowledgeGraph((), (meta,), ()), "meta").name
        'Meta'
    """
    for entity in graph.entities:
        if entity.id == name.removeprefix("entity:"):
            return entity
    spelled = [entity for entity in graph.entities if name in _names(entity)]
    keys = _keys(graph)
    found = spelled if len(spelled) == 1 else keys.get(lookup_key(name), [])
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(f"{entity.id} ({entity.type})" for entity in found)
        raise GraphError(f"{name!r} names several entities; give an id: {choices}")
    near = get_close_matches(lookup_key(name), list(keys), n=_NEAR, cutoff=0.5)
    names = dict.fromkeys(entity.name for key in near for entity in keys[key])
    hint = f"did you mean {', '.join(names)}?" if names else "no name in the graph comes near"
    raise GraphError(f"no entity is named {name!r}; {hint}")


def _keys(graph: KnowledgeGraph) -> dict[str, list[Entity]]:
    keys: dict[str, list[Entity]] = {}
    for entity in graph.entities:
        for key in dict.fromkeys(map(lookup_key, _names(entity))):
            keys.setdefault(key, []).append(entity)
    return keys


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(name.text for name in entity.names))


def _concerns(claim: Claim, entity: Entity, other: Entity | None) -> bool:
    ends = (claim.subject, claim.object)
    if other is None:
        return entity.id in ends
    return ends in ((entity.id, other.id), (other.id, entity.id))


def _explanations(
    claim: Claim, names: dict[str, str], documents: dict[str, Document]
) -> Iterator[Explanation]:
    target = names.get(claim.object, claim.object) if claim.object else claim.value
    source = claim.attributed_to
    for evidence in claim.evidence:
        document = documents[evidence.document]
        yield Explanation(
            claim=claim,
            subject=names.get(claim.subject, claim.subject),
            object="" if target is None else str(target),
            attributed_to=None if source is None else names.get(source, source),
            quote=evidence.sentence.of(document.text),
            span=evidence.sentence,
            document=document,
            details=tuple((key, _detail(key, value, names)) for key, value in claim.qualifiers),
        )


def _detail(key: str, value: Value, names: dict[str, str]) -> str:
    return names.get(str(value), str(value)) if key in t.ENTITY_KEYS else str(value)
