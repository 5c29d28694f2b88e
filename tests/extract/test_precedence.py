"""Of two claims about one pair the stronger stands alone."""

import pytest

from kg.extract.claims import Found
from kg.extract.precedence import without_weaker
from kg.extract.sentence import Argument, Sentence
from kg.extract.shares import by_share
from kg.model import Mention, Modality, Provenance, Span

SENTENCE = Sentence(0, Span(0, 9), (), "", ())


def argument(name: str) -> Argument:
    by = Provenance("test", "test", "0")
    return Argument(Mention(Span(0, 1), name, "Company", None, by), name, "Company")


def found(relation: str, subject: str, other: str, modality: Modality = Modality.ASSERTED) -> Found:
    return Found(
        relation,
        SENTENCE,
        argument(subject),
        argument(other),
        None,
        {},
        modality,
        None,
        Span(0, 1),
        0.9,
        ("cues", "test"),
    )


def relations(*claims: Found) -> list[str]:
    return [one.relation for one in without_weaker(claims)]


def test_a_launch_covers_the_making_of_the_same_thing():
    assert relations(found("develops", "a", "m"), found("releases", "a", "m")) == ["releases"]


def test_another_pair_stays():
    both = [found("develops", "a", "n"), found("releases", "a", "m")]
    assert relations(*both) == ["develops", "releases"]


def test_ends_may_be_swapped():
    assert relations(found("joins", "p", "a"), found("hires", "a", "p")) == ["hires"]
    assert relations(found("joins", "a", "p"), found("hires", "a", "p")) == ["joins", "hires"]


def test_a_former_chief_who_advises_today_keeps_both():
    claims = [found("leads", "p", "a", Modality.ENDED), found("worksFor", "p", "a")]
    assert relations(*claims) == ["leads", "worksFor"]


def test_a_denied_purchase_covers_a_denied_investment():
    claims = [
        found("acquires", "a", "b", Modality.DENIED),
        found("investsIn", "a", "b", Modality.DENIED),
    ]
    assert relations(*claims) == ["acquires"]


@pytest.mark.parametrize(
    ("relation", "share", "expected"),
    [
        ("acquires", 49, "investsIn"),
        ("investsIn", 51, "acquires"),
        ("acquires", 100, "acquires"),
        ("investsIn", 12.5, "investsIn"),
        ("ownsStakeIn", 60, "ownsStakeIn"),
    ],
)
def test_the_share_tells_an_investment_from_a_purchase(relation, share, expected):
    one = found(relation, "a", "b")._replace(qualifiers={"stake_percent": share})
    assert [each.relation for each in by_share([one])] == [expected]


def test_without_a_share_a_deal_stays_what_its_words_make_it():
    assert [each.relation for each in by_share([found("acquires", "a", "b")])] == ["acquires"]
