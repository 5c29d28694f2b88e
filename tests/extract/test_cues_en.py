"""What the English cue rows find, and what they must not."""

from __future__ import annotations


def claims_of(found):
    return {(f.subject.entity, f.relation, f.object and f.object.entity) for f in found}


def test_possessive_is_no_buyer_and_no_bought(read_example):
    found = read_example("[Company Kelpworks] buys its chips from [Company Bluefin].", "en")
    assert ("Kelpworks", "supplies", "Bluefin") not in claims_of(found)
    assert not [f for f in found if f.relation == "acquires"]
    assert ("Bluefin", "supplies", "Kelpworks") in claims_of(found)


def test_owner_of_a_subject_is_not_the_subject(read_example):
    found = read_example(
        "[Company Bluefin]'s arm [Company Kelpworks] acquired [Company Saltmark].", "en"
    )
    assert [c for c in claims_of(found) if c[1] == "acquires"] == [
        ("Kelpworks", "acquires", "Saltmark")
    ]


def test_nationality_and_noun_stand_for_the_company(read_example):
    found = read_example(
        "[Company Kelpworks] is growing. The [Place Danish] company bought [Company Saltmark].",
        "en",
    )
    assert {("Kelpworks", "acquires", "Saltmark"), ("Kelpworks", "basedIn", "Danish")} <= claims_of(
        found
    )


def test_apposition_stands_for_the_name_before_it(read_example):
    found = read_example(
        "[Company Saltmark] is big. It will buy [Company Kelpworks], the [Place Danish] company.",
        "en",
    )
    assert [c for c in claims_of(found) if c[1] == "basedIn"] == [
        ("Kelpworks", "basedIn", "Danish")
    ]


def test_list_is_read_once_and_whole(read_example):
    found = read_example(
        "[Company Kelpworks] is growing. "
        "[InvestmentFirm Larkspur] and [InvestmentFirm Tern] took part.",
        "en",
    )
    assert claims_of(found) == {
        ("Larkspur", "investsIn", "Kelpworks"),
        ("Tern", "investsIn", "Kelpworks"),
    }
