"""What follows by the rules, and that it stays apart from what is said."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.graph import ask, audit, query, serialize, store
from kg.graph import terms as t
from kg.graph.rules import INFERRED, _fire, infer, inferred
from kg.graph.saved import SavedQuery, saved_queries


def edge(subject, relation, target):
    return ox.Quad(
        t.term(f"entity:{subject}"), t.term(f"kg:{relation}"), t.term(f"entity:{target}")
    )


def said(quads):
    return {
        (t.compact(i.triple.subject), t.compact(i.triple.predicate), t.compact(i.triple.object)): (
            i.rule
        )
        for i in infer(quads)
    }


def test_an_inverse_is_read_backwards():
    found = said([edge("a", "worksFor", "b")])
    assert found["entity:b", "kg:employs", "entity:a"] == "inverse"
    assert found["entity:a", "schema:worksFor", "entity:b"] == "sub-property"
    assert found["entity:b", "schema:employee", "entity:a"] == "sub-property"


def test_a_symmetric_relation_is_turned_round():
    found = said([edge("a", "partnersWith", "b")])
    assert found == {("entity:b", "kg:partnersWith", "entity:a"): "symmetric"}


def test_subsidiaries_of_subsidiaries_to_the_end_of_the_chain():
    chain = [edge("a", "subsidiaryOf", "b"), edge("b", "subsidiaryOf", "c")]
    found = said([*chain, edge("c", "subsidiaryOf", "d")])
    parts = {key for key, rule in found.items() if rule == "part-of"}
    assert parts == {
        ("entity:a", "kg:subsidiaryOf", "entity:c"),
        ("entity:a", "kg:subsidiaryOf", "entity:d"),
        ("entity:b", "kg:subsidiaryOf", "entity:d"),
    }
    assert ("entity:d", "kg:hasSubsidiary", "entity:a") in found, "rules go on from one another"


def test_a_circle_of_subsidiaries_ends():
    circle = [edge("a", "subsidiaryOf", "b"), edge("b", "subsidiaryOf", "a")]
    assert not any(key[0] == key[2] for key in said(circle))


def test_what_is_said_is_not_inferred_again(quads):
    default = {q.triple for q in quads if isinstance(q.graph_name, ox.DefaultGraph)}
    assert not default & {i.triple for i in infer(quads)}


def test_what_is_denied_or_has_ended_gives_nothing(quads):
    found = said(quads)
    assert ("entity:labna", "kg:hasInvestor", "entity:nakhla") in found
    assert ("entity:labna", "kg:acquiredBy", "entity:nakhla") not in found
    assert ("entity:labna", "kg:ledBy", "entity:lina-haddad") not in found


def test_nothing_inferred_stands_in_the_default_graph(quads):
    given_store = store(quads)
    before = set(given_store)
    more = inferred(given_store)
    assert set(given_store) == before
    assert more
    assert {quad.graph_name for quad in more} == {INFERRED}
    whole = store([*quads, *more])
    assert query(whole, "ASK { ?a kg:hasInvestor ?b }").rows == ((False,),)
    assert query(whole, "ASK { GRAPH graph:inferred { ?a kg:hasInvestor ?b } }").rows == ((True,),)
    assert audit(whole).findings == ()


def test_each_triple_says_its_rule(quads):
    whole = store([*quads, *inferred(quads)])
    rows = ask(whole, "inferred", {"actor": "Labna"}).rows
    rules = {t.compact(relation): rule.value for relation, _, rule in rows}
    assert rules["kg:hasInvestor"] == saved_queries("rules")["inverse"].question["en"]
    assert len(ask(whole, "inferred", {}).rows) == len(infer(quads))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.sampled_from(["subsidiaryOf", "partnersWith", "investsIn"]),
            st.sampled_from("abcd"),
        ),
        max_size=8,
    )
)
def test_inferring_again_adds_nothing_and_order_makes_no_difference(rows):
    edges = [edge(*row) for row in rows]
    first = inferred(edges)
    assert inferred(edges[::-1]) == first
    ours = t.PREFIXES["kg"]
    closed = [ox.Quad(*i.triple) for i in infer(edges) if i.triple.predicate.value.startswith(ours)]
    new = {i.triple for i in infer([*edges, *closed])} - {i.triple for i in infer(edges)}
    assert not new
    assert serialize(first, "nq") == serialize(inferred(edges), "nq")


def test_a_rule_that_cannot_be_parsed_is_named():
    broken = SavedQuery("odd", {}, "", (), "INSERT { what }")
    with pytest.raises(OntologyError, match=r"ontologies/rules/odd\.rq: "):
        _fire(ox.Store(), broken)
