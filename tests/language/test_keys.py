import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.language import lookup_key, loose_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أوبن إيه آي", "اوبن آيه.اي"),
        ("شركــة", "شَرِكةٌ"),
        ("مؤسسة", "موسسه"),
        ("رئيس", "رييس"),
        ("مصطفى", "مصطفي"),
        ("کیان", "كيان"),
        ("١٢۳", "123"),
        ("ٱلبيت", "البيت"),
        ("«Open\u00a0AI»", "open ai"),
        ("Renée", "renee"),
        ("ﻻمع", "لامع"),
        ("ＧＰＴ", "gpt"),
        ("", "  ...  "),
    ],
)
def test_spellings_meet(one, other):
    assert lookup_key(one) == lookup_key(other)


def test_regional_letters_meet_in_the_loose_key_only():
    assert lookup_key("بلومبرغ") != lookup_key("بلومبرج")
    assert loose_key("بلومبرغ") == loose_key("بلومبرج") == loose_key("بلومبيرق")
    assert loose_key("ديب سيك") == loose_key("ديبسيك")
    assert loose_key("آي") == "اي"


@given(st.text() | st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF)))
@example("ͅΙ")
@example("ﷺ")
@example("İ")
def test_key_is_idempotent(text):
    assert lookup_key(lookup_key(text)) == lookup_key(text)
