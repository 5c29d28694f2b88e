from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from kg.language import annotate, languages, quantities
from kg.model import Document

PIECES = (
    *("15", "مليار", "دولار", "ملياري", "و500", "%", "$", "€", "7ر2", "بين", "و", "-", "إلى", "من"),
    *("12", "مارس", "2025", "/", "(", ")", "«", "نصف", "ربع", "خمسة", "عشر", "وعشرون", "درهم"),
    *("مغربي", "in", "between", "and", "to", "half", "a", "billion", "5bn", "10m", "Q1", "Saudi"),
    *("riyals", "per", "cent", "March", ",", ".", "الربع", "الأول", "عام", "٣", "بالمئة", "\n"),
    *("\u00a0", "-7", "twenty-five", "7-billion-x", "0", "00,1", "9" * 30, "1/2", "مليون", "ألف"),
)
USUAL = (
    *("USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "AED", "SAR", "QAR", "KWD", "BHD", "OMR"),
    *("EGP", "MAD", "TND", "DZD", "JOD", "CAD", "CHF", "TRY", "SEK", "HKD"),
)
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ARABIC = ("ar", "ar_EG", "ar_SA", "ar_LB", "ar_SY", "ar_IQ", "ar_MA", "ar_DZ", "ar_TN")


def read(text, language="ar"):
    doc = annotate(Document("1", text, language, "", "-"))
    assert doc.text == text
    return quantities(doc)


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from(["", " "]), st.sampled_from(languages()))
def test_spans_are_sorted_apart_and_inside(pieces, joint, language):
    text = joint.join(pieces)
    found = read(text, language)
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for q in found:
        assert q.kind in {"money", "percent", "number", "date"}
        assert (q.kind == "money") == (q.currency is not None)
        assert isinstance(q.value, str) == (q.kind == "date")
        assert q.upper is None or q.upper > q.value


@given(st.integers(1, 10**13))
def test_a_number_reads_back_however_it_is_written(number):
    for text in (f"{number:,}", f"{number:,}".translate(EASTERN).replace(",", "٬"), str(number)):
        assert [q.value for q in read(f"كلّف {text} دولار")] == [number]
        assert [q.value for q in read(f"it cost ${text} then", "en")] == [number]


@given(st.integers(1, 999), st.integers(0, 99).filter(lambda part: part % 10))
def test_a_decimal_reads_back_however_it_is_written(whole, part):
    value = round((whole + part / 100) * 10**9)
    forms = (f"{whole}.{part:02}", f"{whole},{part:02}", f"{whole}٫{part:02}", f"{part:02}ر{whole}")
    for text in forms:
        assert [q.value for q in read(f"كلّف {text} مليار يورو")] == [value]


@pytest.mark.parametrize("locale", [*ARABIC, "en"])
def test_every_month_of_cldr_is_known(locale):
    for number, name in Locale.parse(locale).months["format"]["wide"].items():
        assert [q.value for q in read(f"{name} 2025", locale[:2])] == [f"2025-{number:02}"]


@pytest.mark.parametrize("language", languages())
def test_the_usual_currencies_of_cldr_are_known_by_their_names(language):
    names = Locale.parse(language).currencies
    for code in USUAL:
        assert [q.currency for q in read(f"9 {names[code]}", language)] == [code], names[code]
