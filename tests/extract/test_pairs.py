"""The model of pairs: what it may choose from, how it sees it, and what becomes of its word."""

import numpy as np
import pytest

from kg.extract.article import read_sentences
from kg.extract.claims import Article, Found
from kg.extract.claims import find as find_cues
from kg.extract.pairs import model as models
from kg.extract.pairs import score
from kg.extract.pairs.candidates import Salience, candidates, ends
from kg.extract.pairs.features import framed, located, nearest, plain
from kg.extract.pairs.hashing import BITS, feature
from kg.extract.pairs.rate import allowed, seen
from kg.extract.pairs.scene import scene
from kg.extract.rules import rulebook
from kg.language import annotate
from kg.model import Document, Entity, Mention, Modality, Provenance, Span

BY = Provenance("test", "hand", "0")


def article(text, *named, language="en"):
    """Return an article in which each (name, type) is an entity wherever it stands."""
    document = Document("d", text, language, text.split("\n")[0], "-")
    entities = []
    for name, kind in named:
        starts = [n for n in range(len(text)) if text.startswith(name, n)]
        spans = [Span(start, start + len(name)) for start in starts]
        mentions = tuple(("d", Mention(span, name, kind, None, BY)) for span in spans)
        entities.append(Entity(name, kind, name, (), (), mentions))
    rules = rulebook(language)
    return Article(
        text, tuple(read_sentences(annotate(document), document, entities, rules)), rules
    )


def pairs_of(read, index=0):
    salience = Salience(read.sentences)
    for sentence in read.sentences[:index]:
        salience.add(sentence)
    return candidates(ends(read.sentences[index], salience))


FUND = ("Birch", "InvestmentFirm")
FIRM = ("Acme", "Company")
LAB = ("Zeta", "Company")


def test_every_ordered_pair_of_names_is_a_candidate():
    read = article("Birch put money in Acme and Zeta.", FUND, FIRM, LAB)
    found = {(c.subject.key, c.object.key) for c in pairs_of(read)}
    assert found == {
        (a, b) for a in ("Birch", "Acme", "Zeta") for b in ("Birch", "Acme", "Zeta") if a != b
    }


def test_a_sum_is_an_object_and_never_a_subject():
    found = pairs_of(article("Acme raised $5 million.", FIRM))
    assert [(c.subject.key, c.object.key) for c in found] == [("Acme", 5_000_000.0)]


def test_an_actor_of_the_sentence_before_may_be_the_absent_end():
    read = article("Acme has new money. Birch led the round.", FIRM, FUND)
    kinds = {(c.subject.key, c.object.key): c.object.kind for c in pairs_of(read, 1)}
    assert kinds["Birch", "Acme"] == "absent"


def test_two_absent_ends_are_no_candidate():
    read = article("Acme met Zeta. Nothing was said.", FIRM, LAB)
    assert pairs_of(read, 1) == []


def test_a_suffix_stands_for_an_actor_named_before_it():
    read = article(
        "أعلنت قمرة النتائج. وقال رئيسها سالم ذلك.",
        ("قمرة", "Company"),
        ("سالم", "Person"),
        language="ar",
    )
    ways = [c for c in pairs_of(read, 1) if c.subject.key == "سالم" and c.object.key == "قمرة"]
    assert [c.object.kind for c in ways] == ["suffix"]


def test_a_name_in_place_is_plainer_than_an_anaphor():
    read = article("Acme said its chief left. Acme and its rival Zeta agree.", FIRM, LAB)
    kinds = {c.subject.kind for c in pairs_of(read, 1) if c.subject.key == "Acme"}
    assert kinds == {"name"}


@pytest.mark.parametrize(
    ("subject", "other", "relation", "may"),
    [
        ("Person", "Company", "leads", True),
        ("Company", "Person", "leads", False),
        ("Company", "Place", "basedIn", True),
        ("Company", "money", "valuedAt", True),
        ("Company", "money", "faces", False),
        ("Person", "money", "valuedAt", False),
    ],
)
def test_types_allow_relations(subject, other, relation, may):
    assert (relation in allowed(subject, other)) == may


def test_a_symmetric_relation_is_asked_once():
    read = article("Acme competes with Zeta.", FIRM, LAB)
    asked = [one for one in seen(read, []) if "competesWith" in one.relations]
    assert [(one.candidate.subject.key, one.candidate.object.key) for one in asked] == [
        ("Acme", "Zeta")
    ]


def test_features_fit_the_table_and_are_the_same_each_time():
    read = article("Birch put money in Acme and Zeta.", FUND, FIRM, LAB)
    view = scene(read.sentences[0], "en", {})
    for candidate in pairs_of(read):
        made = [
            plain(candidate, view),
            framed(candidate, view),
            located(candidate, view, "investsIn"),
        ]
        assert made == [
            plain(candidate, view),
            framed(candidate, view),
            located(candidate, view, "investsIn"),
        ]
        assert all(0 <= one < 1 << BITS for part in made for one in part)


