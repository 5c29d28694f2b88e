"""Annotation by hand: what a line means, and what is said of a line that means nothing."""

import json
from pathlib import Path

import pytest

from kg.evaluate.gold import read as read_gold
from kg.train.notation import main, parse, read

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = (
    "Kelpworks raises $5 million\n\n"
    "Kelpworks, a Danish firm, raised $5 million from Larkspur. Ida Holm, its chief executive, "
    "said so. The firm had lost 8% of its staff.\n\n"
    "A second round followed."
)
ENTITIES = """\
E Company | Kelpworks | Kelpworks
E InvestmentFirm | Larkspur | Larkspur
E Person | Ida Holm | Ida Holm | Holm ; Ida
E Place | Denmark | Danish
"""
INVESTS = "C Larkspur | investsIn | Kelpworks | asserted | - | amount=5000000 ; currency=USD | from"


def claims(*lines):
    row, mistakes = parse("en_1", TEXT, ENTITIES + "\n".join(lines), "en_1.ann")
    assert mistakes == []
    return row["claims"]


def test_an_entity_has_its_forms():
    row, mistakes = parse("en_1", TEXT, ENTITIES, "en_1.ann")
    assert mistakes == [] and row["id"] == "en_1"
    assert row["entities"][0] == {"text": "Kelpworks", "type": "Company", "canonical": "Kelpworks"}
    assert row["entities"][2]["aliases"] == ["Holm", "Ida"]


def test_a_claim_has_its_details_and_the_sentence_around_its_snippet():
    (claim,) = claims(INVESTS.replace("asserted | -", "reported | Ida Holm"))
    assert claim == {
        "subject": "Larkspur",
        "relation": "investsIn",
        "object": "Kelpworks",
        "qualifiers": {"amount": 5_000_000, "currency": "USD"},
        "modality": "reported",
        "attributed_to": "Ida Holm",
        "evidence": "Kelpworks, a Danish firm, raised $5 million from Larkspur.",
    }


@pytest.mark.parametrize(
    ("field", "value", "qualifiers"),
    [
        ("#5000000", 5_000_000, {"amount": 5_000_000}),
        ("#2.5", 2.5, {"amount": 2.5}),
        ("-", None, {}),
    ],
)
def test_a_sum_is_a_qualifier_too(field, value, qualifiers):
    (claim,) = claims(f"C Kelpworks | raisesFunding | {field} | asserted | - | - | raised $5")
    assert (claim["object"], claim["qualifiers"]) == (value, qualifiers)


@pytest.mark.parametrize("field", ["lost 8% of its staff", '"lost 8% of its staff"'])
def test_words_of_the_article_may_stand_in_quotes(field):
    (claim,) = claims(f"C Kelpworks | faces | {field} | asserted | - | percent=8 | had lost")
    assert claim["object"] == "lost 8% of its staff" and claim["qualifiers"] == {"percent": 8}


def test_a_snippet_over_two_sentences_takes_both():
    (claim,) = claims(INVESTS.replace("| from", "| Larkspur. Ida Holm"))
    assert claim["evidence"].startswith("Kelpworks, a") and claim["evidence"].endswith("said so.")


