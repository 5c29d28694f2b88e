"""The score card: what counts as found, and what the report shows."""

import json

import pytest

from kg import ontology
from kg.errors import ReadError
from kg.evaluate import read, report, score
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)

BY = Provenance("test", "test", "0")
TEXT = "شراكة بين نواة وسرب | <b>. جمعت نواة 10 ملايين."
ROW = {
    "id": "a1",
    "entities": [
        {"text": "نواة", "type": "Company", "canonical": "Nawat"},
        {"text": "سرب", "type": "Company", "canonical": "Sarb", "aliases": ["Sarb Inc."]},
    ],
    "claims": [
        {"subject": "Nawat", "relation": "partnersWith", "object": "Sarb", "modality": "planned"},
        {
            "subject": "Nawat",
            "relation": "raisesFunding",
            "object": 10_000_000,
            "qualifiers": {"amount": 10_000_000, "currency": "USD"},
        },
        {
            "subject": "Nawat",
            "relation": "faces",
            "object": "نقص في التمويل",
            "evidence": "نقص | *",
        },
    ],
}


def entity(identifier: str, text: str, kind: str = "Company") -> Entity:
    start = TEXT.index(text)
    mention = Mention(Span(start, start + len(text)), text, kind, None, BY)
    return Entity(identifier, kind, identifier, (Name(text, "ar"),), (), (("d", mention),))


def claim(subject: str, relation: str, other: str | None, value=None, **more) -> Claim:
    qualifiers = tuple(Qualifier(k, v) for k, v in sorted(more.items()) if k != "modality")
    return Claim(
        f"{subject}{relation}{other}{value}",
        subject,
        relation,
        other,
        value,
        qualifiers,
        more.get("modality", Modality.ASSERTED),
        None,
        (Evidence("d", Span(0, 26)),),
        0.9,
        BY,
    )


def card_of(tmp_path, *claims: Claim, entities=None):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")
    found = entities or (entity("x1", "نواة"), entity("x2", "وسرب"))
    document = Document("d", TEXT, "ar", "شراكة", "a1.txt")
    extraction = Extraction(document, tuple(found), claims)
    return score(read(path), {"a1": extraction}, ontology.load())


def test_entities_are_found_by_any_form_with_or_without_attached_words(tmp_path):
    tally = card_of(tmp_path).tallies["entities"]
    assert (tally.hit, tally.gold, tally.found) == (2, 2, 2)


def test_a_symmetric_claim_counts_in_either_direction_with_its_modality_apart(tmp_path):
    card = card_of(tmp_path, claim("x2", "partnersWith", "x1"))
    assert card.tallies["relation:partnersWith"].f1 == 1
    assert (card.right["modality"], card.asked["modality"]) == (0, 1)


@pytest.mark.parametrize(("amount", "hits"), [(10_000_000, 1), (10_050_000, 1), (11_000_000, 0)])
def test_amounts_may_differ_by_a_hundredth(tmp_path, amount, hits):
    card = card_of(tmp_path, claim("x1", "raisesFunding", None, amount, amount=amount))
    assert card.tallies["relation:raisesFunding"].hit == hits


def test_a_qualifier_that_is_missing_is_wrong(tmp_path):
    card = card_of(tmp_path, claim("x1", "raisesFunding", None, 10_000_000, amount=10_000_000))
    assert (card.right["qualifier"], card.asked["qualifier"]) == (1, 2)


def test_free_text_counts_if_half_of_its_words_are_shared(tmp_path):
    card = card_of(tmp_path, claim("x1", "faces", None, "نقص التمويل"))
    assert card.tallies["relation:faces"].hit == 1


def test_a_claim_nobody_annotated_costs_precision(tmp_path):
    tally = card_of(tmp_path, claim("x1", "acquires", "x2")).tallies["claims"]
    assert (tally.hit, tally.found, tally.precision) == (0, 1, 0.0)


def test_an_article_that_was_not_extracted_counts_as_missed(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    card = score(read(path), {}, ontology.load())
    assert card.tallies["claims"].gold == 3
    assert card.tallies["entities"].recall == 0


def test_the_report_lists_each_error_and_escapes_the_text(tmp_path):
    text = report(card_of(tmp_path, claim("x1", "acquires", "x2")))
    assert "| wrong | Nawat — acquires → Sarb | شراكة بين نواة وسرب \\| \\<b\\>" in text
    assert text.count("| missed |") == 3
    assert "<b>" not in text


def test_a_broken_gold_file_says_where(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('\n{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"gold\.jsonl:2: no gold article"):
        list(read(path))
    with pytest.raises(ReadError, match="no such file"):
        list(read(tmp_path / "none"))
