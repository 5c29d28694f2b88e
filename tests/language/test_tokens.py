import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.tokens import split

PIECES = [
    "وشركة",
    "GPT-5",
    " ",
    "\n",
    "\n\n",
    "  ",
    "«",
    "»",
    ".",
    "7ر2",
    "%",
    "بـ",
    "U.S.",
    "١٢",
    "\u200f",
    "إيه.آي",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بـ15 مليوناً", ["بـ", "15", "مليوناً"]),
        ("صرّح لـ«الصحيفة» أمس", ["صرّح", "لـ", "«", "الصحيفة", "»", "أمس"]),
        ("استخدم وChatGPT", ["استخدم", "و", "ChatGPT"]),
        ("بلغت 3.7مليار", ["بلغت", "3.7", "مليار"]),
        ("في المُحَمّ.", ["في", "المُحَمّ", "."]),
        ("مختبر DeepMind.", ["مختبر", "DeepMind", "."]),
        ("لـ OpenAI", ["لـ", "OpenAI"]),
        ("فـ“ميتا” و’إكس’", ["فـ", "“", "ميتا", "”", "و", "’", "إكس", "’"]),
        ("(هيوماين) [جديد]", ["(", "هيوماين", ")", "[", "جديد", "]"]),
        ("%76.8 $15 €1.3", ["%", "76.8", "$", "15", "€", "1.3"]),
        ("GPT-5/DeepSeek-R1", ["GPT-5", "/", "DeepSeek-R1"]),
        ("Llama-3.1-70B، Qwen2.5", ["Llama-3.1-70B", "،", "Qwen2.5"]),
        ("أعلنت إكس إيه.آي.", ["أعلنت", "إكس", "إيه.آي", "."]),
        ("لإم.جي.إكس وتشات جي.بي.تي", ["لإم.جي.إكس", "وتشات", "جي.بي.تي"]),
        ("the U.S. and Foo Inc. too", ["the", "U.S.", "and", "Foo", "Inc.", "too"]),
        ("OpenAI's and Meta’s o'Reilly", ["OpenAI", "'s", "and", "Meta", "’s", "o'Reilly"]),
        ("01.AI AT&T Disney+", ["01.AI", "AT&T", "Disney+"]),
        ("by Acme.The", ["by", "Acme", ".", "The"]),
        ("US$5 40,000 7ر2", ["US$", "5", "40,000", "7ر2"]),
        ("see https://a.example/b?c=1.", ["see", "https://a.example/b?c=1", "."]),
        ("ارتفع 5ر1.", ["ارتفع", "5ر1", "."]),
    ],
)
def test_tokens(text, expected):
    assert split(text)[0] == expected


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_is_lost(text):
    words, spaces = split(text)
    assert "".join(w + " " * s for w, s in zip(words, spaces, strict=True)) == text
    assert all(words)
