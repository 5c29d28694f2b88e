"""Details by a trained tagger: what its tags mean, and that each claim gets its own."""

import json

import pytest

from kg.extract.claims import find
from kg.extract.details import detailed, tagger
from kg.extract.details.tagger import Frame, features, frame_of, tagged
from kg.train import details as training
from kg.train.corpus import read


@pytest.fixture
def claims(read_article):
    def of(example, language="en"):
        article = read_article(example, language)
        return article, list(find(article))

    return of


def saying(monkeypatch, tags):
    """Let a tagger that has `tags` for certain words stand for the trained one."""

    class Said:
        def tag(self, items):
            words = [line["as it stands"] for line in map(parts, items.items())]
            return [tags.get(word, "O") for word in words]

    def parts(row):
        known = [name for name in row if name.startswith("as it stands ")]
        return {"as it stands": known[0].removeprefix("as it stands ")}

    monkeypatch.setattr(tagger, "tagger", lambda language: Said())


def test_tags_become_values_of_their_kind(claims, monkeypatch):
    saying(monkeypatch, {"money": "B-amount", "date": "B-date"})
    article, (one, *_) = claims(
        "[Company Alder] acquired [Company Birch] for $30 million in March 2024."
    )
    found = dict(tagged(one, article.text, "en"))
    assert found == {"amount": 30_000_000, "currency": "USD", "date": "2024-03"}


def test_a_word_tagged_as_a_sum_gives_nothing(claims, monkeypatch):
    saying(monkeypatch, {"for": "B-amount"})
    article, (one, *_) = claims("[Company Alder] acquired [Company Birch] for $30 million.")
    assert list(tagged(one, article.text, "en")) == []


def test_words_in_a_row_are_one_phrase_as_it_stands(claims, monkeypatch):
    saying(monkeypatch, {"chief": "B-role", "executive": "I-role"})
    article, found = claims("[Person Mona Adel] leads [Company Alder] as its chief executive.")
    assert dict(tagged(found[0], article.text, "en")) == {"role": "chief executive"}


def test_a_sentence_is_not_tagged_for_what_it_cannot_have(claims):
    _, (one, *_) = claims("[Company Alder] acquired [Company Birch] in 2024.")
    assert tagger.may_find(one.sentence, {"date", "amount"})
    assert not tagger.may_find(one.sentence, {"amount", "stake_percent", "round"})
    assert tagger.may_find(one.sentence, {"role"})


def test_a_detail_that_the_relation_does_not_take_is_left_out(claims, monkeypatch):
    saying(monkeypatch, {"%": "B-percent", "percent": "B-percent"})
    article, found = claims("[Company Alder] acquired [Company Birch], up 40 percent.")
    assert all("percent" not in one.qualifiers for one in detailed(found, article))


def test_what_a_pattern_captured_stays(claims, monkeypatch):
    saying(monkeypatch, {"money": "B-amount"})
    article, (one, *_) = claims("[Company Alder] raised $12 million, after $3 million in 2020.")
    (detail, *_) = detailed([one], article)
    assert detail.qualifiers["amount"] == 12_000_000


def test_an_end_that_stands_elsewhere_has_no_place(claims):
    _, found = claims("[Company Alder] grew. It acquired [Company Birch].")
    one = next(each for each in found if each.relation == "acquires")
    assert frame_of(one).object >= 0
    outside = Frame("acquires", -1, frame_of(one).object, frame_of(one).trigger)
    rows = features(one.sentence, outside, "en")
    assert all(any(row.startswith("s elsewhere") for row in each) for each in rows)


def test_each_sum_goes_to_its_own_deal(tmp_path, claims, monkeypatch):
    """Trained on a few sentences of the kind, the tagger tells the deals of one sentence apart."""
    names = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel"]
    (tmp_path / "articles").mkdir()
    rows = []
    for n in range(12):
        a, b, c, d = (names[(n + k) % 8] for k in (0, 1, 2, 3))
        low, high = 30 + n, 70 + n
        one, other = f"{a} acquired {b} for ${low} million", f"{c} acquired {d} for ${high} million"
        text = f"Deals\n\n{one}, and {other}."
        (tmp_path / "articles" / f"en_{n}.txt").write_text(text, encoding="utf-8")
        claims_ = [
            {
                "subject": who,
                "relation": "acquires",
                "object": whom,
                "modality": "asserted",
                "attributed_to": None,
                "qualifiers": {"amount": amount * 1_000_000, "currency": "USD"},
                "evidence": f"{who} acquired {whom} for ${amount} million",
            }
            for who, whom, amount in ((a, b, low), (c, d, high))
        ]
        entities = [{"text": x, "type": "Company", "canonical": x} for x in (a, b, c, d)]
        rows.append(json.dumps({"id": f"en_{n}", "entities": entities, "claims": claims_}))
    (tmp_path / "gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    examples = [row for one in read(tmp_path, language="en") for row in training.rows(one, "en")]
    training.train(examples, tmp_path / "details-en.crfsuite")
    monkeypatch.setattr(tagger, "MODELS", tmp_path)
    tagger.tagger.cache_clear()
    try:
        article, found = claims(
            "[Company Oak] acquired [Company Pine] for $5 million, and [Company Rowan] acquired "
            "[Company Sorrel] for $8 million."
        )
        sums = {
            one.subject.entity: dict(tagged(one, article.text, "en")).get("amount") for one in found
        }
    finally:
        tagger.tagger.cache_clear()
    assert sums == {"Oak": 5_000_000, "Rowan": 8_000_000}