def test_two_rounds_are_two_claims():
    line = "C Kelpworks | raisesFunding | - | asserted | - | round={} | round"
    assert len(claims(line.format("Seed"), line.format("Series A"))) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("X what", "begins with E or C, not 'X'"),
        ("E Company | Kelpworks", "3 or 4 fields, not 2"),
        ("E Firm | Holm | Holm", "Firm is no type"),
        ("E Company | Kelpworks | Kelpworks", "stands twice"),
        ("E Company | Acme | Acme", "'Acme' does not stand in the article"),
        ("E Company | Acme | firm | Acme", "'Acme' does not stand in the article"),
        (INVESTS.rpartition("|")[0], "7 fields, not 6"),
        (INVESTS.replace("investsIn", "likes"), "likes is no relation"),
        (INVESTS.replace("asserted", "sure"), "sure is no modality"),
        (INVESTS.replace("| -", "| Reuters"), "Reuters is no entity"),
        (INVESTS.replace("Larkspur", "Acme"), "Acme is no entity"),
        (INVESTS.replace("| Kelpworks", "| Acme"), "Acme is no entity"),
        (INVESTS.replace("| Kelpworks", "| Denmark"), "no InvestmentFirm investsIn Place"),
        (INVESTS.replace("amount=5000000", "amount=5m"), "5m is no amount"),
        (INVESTS.replace("USD", "dollars"), "dollars is no currency"),
        (INVESTS.replace("currency=USD", "date=May"), "May is no date"),
        (INVESTS.replace("currency=USD", "role=head"), "investsIn has no role"),
        (INVESTS.replace("currency=USD", "USD"), "'USD' is no key=value"),
        (INVESTS.replace("| from", "| with"), "'with' does not stand"),
        (INVESTS.replace("| from", "|"), "'' does not stand"),
        (INVESTS + "\n" + INVESTS, "Larkspur investsIn Kelpworks stands twice"),
        ("C Ida Holm | leads | Kelpworks | asserted | - | role=boss | chief", "'boss' does not"),
        ("C Kelpworks | hires | Ida Holm | asserted | - | from=Acme | chief", "Acme is no entity"),
        ("C Kelpworks | raisesFunding | #5m | asserted | - | - | raised", "#5m is no number"),
        ("C Kelpworks | faces | debts | asserted | - | - | lost", "'debts' does not stand"),
    ],
)
def test_a_mistake_is_said_with_its_line(line, message):
    _, (mistake,) = parse("en_1", TEXT, ENTITIES + line, "notation/en_1.ann")
    number = (ENTITIES + line).count("\n") + 1
    assert str(mistake).startswith(f"notation/en_1.ann:{number}: ") and message in str(mistake)


def test_a_snippet_stands_in_a_sentence():
    line = INVESTS.replace("| from", "| ***")
    _, (mistake,) = parse("en_1", f"{TEXT}\n\n***\n", ENTITIES + line, "en_1.ann")
    assert str(mistake) == "en_1.ann:5: '***' stands in no sentence"


@pytest.fixture
def corpus(tmp_path):
    for number in (2, 1):
        for folder, suffix, content in (
            ("articles", "txt", TEXT),
            ("notation", "ann", f"{INVESTS}\n{ENTITIES}"),
        ):
            (tmp_path / folder).mkdir(exist_ok=True)
            path = tmp_path / folder / f"en_{number}.{suffix}"
            path.write_text(content, encoding="utf-8")
    return tmp_path


def test_the_gold_file_is_written_in_order_and_the_same_again(corpus, capsys):
    assert main([str(corpus)]) == 0
    assert capsys.readouterr().out == "2 articles, 2 claims\n"
    first = (corpus / "gold.jsonl").read_bytes()
    assert [one.id for one in read_gold(corpus / "gold.jsonl")] == ["en_1", "en_2"]
    assert main([str(corpus)]) == 0
    assert (corpus / "gold.jsonl").read_bytes() == first


def test_mistakes_leave_the_old_gold_file(corpus, capsys):
    (corpus / "gold.jsonl").write_text("old")
    (corpus / "notation" / "en_1.ann").write_text("X\nY\n")
    assert main([str(corpus)]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert "en_1.ann:1: " in first and "en_1.ann:2: " in second
    assert (corpus / "gold.jsonl").read_text() == "old"


def test_an_article_without_notation_is_said(corpus, capsys):
    (corpus / "notation" / "en_1.ann").unlink()
    assert main([str(corpus)]) == 1
    assert "only an article or only a notation of en_1" in capsys.readouterr().err


def test_other_encodings_and_languages_are_said(corpus, capsys):
    (corpus / "articles" / "en_1.txt").write_bytes(b"caf\xe9")
    assert main([str(corpus)]) == 1
    assert "en_1.txt: not UTF-8 at byte 3" in capsys.readouterr().err
    for folder, suffix in (("articles", "txt"), ("notation", "ann")):
        (corpus / folder / f"en_1.{suffix}").rename(corpus / folder / f"a_1.{suffix}")
        (corpus / folder / f"a_1.{suffix}").write_text(TEXT)
    assert main([str(corpus)]) == 1
    assert "ar, en" in capsys.readouterr().err


def test_a_folder_that_is_no_corpus_is_said(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "no articles/*.txt" in capsys.readouterr().err


@pytest.mark.skipif(not CORPUS.exists(), reason="no part of the source distribution")
def test_the_gold_file_of_the_project_is_what_its_notation_says(tmp_path):
    """Whoever changes an annotation, or how sentences are cut, runs the command again."""
    rows, mistakes = zip(*read(CORPUS), strict=True)
    assert not any(mistakes)
    lines = (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(rows)