def test_true_and_one_are_two_features():
    assert feature("x", True) != feature("x", 1)


def test_names_of_a_list_know_where_it_begins_and_ends():
    read = article("Birch backs Acme, Zeta and Omni today.", FUND, FIRM, LAB, ("Omni", "Company"))
    view = scene(read.sentences[0], "en", {})
    first, last = view.names[1], view.names[3]
    assert {view.lists[place] for place in view.names[1:]} == {(first, last)}
    assert view.names[0] not in view.lists


def test_the_trigger_between_the_ends_counts():
    read = article("Backed or not, Birch acquired Acme.", FUND, FIRM)
    view = scene(read.sentences[0], "en", {})
    candidate = next(c for c in pairs_of(read) if c.subject.key == "Birch")
    place = nearest(candidate, view, "acquires")
    assert view.words[place].text.startswith("acquir")
    assert nearest(candidate, view, "sues") is None


def toy(plain_weights, *, threshold=0.5, modality=Modality.ASSERTED):
    """Return a model in which a feature of the frame alone decides: `investsIn` or nothing."""
    features = sorted(plain_weights)
    width = 2
    weights = np.zeros((len(features), width + 1), dtype=np.float16)
    weights[:, 0] = [plain_weights[each] for each in features]
    colours = np.zeros((1, 8), dtype=np.float16)
    colours[0, list(Modality).index(modality)] = 5
    return models.from_arrays(
        "toy",
        {
            "relations": np.array(["investsIn", "acquires"]),
            "features": np.array(features, dtype=np.uint32),
            "weights": weights,
            "shades": np.array([feature("colour", "investsIn")], dtype=np.uint32),
            "colours": colours,
            "thresholds": np.array([threshold, threshold], dtype=np.float32),
            "slope": np.array(1.0, dtype=np.float32),
            "offsets": np.array([-3.0, -3.0], dtype=np.float32),
        },
    )


@pytest.fixture
def use(monkeypatch):
    def put(model):
        monkeypatch.setattr(score, "load", lambda language: model)

    return put


LIKELY = {feature("types", "InvestmentFirm>Company"): 6}
SENTENCE = "Birch, as rumour has it, opened its purse for Acme."


def test_what_the_model_finds_likely_becomes_a_claim(use):
    use(toy(LIKELY, modality=Modality.POSSIBLE))
    (claim,) = score.find(article(SENTENCE, FUND, FIRM), [])
    assert (claim.subject.entity, claim.relation, claim.object.entity) == (
        "Birch",
        "investsIn",
        "Acme",
    )
    assert claim.confidence == pytest.approx(1 / (1 + np.exp(-3)), abs=1e-3)
    assert (claim.modality, claim.by) == (Modality.POSSIBLE, ("pairs", "toy"))


def test_what_it_finds_unlikely_does_not(use):
    use(toy(LIKELY, threshold=0.99))
    assert list(score.find(article(SENTENCE, FUND, FIRM), [])) == []


def test_without_a_model_the_cues_stand_alone(use):
    use(None)
    read = article("Birch invested $5 million in Acme.", FUND, FIRM)
    found = list(find_cues(read))
    assert found and list(score.find(read, found)) == found


def cued(read, confidence=0.9):
    found = [one for one in find_cues(read) if one.relation == "investsIn"]
    assert found
    return [one._replace(confidence=confidence) for one in found]


def test_a_claim_of_a_cue_takes_the_confidence_of_the_model(use):
    use(toy(LIKELY))
    read = article("Birch invested $5 million in Acme.", FUND, FIRM)
    (claim,) = score.find(read, cued(read))
    assert claim.by[0] == "cues"
    assert claim.confidence == pytest.approx(0.953, abs=1e-3)
    assert claim.qualifiers["amount"] == 5_000_000


def test_a_claim_of_a_cue_falls_that_the_model_finds_unlikely(use):
    use(toy({}))
    read = article("Birch invested $5 million in Acme.", FUND, FIRM)
    assert list(score.find(read, cued(read))) == []


def test_a_phrase_as_object_is_left_to_the_cues(use):
    use(toy({}))
    read = article("Acme faces losses.", FIRM)
    name = next(item.content for item in read.sentences[0].items if item.content)
    trouble = Found(
        "faces",
        read.sentences[0],
        name,
        None,
        "losses",
        {},
        Modality.ASSERTED,
        None,
        Span(5, 10),
        0.8,
        ("cues", "x"),
    )
    assert list(score.find(read, [trouble])) == [trouble]
