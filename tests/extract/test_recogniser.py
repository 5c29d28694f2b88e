"""The recogniser: spans without attached words and quotes, in any text; a tiny model learns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import LanguageError
from kg.extract.recogniser import attached, chunks, decode, lines, recognise, tagger
from kg.extract.recogniser.features import featurise
from kg.language import annotate
from kg.model import Document, Span
from kg.train.corpus import locate, tags
from kg.train.names import opened, sequences, train

TAUGHT = {
    "ar": [
        ("أعلنت شركة «نجمة» أمس خطتها", "نجمة", "Company"),
        ("قالت شركة «سحاب» إن الأرباح زادت", "سحاب", "Company"),
        ("وقعت الشركة مع «زمرد» عقدا", "زمرد", "Company"),
        ("عاد المهندس سالم الهاجر من السفر", "سالم الهاجر", "Person"),
        ("تحدث المهندس راشد النعيم أمس", "راشد النعيم", "Person"),
    ],
    "en": [
        ("The company Zelvara said profits rose", "Zelvara", "Company"),
        ("The company Mintor hired staff", "Mintor", "Company"),
        ("A city called Brenholm grew fast", "Brenholm", "Place"),
        ("The city of Kastrava voted today", "Kastrava", "Place"),
    ],
}


def doc_of(text, language):
    return annotate(Document("x", text, language, "", "-"))


@pytest.fixture(scope="module")
def taught(tmp_path_factory):
    """A model of a handful of sentences for each language."""
    models = {}
    for language, sentences in TAUGHT.items():
        data = []
        for text, name, kind in sentences:
            doc = doc_of(text, language)
            mentions = list(locate(text, [{"text": name, "type": kind}]))
            data.append(sequences(doc, tags(doc, mentions), language=language))
        path = tmp_path_factory.mktemp("models") / f"{language}.crfsuite"
        train(data, path)
        models[language] = opened(path)
    return models


def found(taught, text, language):
    recognised = decode(doc_of(text, language), taught[language], language=language)
    return [(one.span.of(text), one.type) for one in recognised]


def test_a_name_that_was_never_seen_is_found_by_the_words_around_it(taught):
    assert found(taught, "قالت شركة «ورسان» إن الخسائر زادت", "ar") == [("ورسان", "Company")]


def test_attached_words_are_no_part_of_a_name(taught):
    text = "قالت شركة «ميسان» إن الخسائر زادت\nعقد لميسان"
    assert all(name == "ميسان" for name, _ in found(taught, text, "ar"))


def test_a_seat_is_cut_from_its_hyphen(taught):
    assert ("Kastrava", "Place") in found(taught, "The city of Kastrava-based firms grew", "en")


def test_a_score_is_a_probability(taught):
    for one in decode(doc_of("The city of Solvik grew", "en"), taught["en"], language="en"):
        assert 0 < one.score <= 1


@pytest.mark.parametrize(
    ("word", "counts", "cut"),
    [
        ("وورسان", {"ورسان": 2}, 1),
        ("لورسان", {"ورسان": 1}, 1),
        ("ورسان", {"ورسان": 4}, 0),
        ("والنخيل", {}, 1),
        ("للنخيل", {}, 2),
        ("ولميسان", {"ميسان": 1}, 2),
        ("Acme", {}, 0),
    ],
)
def test_what_is_attached_is_told_by_the_article(word, counts, cut):
    assert attached(word, {word: 1, **counts}, language="ar") == cut


def test_an_inside_without_a_beginning_is_a_name():
    assert list(chunks(["I-Place", "I-Place", "O", "B-Place", "I-Person"])) == [
        (0, 2, "Place"),
        (3, 4, "Place"),
        (4, 5, "Person"),
    ]


def test_lines_leave_out_the_breaks():
    doc = doc_of("عنوان\n\nنص أول\nنص ثان", "ar")
    covered = [token.text for start, end in lines(doc) for token in doc[start:end]]
    assert covered == ["عنوان", "نص", "أول", "نص", "ثان"]


def test_other_places_of_a_word_are_seen():
    doc = doc_of("وصل سديم اليوم.\nشركة «سديم» كبيرة.", "ar")
    rows = featurise(doc, language="ar")
    first = next(row for token, row in zip(doc, rows, strict=True) if token.text == "سديم")
    assert "quoted=True" in first
    assert "n=2" in first


def test_a_language_without_a_model_is_an_error():
    with pytest.raises(LanguageError, match=r"names-xx\.crfsuite"):
        tagger("xx")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ابتولكـَ«»\"“”'’.-& \n\u200fAbZ09éß🙂،"), max_size=60))
def test_spans_lie_in_any_text_in_order(text):
    for language in ("ar", "en"):
        behind = 0
        for span, kind, score in recognise(doc_of(text, language), language=language):
            assert behind <= span.start < span.end <= len(text)
            assert kind and 0 < score <= 1
            behind = span.end


def test_the_same_text_gives_the_same_answer():
    text = "افتتحت شركة «ورسان» مكتباً في دبي.\nوقال سالم الهاجر إن «ورسان» ستتوسع."
    once, twice = (recognise(doc_of(text, "ar"), language="ar") for _ in range(2))
    assert once == twice
    assert Span(13, 18) in [one.span for one in once]
