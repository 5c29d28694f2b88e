import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import clitics, lookup_key
from kg.language.data import table

FORMS = [
    ("والشركة", ("وال", "شركة", "")),
    ("والشركة", ("و", "الشركة", "")),
    ("بالمختبر", ("بال", "مختبر", "")),
    ("للمجموعة", ("لل", "مجموعة", "")),
    ("للندن", ("ل", "لندن", "")),
    ("ولميتا", ("ول", "ميتا", "")),
    ("كإنفيديا", ("ك", "إنفيديا", "")),
    ("سيطلق", ("س", "يطلق", "")),
    ("شركتها", ("", "شركة", "ها")),
    ("وبشركته", ("وب", "شركة", "ه")),
    ("بيته", ("", "بيت", "ه")),
    ("رئيسهم", ("", "رئيس", "هم")),
    ("شركائها", ("", "شركاء", "ها")),
    ("لـميتا", ("لـ", "ميتا", "")),
    ("وَغوغل", ("وَ", "غوغل", "")),
]


@pytest.mark.parametrize(("word", "reading"), FORMS)
def test_arabic(word, reading):
    readings = clitics(word, "ar")
    assert tuple(readings[0]) == ("", word, "")
    assert reading in [tuple(each) for each in readings]
    assert len(set(readings)) == len(readings)


def test_what_is_no_clitic():
    assert len(clitics("له", "ar")) == 1
    assert not any(each.prefix == "س" for each in clitics("سوق", "ar"))
    assert not any(each.suffix for each in clitics("الشركه", "ar") if "ال" in each.prefix)
    assert clitics("", "ar")[0].stem == ""


def test_english():
    assert ("", "Meta", "’s") in [tuple(each) for each in clitics("Meta’s", "en")]
    assert len(clitics("Meta", "en")) == 1


@given(st.text(st.sampled_from("ولبكفسالهمنيتةئَـ"), max_size=9))
def test_parts_make_the_word(word):
    for prefix, stem, suffix in clitics(word, "ar"):
        assert len(prefix + stem + suffix) == len(word)
        assert word.startswith(prefix)
        assert word.endswith(suffix)
        assert stem or not word


def test_key_of_stem_meets_the_plain_word():
    stems = {lookup_key(each.stem) for each in clitics("وشركاتها", "ar")}
    assert lookup_key("شركات") in stems
    assert "و" in table("ar")["proclitic"]
