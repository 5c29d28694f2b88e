"""A small graph by hand: two articles, every kind of claim."""

from __future__ import annotations

import pytest

from kg.graph import build
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
from kg.ontology import load

FOUND = Provenance("rules", "invest.1", "0.1")

ARABIC = (
    "نخلة تستثمر في لبنة\n"
    "استثمرت شركة نخلة ما بين 150 و200 مليون دولار في مختبر لبنة مقابل 49.5 في المئة. "
    "وقالت صحيفة المرصد إن نخلة تتعاون مع لبنة في تدريب النماذج. "
    "ونفت نخلة أنها ستستحوذ على لبنة. "
    "وتواجه لبنة نزيفا في الكفاءات."
)
ENGLISH = (
    "Nakhla names a new head\n"
    "Nakhla hired Lina Haddad from Labna as its chief scientist. "
    "Lina Haddad, formerly head of Labna, said that Labna raised a new round. "
    "Nakhla, valued at $2.5 billion, expects it to hold."
)


def document(text: str, language: str, source: str) -> Document:
    title = text.partition("\n")[0]
    return Document(digest(text), text, language, title, source, published="2025-04")


def evidence(article: Document, sentence: str, **parts: str) -> Evidence:
    start = article.text.index(sentence)
    spans = {}
    for part, words in parts.items():
        begin = article.text.index(words, start)
        spans[part] = Span(begin, begin + len(words))
    return Evidence(article.id, Span(start, start + len(sentence)), **spans)


def claim(subject, relation, target, found, modality="asserted", **more) -> Claim:
    qualifiers = tuple(sorted(Qualifier(*item) for item in more.get("qualifiers", {}).items()))
    value = more.get("value")
    return Claim(
        id=digest(found[0].document, subject, relation, target, value),
        subject=subject,
        relation=relation,
        object=target,
        value=value,
        qualifiers=qualifiers,
        modality=Modality(modality),
        attributed_to=more.get("attributed_to"),
        evidence=tuple(found),
        confidence=0.9,
        provenance=FOUND,
    )


def entities() -> tuple[Entity, ...]:
    wikidata = ("http://www.wikidata.org/entity/Q1",)
    arabic = (Name("نخلة", "ar"), Name("شركة نخلة", "ar"), Name("Nakhla AI", "en"))
    return (
        Entity("nakhla", "Company", "Nakhla", arabic, wikidata),
        Entity("labna", "ResearchLab", "Labna", (Name("لبنة", "ar"),)),
        Entity("almarsad", "MediaOutlet", "Al-Marsad", (Name("المرصد", "ar"),)),
        Entity("lina-haddad", "Person", "Lina Haddad", (Name("لينا حداد", "ar"),)),
    )


@pytest.fixture(scope="session")
def sample() -> KnowledgeGraph:
    arabic, english = document(ARABIC, "ar", "a.txt"), document(ENGLISH, "en", "b.txt")
    invests = evidence(
        arabic,
        "استثمرت شركة نخلة ما بين 150 و200 مليون دولار في مختبر لبنة مقابل 49.5 في المئة.",
        subject="نخلة",
        object="لبنة",
        trigger="استثمرت",
    )
    title = evidence(arabic, "نخلة تستثمر في لبنة", trigger="تستثمر")
    partners = evidence(arabic, "وقالت صحيفة المرصد إن نخلة تتعاون مع لبنة في تدريب النماذج.")
    denial = evidence(arabic, "ونفت نخلة أنها ستستحوذ على لبنة.")
    losses = evidence(arabic, "وتواجه لبنة نزيفا في الكفاءات.")
    hire = evidence(english, "Nakhla hired Lina Haddad from Labna as its chief scientist.")
    said = evidence(english, "Lina Haddad, formerly head of Labna, said that Labna raised")
    value = evidence(english, "Nakhla, valued at $2.5 billion, expects it to hold.")
    money = {"amount": 150_000_000, "amount_max": 200_000_000, "currency": "USD"}
    stake = {"stake_percent": 49.5, "date": "2025-04", "round": "Series A"}
    claims = (
        claim("nakhla", "investsIn", "labna", (invests, title), qualifiers=money | stake),
        claim("nakhla", "partnersWith", "labna", (partners,), "reported", attributed_to="almarsad"),
        claim("nakhla", "acquires", "labna", (denial,), "denied"),
        claim("labna", "faces", None, (losses,), value="نزيفا في الكفاءات"),
        claim("nakhla", "hires", "lina-haddad", (hire,), qualifiers={"from": "labna"}),
        claim("lina-haddad", "leads", "labna", (said,), "ended", qualifiers={"until": "2027-Q1"}),
        claim("labna", "raisesFunding", None, (said,), "reported", attributed_to="lina-haddad"),
        claim("nakhla", "valuedAt", None, (value,), "possible", value=2.5e9),
    )
    return KnowledgeGraph((arabic, english), entities(), claims)


@pytest.fixture(scope="session")
def quads(sample):
    return build(sample, load())
