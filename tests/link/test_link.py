"""Mentions of one article and of several become entities with stable ids."""

from dataclasses import replace

from kg.link import link, merge
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

BY = Provenance("test", "test", "0")


def read(identifier: str, text: str, *names: tuple[str, str, str | None]) -> Extraction:
    document = Document(identifier, text, "ar", text, f"{identifier}.txt")
    mentions = []
    for name, kind, known in names:
        start = text.index(name)
        mentions.append(Mention(Span(start, start + len(name)), name, kind, known, BY))
    mentions.sort(key=lambda mention: mention.span)
    return Extraction(document, link(document, mentions), ())


def test_a_known_actor_has_its_own_id_and_names_in_both_languages():
    entity = read("a", "تعاونت غوغل معها.", ("غوغل", "Company", "google")).entities[0]
    assert (entity.id, entity.name) == ("google", "Google")
    assert {name.language for name in entity.names} == {"ar", "en"}
    assert entity.same_as == ("http://www.wikidata.org/entity/Q95",)


def test_an_unknown_name_has_the_same_id_in_every_article():
    one = read("a", "قالت نواة إنها تنمو.", ("نواة", "Company", None)).entities[0]
    two = read("b", "اشترت نواة مبنى.", ("نواة", "Company", None)).entities[0]
    assert one.id == two.id
    assert one.id.isascii()


def test_entities_stand_in_order_of_first_mention():
    text = "وقعت نواة مع غوغل."
    extraction = read("a", text, ("غوغل", "Company", "google"), ("نواة", "Company", None))
    assert [m.text for e in extraction.entities for _, m in e.mentions] == ["نواة", "غوغل"]


def test_a_latin_name_beside_the_arabic_one_is_its_english_form():
    text = "أعلنت نواة (Nawat Labs) النتائج."
    extraction = read("a", text, ("نواة", "Company", None), ("Nawat Labs", "Company", None))
    assert [entity.name for entity in extraction.entities] == ["Nawat Labs"]


def test_merging_unites_by_full_name_and_renames_claims():
    one = read(
        "a",
        "أعلنت نواة (Nawat Labs) النتائج.",
        ("نواة", "Company", None),
        ("Nawat Labs", "Company", None),
    )
    two = read(
        "b",
        "قالت Nawat Labs إنها تنمو مع غوغل.",
        ("Nawat Labs", "Company", None),
        ("غوغل", "Company", "google"),
    )
    subject = two.entities[0].id
    claim = Claim(
        "c",
        "google",
        "hires",
        subject,
        None,
        (Qualifier("from", subject),),
        Modality.ASSERTED,
        subject,
        (Evidence("b", Span(0, 5)),),
        0.9,
        BY,
    )
    graph = merge([one, replace(two, claims=(claim,))])
    assert len(graph.entities) == 2
    kept = one.entities[0].id
    assert graph.claims[0].object == graph.claims[0].attributed_to == kept
    assert graph.claims[0].qualifier("from") == kept


def test_people_who_share_only_a_surname_stay_apart():
    one = read("a", "قال سامي نور إنه باق.", ("سامي نور", "Person", None))
    two = read("b", "قالت منى نور إنها باقية.", ("منى نور", "Person", None))
    assert len(merge([one, two]).entities) == 2


def test_merging_nothing_gives_an_empty_graph():
    assert merge([]).entities == ()
