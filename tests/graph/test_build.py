from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph import build, canonical, interpret, query, read, serialize, write
from kg.graph import terms as t
from kg.model import Document, Entity, KnowledgeGraph, Name, Qualifier, Span
from kg.ontology import load


def edges(quads, relation, graph):
    return {
        (t.compact(q.subject), t.compact(q.object))
        for q in quads
        if q.predicate == t.term(f"kg:{relation}") and q.graph_name == graph
    }


def altered(graph: KnowledgeGraph, number: int, **changes) -> KnowledgeGraph:
    claims = list(graph.claims)
    claims[number] = replace(claims[number], **changes)
    return replace(graph, claims=tuple(claims))


def test_round_trip(sample, quads):
    assert interpret(quads) == canonical(sample)


def test_canonical_keeps_everything_but_mentions_and_order(sample):
    settled = canonical(sample)
    assert set(settled.documents) == set(sample.documents)
    assert set(settled.claims) == set(sample.claims)
    assert settled.entities[3].names[:2] == (Name("Nakhla", "en"), Name("Nakhla AI", "en"))
    assert settled.entities[3].names[2] == Name("نخلة", "ar"), "the first met stays the first"


def test_no_blank_nodes_and_no_quad_twice(quads):
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(x, ox.BlankNode) for q in quads for x in (q.subject, q.object))


def test_denied_and_ended_give_no_edge_in_the_default_graph(quads):
    default = ox.DefaultGraph()
    assert edges(quads, "investsIn", default) == {("entity:nakhla", "entity:labna")}
    assert edges(quads, "acquires", default) == set()
    assert edges(quads, "leads", default) == set()
    assert edges(quads, "acquires", t.term("graph:denied")) == {("entity:nakhla", "entity:labna")}
    assert edges(quads, "leads", t.term("graph:ended")) == {("entity:lina-haddad", "entity:labna")}


def test_edges_of_a_modality_stand_in_its_graph_only(quads):
    assert edges(quads, "investsIn", t.term("graph:asserted"))
    assert not edges(quads, "valuedAt", t.term("graph:asserted"))
    assert edges(quads, "valuedAt", t.term("graph:possible")) == {("entity:nakhla", "2500000000")}


def test_a_symmetric_relation_can_be_asked_from_both_ends(quads):
    both = {("entity:nakhla", "entity:labna"), ("entity:labna", "entity:nakhla")}
    assert edges(quads, "partnersWith", ox.DefaultGraph()) == both


def test_a_literal_relation_without_value_is_a_claim_without_edge(quads):
    assert edges(quads, "raisesFunding", ox.DefaultGraph()) == set()
    ask = "ASK { ?claim rdf:predicate kg:raisesFunding FILTER NOT EXISTS { ?claim rdf:object ?o } }"
    assert query(quads, ask).rows == ((True,),)


def test_values_are_typed(quads):
    find = "SELECT ?p ?v { ?c rdf:predicate kg:investsIn ; ?p ?v FILTER isLiteral(?v) }"
    values = {t.compact(p): v for p, v in query(quads, find).rows}
    assert values["kg:amount"].datatype == t.INTEGER
    assert values["kg:stakePercent"] == ox.Literal("49.5", datatype=t.DECIMAL)
    assert values["kg:date"].datatype == t.term("xsd:gYearMonth")


def test_the_quote_is_the_text_at_its_position(sample, quads):
    find = """SELECT ?exact ?start ?end ?body {
        ?evidence oa:hasSelector/oa:exact ?exact ; oa:hasSource/schema:articleBody ?body ;
            oa:hasSelector ?where . ?where oa:start ?start ; oa:end ?end }"""
    rows = query(quads, find).rows
    assert len(rows) == sum(len(claim.evidence) for claim in sample.claims)
    for exact, start, end, body in rows:
        assert body.value[int(start.value) : int(end.value)] == exact.value


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"subject": "nobody"}, "the entity 'nobody' is not in the graph"),
        ({"object": "nobody"}, "the entity 'nobody' is not in the graph"),
        ({"attributed_to": "nobody"}, "the entity 'nobody' is not in the graph"),
        ({"relation": "marries"}, "the relation 'marries' is not in the ontology"),
        ({"relation": "valuedAt"}, "takes a value, not the entity"),
        ({"object": None}, "takes an entity"),
        ({"qualifiers": (Qualifier("mood", "good"),)}, "the qualifier 'mood'"),
        ({"qualifiers": (Qualifier("amount", float("nan")),)}, "nan is no number"),
        ({"qualifiers": (Qualifier("from", "nobody"),)}, "the entity 'nobody'"),
        ({"id": ""}, "its id is empty"),
        ({"evidence": ()}, "it has no evidence"),
    ],
)
def test_a_claim_that_cannot_be_written_is_named(sample, changes, message):
    with pytest.raises(GraphError, match=message) as caught:
        build(altered(sample, 0, **changes), load())
    assert "claim" in str(caught.value)


