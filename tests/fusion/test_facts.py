"""Claims of several articles about one thing meet in one fact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fusion import facts
from kg.model import Claim, Document, Evidence, Modality, Provenance, Span

BY = Provenance("test", "test", "0")
DAYS = {"a": "2025-01-05", "b": "2025-03-01", "c": None}
DOCUMENTS = [Document(own, "text", "en", "text", "-", None, day) for own, day in DAYS.items()]


def claim(article: str, ends=("nawat", "investsIn", "noor"), modality="asserted", sure=0.5, n=0):
    subject, relation, other = ends
    return Claim(
        f"{article}-{subject}-{relation}-{other}-{modality}-{n}",
        subject,
        relation,
        other,
        None,
        (),
        Modality(modality),
        None,
        (Evidence(article, Span(n, n + 4)),),
        sure,
        BY,
    )


def test_claims_of_three_articles_are_one_fact():
    (fact,) = facts([claim(own) for own in "abc"], DOCUMENTS)
    assert fact.support == 3
    assert (fact.first_seen, fact.last_seen) == ("2025-01-05", "2025-03-01")


def test_an_article_that_says_it_twice_is_one_witness():
    (fact,) = facts([claim("a", sure=0.5), claim("a", sure=0.4, n=1), claim("b")], DOCUMENTS)
    assert fact.support == 2
    assert fact.confidence == pytest.approx(1 - 0.5 * 0.5)


def test_the_timeline_goes_by_the_day_of_the_articles():
    claims = [claim("b", modality="asserted"), claim("a", modality="possible")]
    (fact,) = facts(claims, DOCUMENTS)
    assert fact.claims == (claims[1].id, claims[0].id)
    assert fact.status is Modality.ASSERTED


def test_the_latest_article_has_the_last_word():
    (fact,) = facts([claim("a", modality="asserted"), claim("b", modality="denied")], DOCUMENTS)
    assert fact.status is Modality.DENIED


def test_without_days_the_strongest_is_the_status():
    undated = [Document(own, "text", "en", "text", "-") for own in "ab"]
    (fact,) = facts([claim("a", modality="possible"), claim("b", modality="reported")], undated)
    assert (fact.status, fact.first_seen) == (Modality.REPORTED, None)


def test_a_symmetric_relation_is_one_fact_in_both_directions():
    ends = ("nawat", "partnersWith", "noor")
    assert len(facts([claim("a", ends), claim("b", tuple(reversed(ends)))], DOCUMENTS)) == 1
    ends = ("nawat", "acquires", "noor")
    assert len(facts([claim("a", ends), claim("b", tuple(reversed(ends)))], DOCUMENTS)) == 2


CLAIMS = st.builds(
    claim,
    st.sampled_from("abc"),
    st.tuples(
        st.sampled_from(["nawat", "noor"]),
        st.sampled_from(["acquires", "partnersWith", "valuedAt"]),
        st.sampled_from(["qalam", None]),
    ),
    st.sampled_from([modality.value for modality in Modality]),
    st.floats(0, 1),
    st.integers(0, 3),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(CLAIMS, max_size=12, unique_by=lambda c: c.id), st.randoms(use_true_random=False))
def test_facts_do_not_depend_on_the_order_and_count_articles(claims, random):
    found = facts(claims, DOCUMENTS)
    by_id = {one.id: one for one in claims}
    for fact in found:
        articles = {by_id[own].evidence[0].document for own in fact.claims}
        assert fact.support == len(articles)
        assert 0 <= fact.confidence <= 1
    assert sorted(own for fact in found for own in fact.claims) == sorted(by_id)
    shuffled = random.sample(claims, len(claims))
    assert facts(shuffled, random.sample(DOCUMENTS, 3)) == found
