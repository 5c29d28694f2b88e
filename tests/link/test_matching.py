"""Which observed entities of articles are one actor, which are doubtful, and decisions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.link import (
    Answer,
    Decisions,
    actors,
    doubts,
    groups,
    judge,
    link,
    merged,
    resolve,
    split,
    unite,
)
from kg.model import Claim, Document, Evidence, Extraction, Mention, Modality, Provenance, Span

BY = Provenance("test", "test", "0")


def seen(article: str, *names: str, type_: str = "Company", known: str | None = None):
    """Return the entity that an article observes under these names, said to be one in brackets."""
    text = names[0] + "".join(f" ({name})" for name in names[1:])
    language = "en" if text.isascii() else "ar"
    document = Document(article, text, language, text, f"{article}.txt")
    mentions, start = [], 0
    for name in names:
        start = text.index(name, start)
        mentions.append(Mention(Span(start, start + len(name)), name, type_, known, BY))
        start += len(name)
    (entity,) = link(document, mentions)
    return entity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (seen("a", "Nawat"), seen("b", "nawat")),
        (seen("a", "نواة لابز"), seen("b", "نواة لابز", type_="ResearchLab")),
        (seen("a", "نواة", "Nawat Labs"), seen("b", "Nawat Labs")),
        (seen("a", "Sami Nour", type_="Person"), seen("b", "Sami Nour", type_="Person")),
        (seen("a", "أحمد علي", type_="Person"), seen("b", "Ahmed Ali", type_="Person")),
        (seen("a", "غوغل", known="google"), seen("b", "Google", known="google")),
        (seen("a", "جوجل"), seen("b", "Google", known="google")),  # unseen by its article
        (seen("a", "اللندنية", type_="Place"), seen("b", "لندن", type_="Place", known="london")),
    ],
)
def test_one_actor(one, other):
    assert judge(one, other).answer is judge(other, one).answer is Answer.SAME
    assert len(groups([one, other])) == 1


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (seen("a", "Nour", type_="Person"), seen("b", "Nour", type_="Person"), "bare-name"),
        (seen("a", "Nour", type_="Person"), seen("b", "Sami Nour", type_="Person"), "surname"),
        (
            seen("a", "Sami Nour", type_="Person"),
            seen("b", "Sami Ali Nour", type_="Person"),
            "middle-name",
        ),
        (seen("a", "Qalam"), seen("b", "Qalam", type_="AIModel"), "other-kind"),
        (seen("a", "Nawat"), seen("b", "Nawat Capital"), "head"),
        (seen("a", "NDW"), seen("b", "Northern Data Works"), "acronym"),
        (seen("a", "ميسترانا"), seen("b", "Mystrana"), "sounds-alike"),
        (
            seen("a", "وزارة الصحة", type_="GovernmentBody"),
            seen("b", "وزارة الصحة", type_="GovernmentBody"),
            "bare-name",
        ),
    ],
)
def test_a_doubtful_pair_stays_apart_and_is_listed_with_its_reason(one, other, rule):
    assert judge(one, other) == judge(other, one) == (Answer.DOUBT, rule)
    assert judge(one, other).reason("en") != judge(one, other).reason("ar")
    both = actors([one, other])
    assert len({entity.id for entity in both}) == 2
    assert [doubt.rule for doubt in doubts(both)] == [rule]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (seen("a", "Sami Nour", type_="Person"), seen("b", "Mona Nour", type_="Person")),
        (seen("a", "Meta", known="meta"), seen("b", "Meta AI", known="meta-ai")),
        (seen("a", "Nawat"), seen("b", "Lumen")),
        (seen("a", "Qalam 2", type_="AIModel"), seen("b", "Qalam 3", type_="AIModel")),
    ],
)
def test_others_are_not_even_doubtful(one, other):
    assert judge(one, other).answer is Answer.DIFFERENT
    assert doubts(actors([one, other])) == ()


def test_doubts_with_neighbours_in_common_come_first():
    people = [
        seen("a", "Nour", type_="Person"),
        seen("b", "Sami Nour", type_="Person"),
        seen("c", "Mona Nour", type_="Person"),
    ]
    nour, _, mona = (entity.id for entity in people)
    claims = [
        Claim(
            f"{who}-{article}",
            who,
            "worksFor",
            "nawat",
            None,
            (),
            Modality.ASSERTED,
            None,
            (Evidence(article, Span(0, 1)),),
            0.9,
            BY,
        )
        for who, article in ((nour, "a"), (mona, "c"))
    ]
    found = doubts(people, claims)
    assert (found[0].shared, set(found[0][:2])) == (1, {nour, mona})
    assert len(found) == 2


def test_an_actor_known_by_its_transliteration_has_the_id_of_the_tables():
    united = unite([seen("a", "ElevenLabs")])
    assert (united.id, united.name) == ("elevenlabs", "ElevenLabs")


OBSERVED = [
    seen("a", "نواة", "Nawat Labs"),
    seen("b", "Nawat Labs"),
    seen("c", "نواة"),
    seen("c", "Sami Nour", type_="Person"),
    seen("d", "سامي نور", "Sami Nour", type_="Person"),
    seen("d", "Nour", type_="Person"),
    seen("e", "Google", known="google"),
    seen("e", "جوجل"),
]


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(OBSERVED))))
def test_the_order_of_articles_makes_no_difference(order):
    def ids(entities):
        return {entity.id: entity for entity in actors(entities)}

    assert ids([OBSERVED[n] for n in order]) == ids(OBSERVED)


def test_claims_keep_their_ids_and_replaced_ids_are_told():
    one, two = seen("a", "نواة", "Nawat Labs"), seen("b", "نواة")
    evidence = (Evidence("b", Span(0, 1)),)
    claim = Claim(
        "kept", two.id, "valuedAt", None, 5, (), Modality.ASSERTED, None, evidence, 0.9, BY
    )
    documents = [Document(own, "text", "en", "text", "-") for own in "ab"]
    found = resolve(
        [Extraction(documents[0], (one,), ()), Extraction(documents[1], (two,), (claim,))]
    )
    (actor,) = found.graph.entities
    assert (found.graph.claims[0].id, found.graph.claims[0].subject) == ("kept", actor.id)
    assert found.replaced == {own: actor.id for own in (one.id, two.id) if own != actor.id}


def parts(entities, decisions):
    return {frozenset(m[0] for m in actor.mentions) for actor in actors(entities, decisions)}


def test_split_undoes_merge():
    observed = [seen("a", "Nawat"), seen("b", "Lumen")]
    both = merged(Decisions(), observed[0].id, observed[1].id, observed)
    assert len(actors(observed, both)) == 1
    assert split(both, observed[1].id, observed) == Decisions()


@pytest.mark.parametrize(
    "observed",
    [
        [seen("a", "نواة", "Nawat Labs"), seen("b", "نواة")],  # two names that one article joins
        [seen("a", "Helios"), seen("b", "Helios")],  # one name of two firms
        [seen("a", "Google", known="google"), seen("b", "Google", known="google")],
    ],
)
def test_merge_undoes_split(observed):
    (actor,) = actors(observed)
    apart = split(Decisions(), actor.id, observed)
    one, other = actors(observed, apart)
    assert parts(observed, apart) == {frozenset("a"), frozenset("b")}
    assert merged(apart, one.id, other.id, observed) == Decisions()


def test_what_is_split_stays_apart_when_more_articles_come():
    observed = [seen("a", "Helios"), seen("b", "Helios")]
    apart = split(Decisions(), observed[0].id, observed)
    assert len(actors([*observed, seen("c", "Helios")], apart)) == 3
    assert doubts(actors([*observed, seen("c", "Helios")], apart)) == ()


def test_names_are_split_before_articles():
    observed = [seen("a", "نواة", "Nawat Labs"), seen("b", "نواة"), seen("c", "نواة")]
    names = split(Decisions(), observed[0].id, observed)
    assert parts(observed, names) == {frozenset("a"), frozenset("bc")}
    articles = split(names, observed[1].id, observed)
    assert len(parts(observed, articles)) == 3


def test_a_merge_holds_for_articles_that_come_later():
    observed = [seen("a", "Nawat"), seen("b", "Lumen")]
    both = merged(Decisions(), observed[0].id, observed[1].id, observed)
    assert len(actors([*observed, seen("c", "Lumen")], both)) == 1


def test_what_cannot_be_done_says_so():
    with pytest.raises(GraphError, match="nothing to split"):
        split(Decisions(), seen("a", "Nawat").id, [seen("a", "Nawat")])
    with pytest.raises(GraphError, match="no actor"):
        split(Decisions(), "nobody", [seen("a", "Nawat")])
    with pytest.raises(GraphError, match="already"):
        merged(Decisions(), seen("a", "Nawat").id, seen("b", "Nawat").id, [seen("a", "Nawat")])