def test_evidence_outside_the_text_or_of_an_unknown_article(sample):
    first = sample.claims[0].evidence[0]
    outside = (replace(first, trigger=Span(5, 10_000)),)
    with pytest.raises(GraphError, match="lies outside the text"):
        build(altered(sample, 0, evidence=outside), load())
    with pytest.raises(GraphError, match="the article 'gone'"):
        build(altered(sample, 0, evidence=(replace(first, document="gone"),)), load())


def test_what_is_no_unicode_or_no_iri_is_refused_by_name():
    for bad in (
        Entity("a", "Company", "half \ud800", ()),
        Entity("a", "Company", "A", (Name("x", "not a tag"),)),
        Entity("a", "Company", "A", (), ("no iri",)),
        Entity("a", "Company", "A", (), ("http://x/>  <http://y",)),
        Entity("\udfff", "Company", "A", ()),
    ):
        with pytest.raises(GraphError, match=r"entity .* cannot be written"):
            build(KnowledgeGraph((), (bad,), ()), load())


def test_ids_with_odd_characters_are_percent_encoded():
    ids = ["a b", 'q"<>\\', "شركة", "a/b#c?d", "..", "%41", "line\nfeed"]
    graph = KnowledgeGraph((), tuple(Entity(i, "Company", "N", ()) for i in ids), ())
    made = build(graph, load())
    subjects = {q.subject.value.removeprefix(t.PREFIXES["entity"]) for q in made}
    assert subjects == {
        "a%20b",
        "q%22%3C%3E%5C",
        "%D8%B4%D8%B1%D9%83%D8%A9",
        "a%2Fb%23c%3Fd",
        "%2E%2E",
        "%2541",
        "line%0Afeed",
    }
    assert interpret(made) == canonical(graph)


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\"\\<>{}|^`\n\r\t\x00\x0b\x1f\x7f\x85\u2028\u200f\ufffe.@#;,'_:"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=40, deadline=None)
@given(name=HOSTILE, other=HOSTILE, body=HOSTILE, source=HOSTILE, url=HOSTILE)
def test_hostile_text_survives_every_file(tmp_path_factory, name, other, body, source, url):
    folder = tmp_path_factory.mktemp("hostile")
    article = Document("d", body, "ar", body[:3], source, url=url, published=source)
    entity = Entity(other, "Company", name, (Name(other, "ar"), Name(name, "fr")))
    graph = KnowledgeGraph((article,), (entity,), ())
    quads = build(graph, load())
    write(quads, folder)
    for file in ("graph.nq", "graph.ttl", "graph.jsonld"):
        assert interpret(read(folder / file)) == canonical(graph), file
    assert serialize(read(folder), "nq") == (folder / "graph.nq").read_bytes()


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), HOSTILE))
def test_values_come_back_as_they_were(value):
    stored = ox.Store()
    stored.add(ox.Quad(t.TYPE, t.TYPE, t.literal(value)))
    back = t.value_of(next(iter(stored)).object)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2025", "gYear"),
        ("2025-04", "gYearMonth"),
        ("2025-04-30", "date"),
        ("2025-13", "string"),
        ("2025-02-30", "string"),
        ("2027-Q1", "string"),
        ("٢٠٢٥", "string"),
    ],
)
def test_dates_are_typed_to_their_precision(text, kind):
    assert t.dated(text).datatype == t.term(f"xsd:{kind}")


def test_an_id_met_again_adds_nothing(sample, quads):
    doubled = KnowledgeGraph(
        sample.documents * 2,
        (*sample.entities, Entity("nakhla", "Product", "Other", ())),
        sample.claims * 2,
    )
    assert set(build(doubled, load())) == set(quads)


def test_a_node_that_lacks_something_is_named(quads):
    faulty = [q for q in quads if q.predicate != t.MODALITY]
    with pytest.raises(GraphError, match=r"claim:\w+: no kg:modality; run `kg check`"):
        interpret(faulty)
