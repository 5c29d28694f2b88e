import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import annotate, sentences
from kg.model import Document


def cut(text, language="ar"):
    doc = annotate(Document("1", text, language, "", "-"))
    assert doc.text == text
    return [sent.text for sent in sentences(doc)]


@pytest.mark.parametrize(
    "text",
    [
        "عنوان بلا نقطة|\n|جملة أولى.| |جملة ثانية؟| |ثالثة!",
        "\n\n|أول|\n\n \n|ثان|\n",
        "قالت إكس إيه.آي إنها جمعت 3.5 مليار.| |ثم صمتت…| |وعادت",
        "رأى د. سامي أن م. هدى محقة.| |وانتهى",
        "أعلن «أن الأمر تم.»| |ثم مضى.",
        "شارك في الفئة A.| |وقادها صندوق.",
        "1. بند أول|\n|2. بند ثان",
        "قالت DeepMind.| |وأضافت المُحَمّ.| |ثم",
        "انتهى الأمر.|وبدأ غيره",
        "Foo Inc. said so.| |Bar Corp.| |The end.| |Dr. Ann J. Lee left the U.S. firm.",
        "He asked “why?”| |They left.| |It rose 3.5 per cent.",
        "Is it over? he said.| |No...| |Then it was.",
        "It closed its Series B.| |Investors cheered.",
        "xAI grew.| |xAI rose.",
    ],
)
def test_sentences(text):
    pieces = text.split("|")
    assert cut("".join(pieces)) == [piece for piece in pieces if piece.strip()]


def test_lines_without_letters_are_no_sentences():
    assert cut("أول\n***\n123\nثان") == ["أول", "ثان"]


@given(st.text(st.sampled_from("ab.A \n؟!…«»\"'وم.1")))
def test_text_is_kept_and_offsets_fit(text):
    doc = annotate(Document("1", text, "ar", "", "-"))
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert all("\n" not in sent.text for sent in sentences(doc))
