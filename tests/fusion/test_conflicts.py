"""What contradicts what, across articles; and what does not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fusion import conflicts, deals, facts
from kg.model import Claim, Document, Evidence, Modality, Provenance, Qualifier, Span

BY = Provenance("test", "test", "0")


def document(own: str, day: str | None = None) -> Document:
    return Document(own, "text", "en", "text", f"{own}.txt", None, day)


def claim(article: str, ends: tuple[str, str, str | None], modality="asserted", **details) -> Claim:
    subject, relation, other = ends
    return Claim(
        f"{article}-{subject}-{relation}-{other}-{details.get('amount', '')}",
        subject,
        relation,
        other,
        None if other else details.get("amount"),
        tuple(Qualifier(key, details[key]) for key in sorted(details)),
        Modality(modality),
        None,
        (Evidence(article, Span(0, 4)),),
        0.8,
        BY,
    )


def found(claims, documents):
    return conflicts(claims, facts(claims, documents), deals(claims, documents), documents)


def price(article: str, billions: float, modality="asserted") -> Claim:
    ends = ("meta", "investsIn", "scale-ai")
    return claim(article, ends, modality, amount=int(billions * 1e9), currency="USD")


def head(article: str, who: str, modality="asserted", **details) -> Claim:
    return claim(article, (who, "leads", "nawat"), modality, **{"role": "CEO", **details})


def test_two_prices_of_one_deal_are_a_conflict_with_both_sides():
    claims = [price("a", 14.3), price("b", 15.5)]
    (conflict,) = found(claims, [document("a"), document("b")])
    assert (conflict.kind, conflict.subject, conflict.object) == ("amount", "meta", "scale-ai")
    assert [side.says for side in conflict.sides] == ["14,300,000,000 USD", "15,500,000,000 USD"]
    assert [side.claims for side in conflict.sides] == [(claims[0].id,), (claims[1].id,)]


def test_a_rounded_price_is_no_conflict():
    assert found([price("a", 14.8), price("b", 15)], [document("a"), document("b")]) == ()


def test_a_price_in_talks_is_explained_by_the_price_at_closing():
    claims = [price("a", 10, "possible"), price("b", 14.3)]
    assert found(claims, [document("a", "2025-06-08"), document("b", "2025-06-13")]) == ()


def test_a_later_rumour_of_another_price_is_not_explained():
    claims = [price("a", 10, "possible"), price("b", 14.3)]
    later = [document("a", "2025-07-08"), document("b", "2025-06-13")]
    assert [conflict.kind for conflict in found(claims, later)] == ["amount"]


def test_what_is_denied_elsewhere_is_a_conflict():
    ends = ("talabat", "acquires", "elmenus")
    claims = [claim("a", ends, "reported"), claim("b", ends, "denied")]
    (conflict,) = found(claims, [document("a"), document("b")])
    assert conflict.kind == "denial"
    assert [side.says for side in conflict.sides] == ["reported", "denied"]


def test_to_deny_one_sum_is_not_to_deny_another():
    ends = ("xai", "raisesFunding", None)
    took = claim("a", ends, amount=10 * 10**9, currency="USD")
    denied = claim("b", ends, "denied", amount=20 * 10**9, currency="USD")
    assert found([took, denied], [document("a"), document("b")]) == ()
    same = claim("b", ends, "denied", amount=10 * 10**9, currency="USD")
    assert len(found([took, same], [document("a"), document("b")])) == 1


def test_what_is_only_possible_is_not_denied():
    ends = ("nawat", "partnersWith", "google")
    claims = [claim("a", ends, "possible"), claim("b", ends, "denied")]
    assert found(claims, [document("a"), document("b")]) == ()


def test_two_heads_of_two_articles_are_a_conflict():
    claims = [head("a", "sami"), head("b", "mona", role="الرئيسة التنفيذية")]
    (conflict,) = found(claims, [document("a", "2025-01-01"), document("b", "2025-01-01")])
    assert (conflict.kind, conflict.subject) == ("head", "nawat")
    assert [side.says for side in conflict.sides] == ["mona", "sami"]


def test_another_office_another_time_or_one_article_is_no_conflict():
    days = [document("a", "2025-01-01"), document("b", "2025-09-01")]
    assert found([head("a", "sami"), head("b", "mona", role="chairwoman")], days) == ()
    assert found([head("a", "sami"), head("b", "mona")], days) == ()
    assert found([head("a", "sami"), head("a", "mona")], days) == ()


def test_who_comes_back_after_leaving_is_a_rival_again():
    claims = [head("a", "sami", "ended"), head("b", "mona"), head("c", "sami")]
    days = [document("a", "2025-01-01"), document("b", "2025-02-01"), document("c", "2025-02-01")]
    assert [conflict.kind for conflict in found(claims, days)] == ["head"]


@settings(max_examples=60, deadline=None)
@given(
    days=st.lists(st.dates(), min_size=3, max_size=3).map(sorted),
    dated=st.booleans(),
    leaving=st.sampled_from(["leads", "leaves"]),
    order=st.permutations(range(4)),
)
def test_succession_is_never_a_conflict(days, dated, leaving, order):
    """A was head, then left; B came, in the same article as A's leaving or in a later one."""
    gone = (
        head("b", "sami", "ended")
        if leaving == "leads"
        else claim("b", ("sami", "leaves", "nawat"), role="CEO")
    )
    claims = [head("a", "sami"), gone, head("b", "mona"), head("c", "mona")]
    documents = [
        document(own, day.isoformat() if dated else None)
        for own, day in zip("abc", days, strict=True)
    ]
    assert found([claims[n] for n in order], documents) == ()
