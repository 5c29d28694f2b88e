"""What several articles say of one deal, and what is another deal."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fusion import deals
from kg.model import Claim, Document, Evidence, Modality, Provenance, Qualifier, Span

BY = Provenance("test", "test", "0")
DAYS = {"a": "2025-06-08", "b": "2025-06-13", "c": "2025-06-14", "d": None, "e": "2027-01-10"}
DOCUMENTS = [Document(own, "text", "en", "text", "-", None, day) for own, day in DAYS.items()]
MILLION = 1_000_000


def claim(article: str, subject: str, relation: str, other=None, *, at=None, **details) -> Claim:
    amount = details.get("amount")
    place = (len(subject) * 7 if other else 3) if at is None else at
    modality = details.pop("modality", "asserted")
    if amount is not None:
        details.setdefault("currency", "USD")
    return Claim(
        f"{article}-{subject}-{relation}-{other}-{sorted(details.items())}",
        subject,
        relation,
        other,
        amount if other is None else None,
        tuple(Qualifier(key, details[key]) for key in sorted(details)),
        Modality(modality),
        None,
        (Evidence(article, Span(place, place + 4)),),
        0.8,
        BY,
    )


def invests(article: str, amount=None, who="meta", **details) -> Claim:
    if amount is not None:
        details["amount"] = amount
    return claim(article, who, "investsIn", "scale-ai", **details)


def raises(article: str, amount=None, **details) -> Claim:
    if amount is not None:
        details["amount"] = amount
    return claim(article, "scale-ai", "raisesFunding", **details)


def grouped(*claims: Claim) -> list[set[str]]:
    return [set(deal.claims) for deal in deals(claims, DOCUMENTS)]


def test_four_articles_with_four_sums_speak_of_one_deal():
    claims = [
        invests("a", 10_000 * MILLION, modality="possible"),
        invests("b", 14_300 * MILLION),
        invests("c", 14_800 * MILLION, modality="reported"),
        invests("d", 15_000 * MILLION),
    ]
    (deal,) = deals(claims, DOCUMENTS)
    assert (deal.kind, deal.target, deal.parties) == ("investment", "scale-ai", ("meta",))
    assert set(deal.claims) == {one.id for one in claims}
    assert deal.status is Modality.REPORTED


def test_another_sum_in_another_year_is_another_deal():
    assert len(grouped(invests("a", 10 * MILLION), invests("e", 14 * MILLION))) == 2
    assert len(grouped(invests("a", 10 * MILLION), invests("e", 10 * MILLION))) == 1
    told = invests("b", 14 * MILLION, date="2021")
    assert len(grouped(invests("a", 10 * MILLION), told)) == 2


def test_a_sum_of_another_size_is_another_deal():
    assert len(grouped(invests("a", 10 * MILLION), invests("b", 900 * MILLION))) == 2


def test_one_article_that_states_two_sums_speaks_of_two_deals():
    assert len(grouped(raises("a", 18 * MILLION), raises("a", 24 * MILLION))) == 2
    assert len(grouped(raises("a", 18 * MILLION), raises("b", 24 * MILLION))) == 1


def test_another_round_is_another_deal_and_one_round_joins_its_investors():
    first = [raises("a", 14 * MILLION, round="Seed"), invests("b", who="suhail", round="Seed")]
    second = raises("c", 14 * MILLION, round="Series A")
    found = deals([*first, second], DOCUMENTS)
    assert {(deal.kind, deal.round, deal.parties) for deal in found} == {
        ("fundingRound", "Seed", ("suhail",)),
        ("fundingRound", "Series A", ()),
    }


def test_one_sentence_states_one_deal():
    together = [raises("a", 14 * MILLION, at=0), invests("a", who="suhail", at=0)]
    assert len(grouped(*together)) == 1
    assert len(grouped(raises("a", 14 * MILLION, at=0), invests("a", who="suhail", at=50))) == 2


def test_the_sentence_behind_a_total_names_its_investors():
    total = raises("a", 14 * MILLION, at=0)  # its sentence ends at 4
    assert len(grouped(total, invests("a", who="suhail", at=5))) == 1
    assert len(grouped(total, invests("a", who="suhail", at=5, modality="possible"))) == 2
    dated = raises("a", 14 * MILLION, at=0, date="2021")
    assert len(grouped(dated, invests("a", who="suhail", at=5, date="2025"))) == 2


def test_who_did_not_buy_is_no_party_of_who_did():
    failed = claim("a", "meta", "acquires", "scale-ai", at=0, modality="denied")
    bought = claim("a", "google", "acquires", "scale-ai", at=0)
    assert len(grouped(failed, bought)) == 2


def test_a_purchase_is_no_investment_and_another_buyer_no_party():
    buys = claim("a", "meta", "acquires", "scale-ai")
    assert len(grouped(buys, invests("b"))) == 2
    assert len(grouped(buys, claim("b", "google", "acquires", "scale-ai"))) == 2


def test_a_claim_without_a_round_is_not_put_to_either_of_two():
    rounds = [invests("a", round="Seed"), invests("b", round="Series A")]
    assert len(grouped(*rounds, invests("c"))) == 3
    assert len(grouped(rounds[0], invests("c"))) == 1


def test_the_id_of_a_deal_stays_when_later_articles_come():
    first = invests("a", 10_000 * MILLION)
    (before,) = deals([first], DOCUMENTS)
    (after,) = deals([first, invests("b", 14_300 * MILLION), invests("d")], DOCUMENTS)
    assert before.id == after.id


def test_no_sum_is_too_long_to_be_compared():
    assert len(grouped(invests("a", 10**400), invests("b", 5 * MILLION))) == 1


SUMS = st.sampled_from([None, 10 * MILLION, 14 * MILLION, 15 * MILLION, 90 * MILLION])
DETAILS = st.fixed_dictionaries(
    {"at": st.integers(0, 5)},
    optional={
        "round": st.sampled_from(["Seed", "Series A"]),
        "date": st.sampled_from(["2025", "2021-03"]),
        "modality": st.sampled_from(["asserted", "possible", "denied"]),
    },
)
CLAIMS = st.one_of(
    st.builds(
        lambda own, amount, who, details: invests(own, amount, who, **details),
        st.sampled_from("abcde"),
        SUMS,
        st.sampled_from(["meta", "suhail"]),
        DETAILS,
    ),
    st.builds(
        lambda own, amount, details: raises(own, amount, **details),
        st.sampled_from("abcde"),
        SUMS,
        DETAILS,
    ),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(CLAIMS, max_size=14, unique_by=lambda c: c.id), st.randoms(use_true_random=False))
def test_deals_do_not_depend_on_the_order_and_leave_no_claim_out(claims, random):
    found = deals(claims, DOCUMENTS)
    assert sorted(own for deal in found for own in deal.claims) == sorted(c.id for c in claims)
    by_id = {one.id: one for one in claims}
    for deal in found:
        rounds = {by_id[own].qualifier("round") for own in deal.claims} - {None}
        assert len(rounds) <= 1
    assert len({deal.id for deal in found}) == len(found)
    assert deals(random.sample(claims, len(claims)), random.sample(DOCUMENTS, 5)) == found
