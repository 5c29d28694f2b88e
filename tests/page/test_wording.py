"""The tables of sentences: whole for every relation, modality and language of the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.ontology
from kg.model import Evidence, Modality, Span
from kg.page import assets, reading, wording


def keys(pieces: list[wording.Piece]) -> set[str]:
    found: set[str] = set()
    for piece in pieces:
        if isinstance(piece, list) and piece[0] == "key":
            found.add(piece[1])
        if isinstance(piece, list) and piece[0] == "maybe":
            found |= keys(piece[1])
    return found


@pytest.mark.parametrize("name", kg.ontology.load().relations)
def test_every_relation_is_said_in_every_way(name: str) -> None:
    relation = kg.ontology.load().relations[name]
    for language in assets.words():
        sentences = wording.patterns()[name][language]
        assert list(sentences) == [str(modality) for modality in Modality]
        assert len({str(sentence) for sentence in sentences.values()}) == len(Modality)
        for sentence in sentences.values():
            assert {"subject", "object"} <= keys(sentence)
            assert keys(sentence) <= {"subject", "object", *relation.qualifiers}


def test_families_and_genders_name_what_there_is() -> None:
    ontology = kg.ontology.load()
    assert list(wording.family_of()) and set(wording.family_of()) == set(ontology.relations)
    assert set(wording.forms()) <= set(ontology.types)


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(*sorted(pair)))


@settings(max_examples=60, deadline=None)
@given(spans, spans, spans, spans)
def test_pieces_joined_are_the_sentence(a: Span, b: Span, c: Span, d: Span) -> None:
    pieces = reading.pieces(Evidence("d", a, subject=b, object=c, trigger=d))
    text = "".join(map(chr, range(0x20, 0x40)))
    assert "".join(text[start:end] for start, end, _ in pieces) == a.of(text)
    assert all(start < end for start, end, _ in pieces)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aب😀\U0001f468", max_size=12), st.integers(0, 12))
def test_code_units_are_those_of_utf_16(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert reading.code_units(text)(offset) == len(text[:offset].encode("utf-16-le")) // 2
