"""Details that stand near a claim but in no cue."""

import pytest

from kg.extract.claims import find
from kg.extract.details import detailed


@pytest.fixture
def details(read_article):
    def of(example: str, relation: str, language: str) -> dict:
        """Return the qualifiers of the first claim with that relation."""
        article = read_article(example, language)
        found = detailed(find(article), article)
        return next(one.qualifiers for one in found if one.relation == relation)

    return of


@pytest.mark.parametrize(
    ("example", "relation", "language", "expected"),
    [
        (
            "جمعت [Company ألفا] 10 ملايين دولار في جولة من الفئة (أ).",
            "raisesFunding",
            "ar",
            {"amount": 10_000_000, "currency": "USD", "round": "Series A"},
        ),
        (
            "استحوذت [Company بيتا] على [Company ألفا] في صفقة بلغت قيمتها 90 مليون دولار.",
            "acquires",
            "ar",
            {"amount": 90_000_000, "currency": "USD"},
        ),
        (
            "[Company Kelpworks] raised $12 million in a Series B round.",
            "raisesFunding",
            "en",
            {"amount": 12_000_000, "currency": "USD", "round": "Series B"},
        ),
    ],
)
def test_what_is_near_is_taken(details, example, relation, language, expected):
    assert expected.items() <= details(example, relation, language).items()


def test_a_round_named_shortly_before_is_carried_on(details):
    example = (
        "أنهت [Company ألفا] جولة بذرية. وقاد الجولة [InvestmentFirm مرسى كابيتال] هذا الأسبوع."
    )
    assert details(example, "investsIn", "ar")["round"] == "Seed"


def test_a_round_of_long_ago_is_not(details):
    between = "لا جديد هنا. " * 5
    example = (
        f"أنهت [Company ألفا] جولة بذرية. {between}استثمر [InvestmentFirm مرسى] في [Company ألفا]."
    )
    assert "round" not in details(example, "investsIn", "ar")


def test_the_sum_of_a_round_is_not_each_investors(details):
    example = (
        "أنهت [Company ألفا] جولة بقيمة 85 مليون دولار هذا الشهر، وقاد الجولة "
        "[InvestmentFirm مرسى كابيتال]."
    )
    assert "amount" not in details(example, "investsIn", "ar")
