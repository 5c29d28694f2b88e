"""Facts, deals and replaced ids as RDF."""

import pyoxigraph as ox
import pytest

from kg import iri
from kg.fusion import Deal, Fact
from kg.graph import describe, interpret, read, replaced, serialize
from kg.graph import terms as t
from kg.graph.check import check
from kg.model import Modality

FACT = Fact(
    id="f",
    subject="nawat",
    relation="acquires",
    object="noor",
    claims=("c",),
    support=1,
    first_seen="2025-01-05",
    last_seen="2025-01",
    confidence=0.9,
    status=Modality.PLANNED,
)
DEAL = Deal(
    id="d",
    kind="acquisition",
    target="noor",
    parties=("nawat",),
    round="Series A",
    date="2027-Q2",
    status=Modality.PLANNED,
    claims=("c",),
)
ENTITIES = [ox.Quad(t.node(iri.ENTITY, n), t.TYPE, t.term("kg:Company")) for n in ("nawat", "noor")]
QUADS = [*describe([FACT], [DEAL]), *replaced({"old": "nawat"})]


def test_what_is_derived_stands_in_the_default_graph_under_iris():
    assert all(isinstance(quad.graph_name, ox.DefaultGraph) for quad in QUADS)
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in QUADS)
    assert len(set(QUADS)) == len(QUADS)


def test_it_is_skipped_when_the_graph_is_read_back():
    assert interpret(QUADS).entities == interpret(QUADS).claims == ()


@pytest.mark.parametrize("form", ["nq", "ttl", "jsonld"])
def test_every_file_form_keeps_it(tmp_path, form):
    file = tmp_path / f"graph.{form}"
    file.write_bytes(serialize(QUADS, form))
    assert set(read(file)) == set(QUADS)


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (t.STATUS, "status"),
        (t.SUPPORT, "article"),
        (t.DEAL_KIND, "kind"),
        (t.TARGET, "target"),
    ],
)
def test_what_is_missing_breaks_the_shapes(predicate, message):
    left = [quad for quad in QUADS if quad.predicate != predicate]
    found = {
        finding.messages["en"]
        for finding in check([*left, *ENTITIES]).findings
        if finding.node in ("fact:f", "deal:d")
    }
    whole = {finding.messages["en"] for finding in check([*QUADS, *ENTITIES]).findings}
    assert any(message in text for text in found - whole)


def test_a_fact_or_deal_without_claims_breaks_the_shapes():
    left = [q for q in QUADS if q.predicate not in (t.SUPPORTS, t.PART_OF_DEAL)]
    found = {
        (finding.node, finding.messages["en"]) for finding in check([*left, *ENTITIES]).findings
    }
    assert {("fact:f", "A fact rests on claims."), ("deal:d", "A deal rests on claims.")} <= found


def test_an_old_id_leads_to_the_new_one():
    (quad,) = replaced({"old": "nawat"})
    assert (quad.subject.value, quad.object.value) == (
        f"{iri.ENTITY}old",
        f"{iri.ENTITY}nawat",
    )
