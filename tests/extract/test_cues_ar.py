"""What the Arabic cue rows find, and what they must not."""

from __future__ import annotations


def claims_of(found):
    return {(f.subject.entity, f.relation, f.object and f.object.entity) for f in found}


def test_nationality_may_stand_before_or_behind_the_name(read_example):
    before = read_example("اشترت [Place الدنماركية] [Company بيتا] شركة [Company دانة].", "ar")
    behind = read_example("اشترت [Company بيتا] [Place الدنماركية] شركة [Company دانة].", "ar")
    wanted = ("بيتا", "acquires", "دانة")
    assert wanted in claims_of(before)
    assert wanted in claims_of(behind)


def test_price_of_a_share_makes_no_takeover(read_example):
    found = read_example("اشترت [Company بيتا] حصة 12% في [Company دانة].", "ar")
    assert ("بيتا", "investsIn", "دانة") in claims_of(found)
    assert "acquires" not in {f.relation for f in found}


def test_finance_chief_does_not_lead_the_company(read_example):
    found = read_example("[Person سامي نور]، المدير المالي لشركة [Company بيتا]، راضٍ.", "ar")
    assert claims_of(found) == {("سامي نور", "worksFor", "بيتا")}


def test_list_of_investors_is_read_whole(read_example):
    found = read_example(
        "نمت [Company بيتا] سريعاً. وقاد الجولة [InvestmentFirm سدرة] و[InvestmentFirm نخلة].",
        "ar",
    )
    assert {("سدرة", "investsIn", "بيتا"), ("نخلة", "investsIn", "بيتا")} == claims_of(found)


def test_fellow_founder_counts_too(read_example):
    found = read_example(
        "تنمو [Company بيتا] التي أسسها [Person سامي نور] مع شقيقته [Person منى علي].", "ar"
    )
    assert {
        ("سامي نور", "founded", "بيتا"),
        ("منى علي", "founded", "بيتا"),
    } <= claims_of(found)
