"""How candidates for names are weighed, and what each finder proposes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.mentions import beside, field, nationality, propagate, table
from kg.extract.mentions.candidate import Candidate, settle
from kg.language import annotate, lookup_key
from kg.model import Document, Span
from kg.ontology import names
from kg.ontology.cues import NameCue

KNOWN = names.load(lookup_key)
PARTS = propagate.Parts(frozenset({"van"}), frozenset({"General", "العالمية"}).__contains__)


def doc_of(text: str, language: str):
    return annotate(Document("x", text, language, text, "-"))


def texts(found, text: str) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.type) for one in found]


spans = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda p: Span(p[0], p[0] + p[1]))
candidates = st.lists(
    st.builds(
        Candidate,
        spans,
        st.sampled_from(["Company", "Person"]),
        st.floats(0, 1, width=16),
        st.sampled_from(["a", "b"]),
    ),
    max_size=12,
)


@given(candidates)
def test_settled_candidates_never_overlap_and_stand_in_text_order(proposed):
    kept = settle(proposed)
    assert all(a.span.end <= b.span.start for a, b in pairwise(kept))
    assert set(kept) <= set(proposed)


@given(candidates)
def test_settling_does_not_depend_on_the_order_of_the_finders(proposed):
    assert settle(proposed) == settle(list(reversed(proposed)))


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("قالت غوغل إن السوق تنمو.", "ar", "غوغل"),
        ("ووقعت مع جوجل اتفاقاً.", "ar", "جوجل"),
        ("وقال مسؤول لغوغل إن السوق تنمو.", "ar", "غوغل"),
        ("A deal with Hugging Face was signed.", "en", "Hugging Face"),
    ],
)
def test_the_table_finds_names_in_any_spelling_without_attached_words(text, language, name):
    found = list(table.find(doc_of(text, language), text, KNOWN, language=language))
    assert (name, "Company") in texts(found, text)


def test_a_common_word_is_no_name_in_lower_case():
    text = "A cohere and meta discussion of scale."
    assert list(table.find(doc_of(text, "en"), text, KNOWN, language="en")) == []


def test_the_word_before_a_quoted_name_tells_its_type():
    text = "أطلقت شركة «نواة» منصة «سرب»."
    cues = [NameCue("Company", "before", "شركه"), NameCue("Product", "before", "منصه")]
    found = list(beside.find(doc_of(text, "ar"), cues, language="ar"))
    assert texts(found, text) == [("نواة", "Company"), ("سرب", "Product")]


def test_latin_words_in_arabic_are_names_whose_type_is_open():
    text = "تعاونت مع Blue Heron على المشروع."
    assert texts(beside.find(doc_of(text, "ar"), [], language="ar"), text) == [("Blue Heron", "")]


def test_an_unclosed_quotation_mark_does_no_harm():
    text = "قالت «نواة إن السوق\nتنمو»."
    assert list(beside.find(doc_of(text, "ar"), [], language="ar")) == []


def test_a_field_ends_where_the_clause_goes_on():
    text = "شركة متخصصة في ترجمة الوثائق التي تصدرها المحاكم."
    cues = [NameCue("Technology", "phrase", "متخصصه في"), NameCue("Technology", "end", "التي")]
    found = list(field.find(doc_of(text, "ar"), cues, language="ar"))
    assert texts(found, text) == [("ترجمة الوثائق", "Technology")]


def test_a_surname_and_a_repeated_name_are_found_again():
    text = "أسسها سامي نور. وقال نور إن سامي نور باق."
    first = Candidate(Span(6, 14), "Person", 0.9, "recogniser")
    found = list(propagate.find(doc_of(text, "ar"), text, [first], PARTS, language="ar"))
    assert [one.span.of(text) for one in settle(found)] == ["سامي نور", "نور", "سامي نور"]


def test_a_particle_stays_with_its_surname():
    text = "Jane van Doe left. Later van Doe returned; Doe Street did not."
    first = Candidate(Span(0, 12), "Person", 0.9, "recogniser")
    found = propagate.find(doc_of(text, "en"), text, [first], PARTS, language="en")
    assert [one.span.of(text) for one in found] == ["Jane van Doe", "van Doe", "van Doe"]


@pytest.mark.parametrize(
    ("text", "end", "found"),
    [
        ("Kelp Systems grew. Later Kelp left.", 12, ["Kelp Systems", "Kelp"]),
        ("General Systems grew. Later General Lee left.", 15, ["General Systems"]),
    ],
)
def test_the_first_word_of_a_firm_stands_for_it_unless_it_is_a_common_word(text, end, found):
    first = Candidate(Span(0, end), "Company", 0.9, "recogniser")
    spread = settle(propagate.find(doc_of(text, "en"), text, [first], PARTS, language="en"))
    assert [one.span.of(text) for one in spread] == found


def test_a_nationality_counts_beside_an_organisation_only():
    text = "French startup Nuage grew. The weather was French all summer long, as always."
    name = Candidate(Span(15, 20), "Company", 0.9, "recogniser")
    found = list(nationality.find(doc_of(text, "en"), [name], KNOWN))
    assert [(one.span, one.known) for one in found] == [(Span(0, 6), ("france",))]
