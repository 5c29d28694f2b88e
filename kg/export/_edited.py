"""A property graph that comes back from another tool -> `KnowledgeGraph`.

What the tool left as it was comes back as it was; what somebody changed or drew there is a claim
whose provenance says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from kg.errors import ReadError
from kg.export._claim_rows import details
from kg.export._edits import Edits, Statement
from kg.export._elements import PARTS, Plain, entity_id, kind_of, type_of
from kg.export._found import Found, FoundEdge, FoundNode, Properties
from kg.export._property_graph import WIKIDATA
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
    Value,
)
from kg.ontology import load

_NOT_EVERYWHERE = re.compile("[\x00-\x1f\ufffe\uffff]")


def interpret(
    found: Found, tool: str, source: str, before: KnowledgeGraph | None = None
) -> KnowledgeGraph:
    """Return the graph that was edited.

    Args:
        found: What the tool wrote.
        tool: What the provenance names: `"edited in TOOL"`.
        source: Where it was read from, as the user named it.
        before: The graph as it was exported; what is as it was there keeps its provenance, and
            articles their text. Without it every claim counts as edited.

    Raises:
        ReadError: A node or relationship is none that a graph of claims can have.
    """
    values = {node.id: node.properties for node in found.nodes}
    entities = tuple(_entity(node) for node in found.nodes if "Entity" in node.labels)
    articles = [_article(node) for node in found.nodes if "Article" in node.labels]
    edits = Edits(articles, {entity.id: entity.name for entity in entities}, tool)
    by = Provenance(f"edited in {tool}", "by hand", "")
    claims = [
        _claim(edge, values.get(edge.end, {}), edits, by)
        for edge in found.edges
        if edge.type not in PARTS
    ]
    _require({entity.id for entity in entities}, claims, source)
    made = KnowledgeGraph(
        edits.documents(source), entities, tuple(_at(claim, edits.id) for claim in claims)
    )
    return made if before is None else _with(made, before)


def _require(known: set[str], claims: list[Claim], source: str) -> None:
    for claim in claims:
        for end in (claim.subject, claim.object, claim.attributed_to, claim.qualifier("from")):
            if end is not None and end not in known:
                raise ReadError(f"{source}: claim {claim.id}: {end!r} is no Entity of the file")


def _at(claim: Claim, document: str) -> Claim:
    """Return a claim with the id of the document of the edits, which was not known before."""
    drawn = claim.evidence[0].document == ""
    found = (replace(each, document=document) for each in claim.evidence)
    return replace(claim, evidence=tuple(found)) if drawn else claim


def _with(made: KnowledgeGraph, before: KnowledgeGraph) -> KnowledgeGraph:
    documents = {document.id: document for document in before.documents}
    mentions = {entity.id: entity.mentions for entity in before.entities}
    claims = {claim.id: claim for claim in before.claims}

    def as_it_was(claim: Claim) -> Claim:
        old = claims.get(claim.id)
        same = old is not None and replace(claim, provenance=old.provenance) == old
        return old if old is not None and same else claim

    return KnowledgeGraph(
        tuple(documents.get(document.id, document) for document in made.documents),
        tuple(replace(each, mentions=mentions.get(each.id, ())) for each in made.entities),
        tuple(map(as_it_was, made.claims)),
    )


def _entity(node: FoundNode) -> Entity:
    known = node.properties
    types = [label for label in node.labels if label in load().types]
    types = [label for label in types if label != "Entity"] or types
    if len(types) != 1:
        raise ReadError(
            f"node {node.id!r} has the labels {', '.join(node.labels)}; "
            "an Entity has one type of those that `kg list types` shows"
        )
    same_as = _list(known.get("same_as"))
    wikidata = known.get("wikidata")
    if wikidata is not None and f"{WIKIDATA}{wikidata}" not in same_as:
        same_as.insert(0, f"{WIKIDATA}{wikidata}")
    return Entity(
        id=entity_id(node.id),
        type=types[0],
        name=str(known.get("name", node.id)),
        names=tuple(_names(known)),
        same_as=tuple(same_as),
    )


def _names(known: Properties) -> list[Name]:
    languages, texts = _list(known.get("name_languages")), _list(known.get("names"))
    texts += [""] * (len(languages) - len(texts))
    names = [Name(*pair) for pair in zip(texts, languages, strict=False)]
    for language in ("ar", "en"):
        text = known.get(f"name_{language}")
        first = next((name.text for name in names if name.language == language), None)
        if text is not None and (
            first is None or _plainly(text) != _plainly(first)
        ):  # it was changed there
            names.insert(0, Name(str(text), language))
    return names


def _plainly(text: object) -> str:
    """Return a text without what some formats hold in an array only, or elsewhere only."""
    return _NOT_EVERYWHERE.sub(" ", str(text))


def _article(node: FoundNode) -> Document:
    known = node.properties
    return Document(
        id=node.id.removeprefix("article:"),
        text=str(known.get("text", "")),
        language=str(known.get("language", "en")),
        title=str(known.get("name", "")),
        source=str(known.get("source", "")),
        url=_text(known.get("url")),
        published=_text(known.get("published")),
    )


def _claim(edge: FoundEdge, target: Properties, edits: Edits, by: Provenance) -> Claim:
    known = edge.properties
    ends_at_entity = kind_of(edge.end) == "Entity"
    said = Statement(
        subject=entity_id(edge.start),
        relation=_relation(edge),
        object=entity_id(edge.end) if ends_at_entity else None,
        value=None if ends_at_entity else _value(target),
    )
    source = known.get("attributed_to")
    return Claim(
        id=str(known.get("claim") or edits.name_of(said)),
        subject=said.subject,
        relation=said.relation,
        object=said.object,
        value=said.value,
        qualifiers=tuple(sorted(_qualifiers(known), key=lambda each: each.key)),
        modality=_modality(edge),
        attributed_to=None if source is None else entity_id(str(source)),
        evidence=_evidence(known, said, edits),
        confidence=_confidence(known),
        provenance=replace(
            by,
            rule=str(known.get("rule", by.rule)),
            version=str(known.get("version", by.version)),
        ),
    )


def _evidence(known: Properties, said: Statement, edits: Edits) -> tuple[Evidence, ...]:
    sentence = _part(known, "")
    if sentence is None:
        return (edits.say(said),)
    parts = (_part(known, f"{part}_") for part in ("subject", "object", "trigger"))
    article = str(known.get("article", "")).removeprefix("article:")
    first = Evidence(article, sentence, *parts)
    found = (first, *map(_piece, _list(known.get("further_evidence"))))
    edits.quote(found, [str(known.get("quote", "")), *_list(known.get("further_quotes"))])
    for each in found:  # an article whose node was taken away
        edits.articles.setdefault(each.document, _unknown(each.document, known))
    return found


def _part(known: Properties, prefix: str) -> Span | None:
    start, end = (known.get(f"{prefix}{end}") for end in ("start", "end"))
    if start is None and end is None:
        return None
    if not isinstance(start, int | float) or not isinstance(end, int | float):
        raise ReadError(f"claim {known.get('claim')!r}: {prefix}start and {prefix}end go together")
    return Span(int(start), int(end))


def _unknown(article: str, known: Properties) -> Document:
    return Document(
        article,
        "",
        str(known.get("language", "en")),
        "",
        str(known.get("source", "")),
        published=_text(known.get("published")),
    )


def _piece(text: str) -> Evidence:
    article, *places = text.rsplit(" ", 4)
    try:
        sentence, *others = map(_span, places)
    except ValueError as error:
        raise ReadError(f"evidence {text!r}: it is no longer as it was exported") from error
    if sentence is None or len(others) != 3:
        raise ReadError(f"evidence {text!r}: it is no longer as it was exported")
    return Evidence(article, sentence, *others)


def _span(text: str) -> Span | None:
    if text == "-":
        return None
    start, _, end = text.partition("-")
    return Span(int(start), int(end))


def _qualifiers(known: Properties) -> Iterator[Qualifier]:
    for key, (_, type_) in details().items():
        value = known.get(f"{key}_id" if type_ == "entity" else key)
        if value is not None and not isinstance(value, list):
            yield Qualifier(key, entity_id(str(value)) if type_ == "entity" else value)
    for text in _list(known.get("other")):
        key, _, value = text.partition("=")
        yield Qualifier(key, json.loads(value))


def _value(known: Properties) -> Value | None:
    other = _list(known.get("other"))
    value = json.loads(other[0]) if other else known.get("amount", known.get("text"))
    return None if isinstance(value, list) else value


@cache
def _relations() -> Mapping[str, str]:
    return {type_of(name): name for name in load().relations}


def _relation(edge: FoundEdge) -> str:
    relation = _relations().get(edge.type)
    if relation is None:
        raise ReadError(
            f"relationship {edge.type} from {edge.start!r} to {edge.end!r}: "
            "no relation has that name; see `kg list relations`"
        )
    return relation


def _modality(edge: FoundEdge) -> Modality:
    found = edge.properties.get("modality", Modality.ASSERTED)
    if found not in list(Modality):
        raise ReadError(f"modality {found!r} of {edge.start!r}: give {', '.join(Modality)}")
    return Modality(str(found))


def _confidence(known: Properties) -> float:
    found = known.get("confidence", 1.0)
    if not isinstance(found, int | float) or not 0 <= found <= 1:
        raise ReadError(f"confidence {found!r}: give a number from 0 to 1")
    return found


def _list(value: Plain | None) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [str(value)]


def _text(value: Plain | None) -> str | None:
    return None if value is None else str(value)
