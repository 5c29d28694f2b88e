"""The audit by SPARQL: held to pySHACL's verdicts, and what it finds beyond them."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.graph import audit, check, evidence, read, saved_queries, store
from kg.graph import terms as t
from kg.graph.audit import by_sense, by_shapes
from kg.graph.check import by_pyshacl
from kg.graph.findings import report
from kg.graph.shacl import compile_shapes
from kg.graph.shapes import Shapes
from kg.ontology import load


def first(quads, predicate):
    return min((q for q in quads if q.predicate == predicate), key=str)


def without(predicate):
    return lambda quads: [q for q in quads if q != first(quads, predicate)]


def put(predicate, value):
    def plant(quads):
        old = first(quads, predicate)
        return [*(q for q in quads if q != old), ox.Quad(old.subject, predicate, value)]

    return plant


def more(predicate, value):
    return lambda quads: [*quads, ox.Quad(first(quads, predicate).subject, predicate, value)]


def retyped(entity, kind):
    def plant(quads):
        node = t.term(f"entity:{entity}")
        kept = [q for q in quads if (q.subject, q.predicate) != (node, t.TYPE)]
        return [*kept, ox.Quad(node, t.TYPE, t.term(kind))]

    return plant


def nameless(quads):
    return [*quads, ox.Quad(ox.BlankNode("b"), t.TYPE, t.term("kg:Company"))]


def typed(value, kind):
    return ox.Literal(value, datatype=t.term(kind))


NOWHERE = t.term("entity:nowhere")
FACTS = {
    "entity: a name in a third language, which is no fault": more(t.PREF_LABEL, t.text("x", "de")),
    "entity: a second type": lambda q: [
        *q,
        ox.Quad(t.term("entity:nakhla"), t.TYPE, t.term("kg:Place")),
    ],
    "entity: no English name": lambda q: [x for x in q if x.object != t.text("Nakhla", "en")],
    "entity: a name without language": put(t.ALT_LABEL, t.text("Nakhla")),
    "entity: two names in a language": more(t.PREF_LABEL, t.text("Second", "en")),
    "entity: the same as a text": put(t.SAME_AS, t.text("Q1")),
    "entity: a blank node": nameless,
    "entity: an unknown type": retyped("labna", "kg:Ghost"),
    "claim: no subject": without(t.SUBJECT),
    "claim: two subjects": more(t.SUBJECT, t.term("entity:almarsad")),
    "claim: a subject that is text": put(t.SUBJECT, t.text("Nakhla")),
    "claim: no relation": without(t.PREDICATE),
    "claim: a foreign relation": put(t.PREDICATE, t.term("schema:funder")),
    "claim: a relation that is text": put(t.PREDICATE, t.text("investsIn")),
    "claim: two objects": more(t.OBJECT, t.text("more")),
    "claim: an object that is nothing": put(t.OBJECT, NOWHERE),
    "claim: no modality": without(t.MODALITY),
    "claim: two modalities": more(t.MODALITY, t.term("kg:denied")),
    "claim: a foreign modality": put(t.MODALITY, t.term("kg:certain")),
    "claim: sure beyond 1": put(t.CONFIDENCE, t.literal(1.5)),
    "claim: sure below 0": put(t.CONFIDENCE, t.literal(-0.5)),
    "claim: sure in words": put(t.CONFIDENCE, t.text("very")),
    "claim: sure in doubles": put(t.CONFIDENCE, typed("0.5", "xsd:double")),
    "claim: an ill-formed number": put(t.CONFIDENCE, typed("high", "xsd:decimal")),
    "claim: no evidence": without(t.EVIDENCE),
    "claim: evidence that is none": put(t.EVIDENCE, t.term("entity:labna")),
    "claim: no article": without(t.DERIVED_FROM),
    "claim: no run": without(t.GENERATED_BY),
    "claim: two runs": more(t.GENERATED_BY, t.term("run:other")),
    "claim: two sources": more(t.ATTRIBUTED_TO, t.term("entity:labna")),
    "claim: a source that cannot speak": put(t.ATTRIBUTED_TO, t.term("kg:asserted")),
    "claim: no currency": without(t.term("kg:currency")),
    "claim: an odd currency": put(t.term("kg:currency"), t.text("US dollars")),
    "claim: an amount below 0": put(t.term("kg:amount"), t.literal(-1)),
    "claim: an amount in words": put(t.term("kg:amount"), t.text("a lot")),
    "claim: a range upside down": put(t.term("kg:amountMax"), t.literal(1)),
    "claim: two amounts": more(t.term("kg:amount"), t.literal(7)),
    "claim: more than all": put(t.term("kg:stakePercent"), t.literal(101)),
    "claim: hired from a person": put(t.term("kg:from"), t.term("entity:lina-haddad")),
    "evidence: no article": without(t.HAS_SOURCE),
    "evidence: an article that is none": put(t.HAS_SOURCE, t.term("entity:labna")),
    "evidence: no selector": lambda q: [x for x in q if x.predicate != t.SELECTOR],
    "evidence: no quotation": lambda q: [x for x in q if x.object != t.QUOTE],
    "evidence: two quotations": lambda q: [
        *q,
        *(
            ox.Quad(first(q, t.HAS_SOURCE).subject, t.SELECTOR, x.subject)
            for x in q
            if x.object == t.QUOTE
        ),
    ],
    "evidence: no number": without(t.POSITION),
    "evidence: number 0": put(t.POSITION, t.literal(0)),
    "evidence: a part that is none": put(t.PARTS["trigger"], t.term("entity:labna")),
    "quotation: empty": put(t.EXACT, t.text("", "en")),
    "quotation: no language": put(t.EXACT, t.text("words")),
    "quotation: none": without(t.EXACT),
    "position: no start": without(t.START),
    "position: before the text": put(t.START, t.literal(-1)),
    "position: ends before it starts": put(t.END, t.literal(0)),
    "position: a start in words": put(t.START, t.text("here")),
    "position: two ends": more(t.END, t.literal(9999)),
    "article: no headline": without(t.HEADLINE),
    "article: no text": without(t.BODY),
    "article: two languages": more(t.LANGUAGE, t.text("fr")),
    "article: an odd language": put(t.LANGUAGE, t.text("no language at all")),
    "article: no source": without(t.SOURCE),
    "article: an address that is text": more(t.HEADLINE, t.text("Other", "en")),
    "run: no extractor": without(t.EXTRACTOR),
    "run: two versions": more(t.SOFTWARE_VERSION, t.text("2")),
    "relation: the subject of another type": retyped("nakhla", "kg:Place"),
    "relation: the object of another type": retyped("labna", "kg:Event"),
    "relation: a person that is a model": retyped("lina-haddad", "kg:AIModel"),
    "relation: a value for an entity": put(t.PREDICATE, t.term("kg:valuedAt")),
}


@pytest.mark.parametrize("fault", FACTS)
def test_both_give_the_same_verdict_on_a_planted_fault(quads, fault):
    pytest.importorskip("pyshacl")
    faulty = store(FACTS[fault](quads))
    mine, theirs = report(by_shapes(faulty)), report(by_pyshacl(faulty))
    assert mine == theirs
    assert mine.findings or fault == "entity: a name in a third language, which is no fault"


def test_both_find_nothing_in_a_built_graph(quads):
    assert audit(quads).findings == ()


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(sorted(FACTS)), min_size=2, max_size=6, unique=True))
def test_both_agree_on_several_faults_at_once(quads, faults):
    pytest.importorskip("pyshacl")
    faulty = quads
    for fault in faults:
        try:
            faulty = FACTS[fault](faulty)
        except ValueError:  # what it would damage has gone with another fault
            continue
    filled = store(faulty)
    assert report(by_shapes(filled)) == report(by_pyshacl(filled))


INVESTS, LABNA = t.term("kg:investsIn"), t.term("entity:labna")
BEYOND = {
    "Evidence belongs to a claim.": without(t.EVIDENCE),
    "What is pointed to is described.": put(t.ATTRIBUTED_TO, NOWHERE),
    "A quotation is the text of its article at its position.": put(t.EXACT, t.text("x", "en")),
    "An edge rests on a claim that does not deny it, nor say that it has ended.": lambda q: [
        *q,
        ox.Quad(t.term("entity:almarsad"), INVESTS, LABNA),
    ],
    "A claim that is neither denied nor ended has its edge.": lambda q: [
        x for x in q if x.predicate != INVESTS
    ],
}


@pytest.mark.parametrize("message", BEYOND)
def test_what_no_shape_can_say(quads, message):
    faulty = store(BEYOND[message](quads))
    found = [finding for finding in by_sense(faulty) if finding.messages["en"] == message]
    assert len(found) == 1
    assert found[0].messages["ar"]
    assert not audit(faulty).conforms


@pytest.mark.parametrize("relation", ["acquires", "investsIn"])
def test_a_denied_claim_carries_no_edge(quads, relation):
    denied = ox.Quad(t.term("entity:nakhla"), t.term("kg:acquires"), LABNA)
    unsaid = ox.Quad(LABNA, INVESTS, t.term("entity:nakhla"))
    extra = denied if relation == "acquires" else unsaid
    (finding,) = by_sense(store([*quads, extra]))
    assert finding.path == f"kg:{relation}"
    assert {finding.node, finding.value} == {"entity:labna", "entity:nakhla"}


def test_an_edge_of_a_symmetric_relation_rests_on_either_direction(quads):
    edges = [q for q in quads if q.predicate == t.term("kg:partnersWith")]
    assert len({q.subject for q in edges}) == 2
    assert list(by_sense(store(quads))) == []


def test_a_finding_comes_with_the_sentence_it_is_about(quads, sample):
    filled = store(put(t.CONFIDENCE, t.literal(1.5))(quads))
    (finding,) = audit(filled).findings
    assert finding.line().endswith(
        "kg:confidence 1.5: The confidence of a claim lies between 0 and 1."
    )
    quote, _, title = evidence(filled, finding).partition(" — ")
    assert title in {document.title for document in sample.documents}
    assert any(quote in document.text for document in sample.documents)
    relation = audit(retyped("nakhla", "kg:Place")(quads)).findings[0]
    assert evidence(store(quads), relation)


def test_a_word_of_shacl_that_is_not_known_is_not_passed_over():
    shapes = Shapes(load())
    shape = t.term("kg:ClaimModality")
    odd = t.term("kg:ClaimModality").value, "http://www.w3.org/ns/shacl#hasValue"
    shapes._shapes.add(ox.Quad(shape, ox.NamedNode(odd[1]), t.literal(1)))
    with pytest.raises(OntologyError, match=r"kg:ClaimModality: .*hasValue.* is not known here"):
        list(compile_shapes(shapes))


@pytest.mark.parametrize("name", ["ar", "en"])
def test_what_is_built_of_the_samples_conforms(name):
    golden = Path(__file__).parents[1] / "golden" / f"{name}.nq"
    built = read(golden)
    assert audit(built).findings == ()
    assert check(built).findings == ()


def test_the_checks_know_all_symmetric_relations():
    sparql = saved_queries("checks")["unclaimed-edge"].sparql
    named = set(re.findall(r"kg:(\w+With)\b", sparql))
    assert named == {r.name for r in load().relations.values() if r.symmetric}
