import sys

import pyoxigraph as ox
import pytest

from kg.graph import check
from kg.graph import terms as t
from kg.graph.shapes import relation_shapes
from kg.ontology import load

pytest.importorskip("pyshacl")


def of(quads, predicate):
    return next(q for q in quads if q.predicate == predicate)


def dropped(predicate):
    return lambda quads: [q for q in quads if q != of(quads, predicate)]


def changed(predicate, value):
    def plant(quads):
        old = of(quads, predicate)
        return [*(q for q in quads if q != old), ox.Quad(old.subject, predicate, value)]

    return plant


def added(predicate, value):
    return lambda quads: [*quads, ox.Quad(of(quads, predicate).subject, predicate, value)]


def retyped(entity, kind):
    def plant(quads):
        node = t.term(f"entity:{entity}")
        kept = [q for q in quads if (q.subject, q.predicate) != (node, t.TYPE)]
        return [*kept, ox.Quad(node, t.TYPE, t.term(kind))]

    return plant


def test_a_built_graph_conforms(quads):
    report = check(quads)
    assert report.conforms
    assert report.findings == ()


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (dropped(t.EVIDENCE), "A claim has evidence."),
        (dropped(t.MODALITY), "A claim has one modality."),
        (changed(t.MODALITY, t.term("kg:certain")), "A claim has one modality."),
        (dropped(t.EXACT), "A quotation has one text, in a language, that is not empty."),
        (changed(t.END, t.literal(0)), "A position starts at 0 or later, and before its end."),
        (changed(t.CONFIDENCE, t.literal(1.5)), "The confidence of a claim lies between 0 and 1."),
        (dropped(t.BODY), "An article has one text, in a language, that is not empty."),
        (dropped(t.GENERATED_BY), "A claim names the run that found it."),
        (
            changed(t.PREDICATE, t.term("kg:marries")),
            "The relation of a claim is one of the ontology.",
        ),
        (added(t.SUBJECT, t.term("entity:labna")), "A claim has one subject, and it is an entity."),
        (added(t.PREF_LABEL, t.text("Second", "en")), "A usual name is text in a language"),
        (changed(t.term("kg:currency"), t.literal("$")), "A currency is an ISO 4217 code"),
        (dropped(t.term("kg:currency")), "An amount has a currency."),
        (
            changed(t.term("kg:amountMax"), t.literal(1)),
            "The lower end of a range is not above its upper end.",
        ),
        (
            changed(t.term("kg:stakePercent"), t.literal(101)),
            "A stake lies between 0 and 100 percent.",
        ),
        (
            retyped("nakhla", "kg:Place"),
            "An entity of this type cannot be the subject of: invests in.",
        ),
        (retyped("labna", "kg:Event"), "This cannot be the object of: invests in."),
        (retyped("lina-haddad", "kg:AIModel"), "This cannot be the object of: hires."),
        (retyped("labna", "kg:Entity"), "This cannot be the object of: acquires."),
    ],
)
def test_a_planted_fault_is_found(quads, plant, message):
    report = check(plant(quads))
    assert not report.conforms
    found = [finding for finding in report.findings if message in finding.messages["en"]]
    assert found, [finding.line() for finding in report.findings]
    for finding in report.findings:
        assert finding.severity in ("Violation", "Warning")
        assert any("\u0600" <= letter <= "\u06ff" for letter in finding.line("ar"))


def test_a_finding_says_where(quads):
    report = check(retyped("nakhla", "kg:Place")(quads))
    lines = [finding.line() for finding in report.findings]
    assert any(line.startswith("Violation: kg:investsIn entity:nakhla: ") for line in lines), lines


def test_a_warning_alone_does_not_fail(quads):
    claim = of(quads, t.ATTRIBUTED_TO).subject
    place = t.term("entity:cairo")
    kept = [q for q in quads if (q.subject, q.predicate) != (claim, t.ATTRIBUTED_TO)]
    extra = [
        ox.Quad(claim, t.ATTRIBUTED_TO, place),
        ox.Quad(place, t.TYPE, t.term("kg:Place")),
        ox.Quad(place, t.PREF_LABEL, t.text("Cairo", "en")),
    ]
    report = check([*kept, *extra])
    assert report.conforms
    assert [finding.severity for finding in report.findings] == ["Warning"]


def test_every_relation_has_its_shape_and_every_shape_its_messages():
    shapes = list(ox.parse(relation_shapes(load()), format=ox.RdfFormat.TURTLE))
    targets = [q for q in shapes if q.predicate.value.endswith("#targetNode")]
    assert len(targets) == len(load().relations)


def test_without_pyshacl_the_same_is_found(quads, monkeypatch):
    faulty = dropped(t.MODALITY)(quads)
    first = check(faulty)
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    assert check(faulty) == first
    assert not first.conforms
