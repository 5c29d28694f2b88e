"""The pattern language: what its terms match, and what it refuses."""

import pytest

from kg.errors import OntologyError
from kg.extract.patterns import compile_pattern, forms_of, lexicon
from kg.extract.rules import rulebook

ORG = r"\[[AB~]\d+\]"
SLOTS = {"S": ORG, "O": ORG, "lead": " (?:firm|the)", "sep": "(?:(?: ,)? and| ,)", "tail": ""}
WORDS = {"buy": "buys|bought|has_bought"}


def search(pattern: str, code: str):
    found = compile_pattern(pattern, slots=SLOTS, words=WORDS, key=str.casefold)
    return found.regex.search(code) if found.may_match(code) else None


@pytest.mark.parametrize(
    ("pattern", "code", "subject", "object_"),
    [
        ("S {buy} O", " [A0] bought [B2]", " [A0]", " [B2]"),
        ("S {buy} O", " [A0] has bought the firm [B5]", " [A0]", " the firm [B5]"),
        ("S .. {buy} O", " [A0] of old bought [B4]", " [A0]", " [B4]"),
        ("{buy} O", " it bought [B2]", None, " [B2]"),
        ("S? {buy} O", " bought [B2]", None, " [B2]"),
        ("S {buy} O+", " [A0] bought [B2] , [B4] and [B6]", " [A0]", " [B2] , [B4] and [B6]"),
        ("S [ab]uys O", " [A0] buys [B2]", " [A0]", " [B2]"),
        ("S acqui* O", " [A0] acquired [~2]", " [A0]", " [~2]"),
        ("S ,, {buy} O", " [A0] , a firm of old , bought [B8]", " [A0]", " [B8]"),
        ("S ,, {buy} O", " [A0] ( the firm ) bought [B6]", " [A0]", " [B6]"),
        ("^ rival O", " rival [B1]", None, " [B1]"),
        ("^ rival O", " it , rival [B3]", None, " [B3]"),
    ],
)
def test_slots_are_filled(pattern, code, subject, object_):
    match = search(pattern, code)
    assert match["O"] == object_
    assert match.groupdict().get("S") == subject


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("S .. {buy} O", " [A0] , it bought [B4]"),  # a short gap crosses no comma
        ("S .. {buy} O", " [A0] like [C2] bought [B4]"),  # nor a name
        ("S {buy} O", " [A0] bought [C2]"),  # a name of another type fills no slot
        ("S {buy} O", " [A0] bought [B2]x"),  # a code ends at a blank
        ("S {buy} O", " [A0] sold [B2]"),
        ("S {buy} . O", " [A0] bought one two [B4]"),
    ],
)
def test_what_must_not_match(pattern, code):
    assert search(pattern, code) is None


def test_qualifiers_are_kept_under_their_key():
    match = search(
        "S paid amount:$ for O , <role chief executive > .",
        " [A0] paid [$2] for [B4] , chief executive x",
    )
    assert match["amount"] == " [$2]"
    assert match["role"] == " chief executive"


def test_the_trigger_is_the_first_word_that_is_no_option():
    assert search("S has? {buy} O in", " [A0] has bought [B3] in")["trigger"] == " bought"


def test_hostile_words_are_literals():
    assert search("S a.c|(|b+ O", " [A0] abc [B2]") is None
    assert search("S a.c O", " [A0] a.c [B2]")


def test_an_unknown_word_list_is_an_error_that_names_it():
    with pytest.raises(OntologyError, match="no word list named 'sell'"):
        compile_pattern("S {sell} O", slots=SLOTS, words=WORDS, key=str)


def test_a_malformed_pattern_is_an_error_that_shows_it():
    with pytest.raises(OntologyError, match="<role"):
        _ = compile_pattern("S <role {buy} O", slots=SLOTS, words=WORDS, key=str).regex


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_pattern_of_the_tables_compiles(language):
    rules = rulebook(language)
    for rule in (*rules.relations, *rules.modality, *rules.attribution, *rules.rounds):
        assert rule.pattern.regex.pattern


def test_forms_expand_classes_alternatives_and_blanks():
    assert list(forms_of("[ab]x*|c_d", str)) == ["ax*", "bx*", "c d"]


def test_the_lexicon_holds_each_word_of_each_pattern_and_no_sign():
    words = lexicon(iter(["S .. {buy} amount:$? , in O+", "<role head > T"]), WORDS, str)
    assert words == {"buys", "bought", "has", "in", "head"}
