"""Who an anaphor stands for, on articles whose names are marked by hand."""

import pytest

ORGANISATIONS = frozenset({"Company", "InvestmentFirm", "ResearchLab"})


@pytest.fixture
def resolve(read_article):
    def last(example: str, *, types=ORGANISATIONS, avoid=(), language="ar"):
        """Return the entity that the last anaphor of the text stands for."""
        article = read_article(example, language)
        sentence, item = [
            (s, i) for s in article.sentences for i in s.items if i.code.startswith("[~")
        ][-1]
        found = article.history.resolve(item, sentence, types, avoid=frozenset(avoid))
        return found and found.entity

    return last


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("جمعت [Company نواة] تمويلاً. وقال رئيسها إن السوق تنمو.", "نواة"),
        ("أعلنت [Company نواة] النتائج. وقالت الشركة إنها تنمو.", "نواة"),
        ("استثمر [InvestmentFirm مرسى] في [Company نواة]. وقال الصندوق إنه راض.", "مرسى"),
        (
            "[Company نواة] تكبر. تعاونت [Company سرب] مع [Company نواة]. ووسعت [Company نواة] "
            "مكتبها. ونموذجها جديد.",
            "نواة",
        ),
    ],
)
def test_the_most_salient_actor_of_a_fitting_type_is_taken(resolve, text, entity):
    assert resolve(text) == entity


def test_in_a_relative_clause_a_suffix_is_the_head(resolve):
    text = "[Company نواة] كبيرة. وزارت [Company نواة] شركة [Company سرب] التي أسسها"
    assert resolve(text) == "سرب"


def test_a_relative_clause_of_a_common_noun_is_about_no_actor(resolve):
    assert resolve("جمعت [Company نواة] المال في جولة كبيرة جداً التي قادها") is None


def test_the_other_side_of_the_claim_is_left_out(resolve):
    text = "تعاونت [Company سرب] مع [Company نواة]. وقال رئيسها إن السوق تنمو."
    assert resolve(text, avoid=["نواة"]) == "سرب"


def test_what_comes_later_is_no_candidate(resolve):
    assert resolve("قال رئيسها إن [Company نواة] تنمو.") is None


def test_a_type_that_does_not_fit_is_no_candidate(resolve):
    assert resolve("قال [Person سامي نور] كلمة. وقال رئيسها شيئاً.") is None


def test_a_rival_whose_rival_is_not_said_is_that_of_the_actor_last_named(read_example):
    example = (
        "[Company نواة] تكبر. وتعاونت [Company نواة] مع [Company سرب]. "
        "وقال مدير شركة [Company ألفا] المنافسة إن السوق واسعة."
    )
    rivals = [one for one in read_example(example, "ar") if one.relation == "competesWith"]
    assert [{one.subject.entity, one.object.entity} for one in rivals] == [{"ألفا", "سرب"}]


def test_possessives_are_resolved_in_english(resolve):
    text = "[Company Kelpworks] raised money. Its chief executive left."
    assert resolve(text, language="en") == "Kelpworks"
