"""One deal as four articles tell it: one node, and one query that says how much, by whom, when."""

import pytest

from kg import graph, link
from kg.language import lookup_key
from kg.model import (
    Claim,
    Document,
    Evidence,
    Extraction,
    Mention,
    Modality,
    Provenance,
    Qualifier,
    Span,
)
from kg.ontology import load
from kg.pipeline import fusing
from kg.pipeline.graph import Graph

BY = Provenance("test", "test", "0")
ARTICLES = (
    ("2025-06-08", "Meta may invest over $10 billion in Scale AI, Bloomberg said.", "possible", 10),
    ("2025-06-13", "Meta has invested $14.3 billion in Scale AI.", "asserted", 14.3),
    (
        "2025-06-14",
        "قالت رويترز إن ميتا استثمرت 14.8 مليار دولار في سكيل إيه آي.",
        "reported",
        14.8,
    ),
    ("2025-06-30", "استثمرت ميتا 15 مليار دولار في سكيل إيه آي.", "asserted", 15),
)
NAMES = {
    "Meta": "meta",
    "Scale AI": "scale-ai",
    "Bloomberg": "bloomberg",
    "رويترز": "reuters",
    "ميتا": "meta",
    "سكيل إيه آي": "scale-ai",
}
AMOUNTS = """
SELECT ?amount ?modality ?said_by ?day WHERE {
  ?deal a kg:Deal ; kg:target entity:scale-ai ; kg:party entity:meta ; kg:dealKind kg:investment .
  ?claim kg:partOfDeal ?deal ; kg:amount ?amount ; kg:modality ?modality ;
      prov:wasDerivedFrom/schema:datePublished ?day .
  OPTIONAL { ?claim kg:attributedTo ?said_by }
} ORDER BY ?day
"""


def article(day: str, text: str, modality: str, billions: float) -> Extraction:
    language = "en" if text.isascii() else "ar"
    document = Document(day, text, language, text, f"{day}.txt", None, day)
    mentions = [
        Mention(Span(at, at + len(name)), name, kind, known, BY)
        for name, known in NAMES.items()
        if (at := text.find(name)) >= 0
        for kind in ["MediaOutlet" if known in ("bloomberg", "reuters") else "Company"]
    ]
    entities = link.link(document, sorted(mentions, key=lambda mention: mention.span))
    media = next((e.id for e in entities if e.type == "MediaOutlet"), None)
    claim = Claim(
        f"claim-{day}",
        "meta",
        "investsIn",
        "scale-ai",
        None,
        (Qualifier("amount", int(billions * 10**9)), Qualifier("currency", "USD")),
        Modality(modality),
        media,
        (Evidence(day, Span(0, len(text))),),
        0.9,
        BY,
    )
    return Extraction(document, entities, (claim,))


@pytest.fixture(scope="module")
def story() -> Graph:
    return Graph(link.merge(article(*each) for each in ARTICLES))


def test_one_query_lists_the_sums_of_the_deal_by_whom_and_when(story):
    assert [tuple(row) for row in graph.as_table(story.query(AMOUNTS))] == [
        ("10000000000", "kg:possible", "entity:bloomberg", "2025-06-08"),
        ("14300000000", "kg:asserted", "", "2025-06-13"),
        ("14800000000", "kg:reported", "entity:reuters", "2025-06-14"),
        ("15000000000", "kg:asserted", "", "2025-06-30"),
    ]


def test_the_graph_conforms_and_is_read_back_without_its_facts(story):
    assert story.check().findings == ()
    back = graph.interpret(story.quads)
    assert back == graph.canonical(story.knowledge)
    assert {lookup_key(entity.name) for entity in back.entities} >= {"meta", "scale ai"}


def test_the_fact_counts_its_articles_and_follows_their_days(story):
    query = """SELECT ?support ?first ?last ?status WHERE {
      ?fact kg:factSubject entity:meta ; kg:factRelation kg:investsIn ; kg:support ?support ;
          kg:firstSeen ?first ; kg:lastSeen ?last ; kg:status ?status }"""
    (row,) = graph.as_table(story.query(query))
    assert tuple(row) == ("4", "2025-06-08", "2025-06-30", "kg:asserted")


def test_the_conflict_quotes_every_article_but_the_one_that_was_early(story):
    found = fusing.conflicts(story)
    assert {row.conflict for row in found} == {1}
    assert [row.published for row in found] == ["2025-06-13", "2025-06-14", "2025-06-30"]
    assert [row.quote for row in found] == [text for _, text, _, _ in ARTICLES[1:]]


def test_every_relation_of_the_tables_is_one_of_the_ontology():
    from kg.fusion.knowledge import singles
    from kg.fusion.offers import rows

    known = load().relations
    assert set(rows()) <= set(known)
    assert {row.relation for row in singles()} <= set(known)
    assert all(row.over <= set(known) for row in singles())
