"""A graph made by hand out of actors.tsv and claims.tsv: no company in it exists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.iri import digest
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

BY_HAND = Provenance("hand", "test", "1")


ARTICLES = (
    ("ar", "سحاب للحوسبة توسّع أعمالها في الخليج", "https://manara.example/a/1", "2025-04-02"),
    ("en", "Northwind AI looks for chips and partners", "http://wire.example/2", "2025-05"),
)


def _rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _entities() -> dict[str, Entity]:
    rows = _rows("actors.tsv")
    return {
        english: Entity(
            id=digest(english),
            type=kind,
            name=english,
            names=(Name(arabic, "ar"), Name(english, "en")),
        )
        for kind, english, arabic in rows
    }


def _number(text: str) -> str | int:
    return int(text) if text.isdecimal() and len(text) != 4 else text


def _span(entity: Entity | None, text: str, sentence: Span) -> Span | None:
    for name in entity.names if entity else ():
        start = text.find(name.text, sentence.start, sentence.end)
        if start >= 0:
            return Span(start, start + len(name.text))
    return None


def _claim(row: list[str], entities: dict[str, Entity], texts: list[str], ids: list[str]) -> Claim:
    article, subject, relation, target, modality, details, source, words = row
    text = texts[int(article)]
    sentence = Span(text.index(words), text.index(words) + len(words))
    pairs = [pair.split(":") for pair in details.split(",") if pair]
    found = entities.get(target)
    return Claim(
        id=digest(*row),
        subject=entities[subject].id,
        relation=relation,
        object=found.id if found else None,
        value=None if found or target == "=" else _number(target[1:]),
        qualifiers=tuple(sorted(Qualifier(key, _number(value)) for key, value in pairs)),
        modality=Modality(modality),
        attributed_to=entities[source].id if source else None,
        evidence=(
            Evidence(
                ids[int(article)],
                sentence,
                subject=_span(entities[subject], text, sentence),
                object=_span(found, text, sentence),
            ),
        ),
        confidence=0.9 if modality == "asserted" else 0.7,
        provenance=BY_HAND,
    )


def sample() -> KnowledgeGraph:
    """Return 16 actors and 21 claims out of an Arabic and an English article."""
    entities, rows = _entities(), _rows("claims.tsv")
    texts = [
        "\n".join([title, *(row[7] for row in rows if row[0] == str(number))])
        for number, (_, title, _, _) in enumerate(ARTICLES)
    ]
    ids = [digest(text) for text in texts]
    documents = tuple(
        Document(ids[number], texts[number], language, title, f"article-{number}.txt", url, day)
        for number, (language, title, url, day) in enumerate(ARTICLES)
    )
    claims = tuple(_claim(row, entities, texts, ids) for row in rows)
    return KnowledgeGraph(documents, tuple(entities.values()), claims)


def repeated(graph: KnowledgeGraph, times: int) -> KnowledgeGraph:
    """Return `times` copies of the graph that know nothing of each other."""
    copies = range(times)
    return KnowledgeGraph(
        graph.documents,
        tuple(replace(e, id=f"{e.id}-{copy}") for copy in copies for e in graph.entities),
        tuple(
            replace(
                claim,
                id=f"{claim.id}-{copy}",
                subject=f"{claim.subject}-{copy}",
                object=claim.object and f"{claim.object}-{copy}",
                attributed_to=None,
            )
            for copy in copies
            for claim in graph.claims
        ),
    )


def hostile(payload: str) -> KnowledgeGraph:
    """Return the sample with `payload` in every place that a text from outside can reach."""
    graph = sample()
    entities = tuple(
        replace(
            entity,
            name=payload,
            type=payload if entity.type == "Event" else entity.type,
            names=(Name(payload, "ar"), Name("href" + payload, payload)),
            same_as=("javascript:alert(3)", "https://wikidata.example/" + payload),
        )
        for entity in graph.entities
    )
    documents = tuple(
        replace(
            document,
            text=payload + document.text,
            title=payload,
            source=payload,
            language=payload,
            url="javascript:alert(4)//" + payload,
            published=payload,
        )
        for document in graph.documents
    )
    claims = tuple(
        replace(
            claim,
            relation=payload if claim.relation == "uses" else claim.relation,
            value=payload if claim.object is None else None,
            qualifiers=(Qualifier("currency", payload), Qualifier(payload, payload)),
            evidence=tuple(
                replace(evidence, sentence=Span(0, len(payload) + 40), subject=Span(2, 9))
                for evidence in claim.evidence
            ),
        )
        for claim in graph.claims
    )
    return KnowledgeGraph(documents, entities, claims)
