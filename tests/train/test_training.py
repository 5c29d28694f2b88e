"""Training: where names stand, what public labels become, variants, and the same bytes again."""

import json

import pytest

from kg.extract.recogniser import Recognised
from kg.language import annotate
from kg.model import Document
from kg.train import names, public
from kg.train.corpus import Example, locate, read, tags
from kg.train.scores import Result, of_entities, of_mentions
from kg.train.variants import stock, vary
from kg.train.words import write

ARTICLE = (
    "نجمة تفتح مكتباً\n\nقالت شركة «نجمة» إنها وقّعت مع سالم الهاجر.\nوأضاف الهاجر أن نجمة ستنمو."
)
ENTITIES = [
    {"text": "نجمة", "type": "Company", "canonical": "Najma"},
    {"text": "سالم الهاجر", "type": "Person", "canonical": "Salem", "aliases": ["الهاجر"]},
]


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "articles").mkdir()
    rows = []
    for number in range(4):
        (tmp_path / "articles" / f"ar_{number}.txt").write_text(ARTICLE, encoding="utf-8")
        rows.append(json.dumps({"id": f"ar_{number}", "entities": ENTITIES}, ensure_ascii=False))
    (tmp_path / "gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def spoken(text, entities):
    return [(span.of(text), kind) for span, kind in locate(text, entities)]


@pytest.mark.parametrize("text", ["ونجمة", "لنجمة", "بـ«نجمة»", "وبنجمة", '"نجمة"'])
def test_a_name_is_met_behind_attached_words(text):
    assert spoken(text, ENTITIES) == [("نجمة", "Company")]


@pytest.mark.parametrize("text", ["منجمة", "نجمتها"])
def test_a_name_is_not_met_inside_another_word(text):
    assert spoken(text, ENTITIES) == []


def test_the_longest_name_counts():
    assert spoken("سالم الهاجر والهاجر", ENTITIES) == [
        ("سالم الهاجر", "Person"),
        ("الهاجر", "Person"),
    ]


def test_every_mention_is_tagged(corpus):
    example = next(read(corpus, language="ar"))
    tagged = [t.text for t, tag in zip(example.doc, example.tags, strict=True) if tag != "O"]
    assert tagged == ["نجمة", "نجمة", "سالم", "الهاجر", "الهاجر", "نجمة"]
    assert list(read(corpus, language="en")) == []


def test_a_variant_has_its_names_where_its_tags_say(corpus):
    example = next(read(corpus, language="ar"))
    other = example._replace(
        entities=[{"text": "ورسان", "type": "Company"}, {"text": "منى العلي", "type": "Person"}]
    )
    names_ = stock([other], language="ar")._replace(known={})
    doc, tagged = vary(example, names_, language="ar", seed="1")
    kept = [token.text for token, tag in zip(doc, tagged, strict=True) if tag != "O"]
    assert kept == ["ورسان", "ورسان", "منى", "العلي", "العلي", "ورسان"]
    again, _ = vary(example, names_, language="ar", seed="1")
    assert again.text == doc.text


def test_training_twice_gives_the_same_bytes(corpus, tmp_path, monkeypatch):
    monkeypatch.setitem(names.SETTINGS, "max_iterations", 5)
    made = []
    for name in ("one", "two"):
        names.fit(list(read(corpus, language="ar")), [], tmp_path / name, language="ar")
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_names_of_no_type_of_ours_are_cut_out(tmp_path):
    folder = tmp_path / "anercorp_corrected"
    folder.mkdir()
    (folder / "ANERcorp_train_corrected").write_text(
        "زار O\nسالم B-PERS\nالهاجر I-PERS\nعُمان B-LOC\n. O\n\n"
        "فاز O\nبكأس B-MISC\nالعالم I-MISC\nأمس O\n",
        encoding="utf-8",
    )
    ((doc, tagged),) = public.read(tmp_path, language="ar")
    assert doc.text == "زار سالم الهاجر عُمان .\nفاز\nأمس\n"
    assert tagged[:5] == ["O", "B-Person", "I-Person", "B-Place", "O"]
    assert set(tagged[5:]) == {"O"}


def test_scores_count_an_entity_once_and_a_mention_each_time():
    text = "نجمة ونجمة وورسان"
    doc = annotate(Document("1", text, "ar", "", "-"))
    entities = [{"text": "نجمة", "type": "Company"}, {"text": "ورسان", "type": "Company"}]
    mentions = list(locate(text, entities))
    example = Example("1", doc, tags(doc, mentions), mentions, entities)
    found = [Recognised(span, kind, 1.0) for span, kind in mentions[:2]]
    results = [Result(example, found)]
    assert of_mentions(results)["all"].recall == pytest.approx(2 / 3)
    assert of_entities(results, typed=True)["all"].recall == pytest.approx(1 / 2)
    wrong = [Result(example, [one._replace(type="Person") for one in found])]
    assert of_entities(wrong, typed=True)["all"].precision == 0
    assert of_entities(wrong, typed=False)["all"].precision == 1


def test_word_tables_are_in_order(tmp_path):
    rows = [("star", "n"), ("star", "v"), ("of", "o"), ("moon", "n"), ("two words", "n")]
    write(iter(rows), tmp_path / "words.tsv")
    assert (tmp_path / "words.tsv").read_text(encoding="utf-8") == "n\tmoon\nnv\tstar\n"
