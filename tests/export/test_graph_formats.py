"""What is written for other tools: that it is whole, that it can be read, and read back."""

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import export, fusion
from kg.errors import ExportError, ReadError
from kg.export import graphs
from kg.export._edited import interpret
from kg.export._elements import columns, entity_node
from kg.export._property_graph import PropertyGraph, nodes, relationships
from kg.export.graphs.csv import MARK
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    KnowledgeGraph,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)
from kg.ontology import load, tables

NASTY = (
    "'}) DETACH DELETE n //",
    "شركة «النواة»، المحدودة",
    'say "hi"\nnext, line;\tand\r\nmore',
    '=HYPERLINK("http://x")',
    "C:\\users\\u0027 \\",
    "a\x1fb\x07c",
    "`b` $c {d} <e> &amp; ]]>",
    "--",
    "null",
    "1.50",
)
BY = Provenance("cues", "investsIn 3", "1")
FORMATS = graphs.names()

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20),
)
numbers = st.one_of(
    st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False, width=32)
)
details = st.dictionaries(
    st.sampled_from(("amount", "amount_max", "currency", "role", "date", "until", "percent")),
    st.one_of(texts, numbers),
    max_size=4,
)


@st.composite
def knowledge(draw):
    """Return a graph of a few actors and claims with whatever text there is."""
    text = draw(st.text(st.characters(blacklist_categories=("Cs",)), min_size=8, max_size=40))
    article = Document("1f", text, draw(st.sampled_from(("ar", "en"))), draw(texts), draw(texts))
    names = draw(st.lists(texts, min_size=2, max_size=4))
    entities = tuple(
        Entity(
            ident,
            "Company",
            name,
            tuple(Name(each, language) for language, each in (("en", name), ("ar", names[0]))),
            (f"http://www.wikidata.org/entity/Q{number}", "https://example.org/a;b"),
        )
        for number, (ident, name) in enumerate(
            zip(("deal:1", "a-b", "c:d", "نواة"), names, strict=False)
        )
    )
    claims = []
    for number in range(draw(st.integers(0, 3))):
        relation = draw(st.sampled_from(("investsIn", "valuedAt", "faces")))
        literal = relation != "investsIn"
        start = draw(st.integers(0, len(text) - 1))
        span = Span(start, draw(st.integers(start + 1, len(text))))
        claims.append(
            Claim(
                id=f"c{number}",
                subject=draw(st.sampled_from(entities)).id,
                relation=relation,
                object=None if literal else draw(st.sampled_from(entities)).id,
                value=draw(st.none() | texts | numbers) if literal else None,
                qualifiers=tuple(
                    Qualifier(key, value) for key, value in sorted(draw(details).items())
                ),
                modality=draw(st.sampled_from(list(Modality))),
                attributed_to=draw(st.none() | st.just(entities[0].id)),
                evidence=(
                    Evidence("1f", span, trigger=Span(span.start, span.end)),
                    *draw(st.sampled_from(((), (Evidence("1f", Span(0, 4), Span(0, 2)),)))),
                ),
                confidence=draw(st.floats(0, 1)),
                provenance=BY,
            )
        )
    return KnowledgeGraph((article,), entities, tuple(claims))


def whole(known):
    deals = fusion.deals(known.claims, known.documents)
    return PropertyGraph(known, deals, articles=True, turtle=lambda: [b""])


def files(form, known, **options):
    encoded = graphs.get(form).encode(replace(whole(known), **options)).items()
    return {
        name: b"".join(p if isinstance(p, bytes) else p.encode() for p in pieces)
        for name, pieces in encoded
    }


def back(form, known, tmp_path, before=None, **options):
    path = tmp_path / form
    graphs.write(replace(whole(known), **options), form, path)
    return interpret(graphs.read(path), "Tool", str(path), before)


def provenance_aside(known):
    return replace(known, claims=tuple(replace(c, provenance=BY) for c in known.claims))


def without(known, characters):
    """Return a graph with blanks for characters that a format cannot hold."""
    table = {ord(c): " " for c in characters}

    def clean(value):
        return value.translate(table) if isinstance(value, str) else value

    return KnowledgeGraph(
        tuple(
            replace(d, text=clean(d.text), title=clean(d.title), source=clean(d.source))
            for d in known.documents
        ),
        tuple(
            replace(
                e, name=clean(e.name), names=tuple(Name(clean(n.text), n.language) for n in e.names)
            )
            for e in known.entities
        ),
        tuple(
            replace(
                c,
                value=clean(c.value),
                qualifiers=tuple(Qualifier(q.key, clean(q.value)) for q in c.qualifiers),
            )
            for c in known.claims
        ),
    )


def names_of(known):
    """Return what is read back of names: the array's are without the sign that parts them."""
    return without(known, "\x1f")


FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


FEWER = settings(FEW, max_examples=15)


@FEWER
@given(known=knowledge())
def test_neo4j_csv_comes_back_as_it_was(known, tmp_path):
    found = provenance_aside(back("neo4j-csv", known, tmp_path))
    assert found.documents == known.documents
    assert found.claims == known.claims
    assert names_of(found).entities == names_of(known).entities


NOT_XML = [chr(n) for n in range(32) if chr(n) not in "\t\n\r"] + ["\ufffe", "\uffff"]


@FEW
@given(known=knowledge())
def test_graphml_comes_back_as_it_was_but_for_what_xml_cannot_hold(known, tmp_path):
    found = provenance_aside(back("graphml", known, tmp_path))
    # Numbers beyond a double and the like stand in JSON, where nothing is lost.
    assert without(found, NOT_XML) == without(known, NOT_XML)


@FEWER
@given(known=knowledge())
def test_every_offset_holds_without_the_texts_of_articles(known, tmp_path):
    found = provenance_aside(back("neo4j-csv", known, tmp_path, articles=False))
    assert found.claims == known.claims
    for claim in found.claims:
        for evidence in claim.evidence:
            quote = evidence.sentence.of(known.documents[0].text)
            assert evidence.sentence.of(found.documents[0].text) == quote


@FEW
@given(known=knowledge())
def test_cypher_literals_hold_any_text(known):
    script = files("cypher", known)[""].decode()
    rows = [line for line in script.splitlines() if line.startswith("{")]
    expected = [node.properties for node in nodes(whole(known))]
    assert len(rows) == len(expected) + len(list(relationships(whole(known))))
    found = {(each["id"], each["name"]) for each in map(cypher_map, rows) if "id" in each}
    assert found == {(each["id"], each["name"]) for each in expected}


def cypher_map(text):
    """Return what a map of literals means: a reader of that part of Cypher, made anew."""
    value, rest = cypher_value(text.rstrip(","))
    assert rest == ""
    return value


def cypher_value(text):
    if text[0] == "{":
        return cypher_many(text[1:], "}", keyed=True)
    if text[0] == "[":
        return cypher_many(text[1:], "]", keyed=False)
    if text[0] == "'":
        value, rest = cypher_string(text[1:])
        while rest.startswith(" + '"):
            more, rest = cypher_string(rest[4:])
            value += more
        return value, rest
    end = min(at for at in (text.find(c) for c in ",]}") if at >= 0)
    return float(text[:end]), text[end:]


def cypher_many(text, end, keyed):
    found = {} if keyed else []
    while text[0] != end:
        if keyed:
            key, _, text = text.partition(": ")
            found[key.strip("`")], text = cypher_value(text)
        else:
            value, text = cypher_value(text)
            found.append(value)
        text = text.removeprefix(", ")
    return found, text[1:]


def cypher_string(text):
    made, at = [], 0
    while text[at] != "'":
        if text[at] == "\\" and text[at + 1] == "u":
            made.append(chr(int(text[at + 2 : at + 6], 16)))
            at += 6
        elif text[at] == "\\":
            made.append(
                {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}.get(
                    text[at + 1], text[at + 1]
                )
            )
            at += 2
        else:
            made.append(text[at])
            at += 1
    return "".join(made), text[at + 1 :]


LUMEN = Entity("lumen", "InvestmentFirm", "Lumen", (Name("Lumen", "en"), Name("لومن", "ar")))
CORVID = Entity("corvid", "Company", "=Corvid", (Name("كورفيد", "ar"),))
TEXT = "Lumen put $5 million into Corvid."
ARTICLE = Document("1f", TEXT, "en", TEXT, "news/a.txt", published="2025-06-01")


def investment(ident="c1", **qualifiers):
    return Claim(
        id=ident,
        subject="lumen",
        relation="investsIn",
        object="corvid",
        value=None,
        qualifiers=tuple(Qualifier(*item) for item in sorted(qualifiers.items())),
        modality=Modality.REPORTED,
        attributed_to=None,
        evidence=(Evidence("1f", Span(0, len(TEXT))),),
        confidence=0.9,
        provenance=BY,
    )


def graph_of(*claims):
    return KnowledgeGraph((ARTICLE,), (LUMEN, CORVID), claims)


SMALL = graph_of(
    investment(amount=5_000_000, currency="USD"), investment("c2", date="2025-03", until="2025-08")
)


def test_the_table_of_properties_is_what_nodes_and_relationships_have():
    rows = tables.read("propertygraph/properties.tsv", "of", "property", "type", "meaning")
    assert {type_ for _, _, type_, _ in rows} == {"string", "strings", "integer", "number"}
    known = {name for of, name, _, _ in rows if of == "Claim"}
    qualifiers = {"from_id" if key == "from" else key for key in load().qualifiers}
    assert qualifiers <= known
    for element in (*nodes(whole(SMALL)), *relationships(whole(SMALL))):
        kind = element.labels[0] if hasattr(element, "labels") else element.kind
        assert len(element.values) == len(columns(kind))


def test_parallel_claims_stay_parallel_and_deals_are_joined_to_whom_they_are_about():
    edges = list(relationships(whole(SMALL)))
    claims = [edge for edge in edges if edge.type == "INVESTS_IN"]
    assert [(edge.start, edge.end) for edge in claims] == [("lumen", "corvid")] * 2
    assert {claim.properties["deal"] for claim in claims} == {
        node.id for node in nodes(whole(SMALL)) if node.labels == ("Deal",)
    }
    assert {e.type for e in edges} == {"INVESTS_IN", "TARGET", "PARTY", "MENTIONS"}
    assert claims[0].properties["quote"] == TEXT


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(form):
    assert files(form, SMALL) == files(form, SMALL)


@pytest.mark.parametrize("form", FORMATS)
def test_half_a_surrogate_pair_is_refused_and_nothing_is_written(form, tmp_path):
    if form == "n10s":
        pytest.skip("its RDF refuses it before")
    broken = replace(SMALL, entities=(replace(LUMEN, name="\ud800"), CORVID))
    with pytest.raises(ExportError):
        graphs.write(whole(broken), form, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


@FEW
@given(known=knowledge())
def test_networkx_reads_graphml_and_gexf(known):
    edges = list(relationships(whole(known)))
    found = nodes(whole(known))
    plain = {n.id.translate({ord(c): " " for c in NOT_XML}): n.labels for n in found}
    for read, form in ((networkx.read_graphml, "graphml"), (networkx.read_gexf, "gexf")):
        made = read(io.BytesIO(files(form, known)[""]))
        assert set(made) == set(plain)
        assert made.number_of_edges() == len(edges)
        assert [set(each["labels"].strip(":").split(":")) for _, each in made.nodes.data()] == [
            set(plain[ident]) for ident in made
        ]


def test_apoc_finds_labels_types_and_arrays_where_it_looks_for_them():
    root = ElementTree.fromstring(files("graphml", SMALL)[""])
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert root.find(".//g:node[@id='lumen']", space).get("labels") == ":Entity:InvestmentFirm"
    assert root.find(".//g:edge[@id='c1']", space).get("label") == "INVESTS_IN"
    names = root.find(".//g:key[@id='node-names']", space)
    assert (names.get("attr.type"), names.get("attr.list")) == ("string", "string")
    assert "None" not in files("graphml", SMALL)[""].decode()


def test_gexf_has_the_time_of_a_claim_or_of_its_article():
    root = ElementTree.fromstring(files("gexf", SMALL)[""])
    one, other = (root.find(f".//{{*}}edge[@id='{ident}']") for ident in ("c1", "c2"))
    assert (one.get("start"), one.get("end")) == ("2025-06-01", None)
    assert (other.get("start"), other.get("end")) == ("2025-03-01", "2025-08-31")


@FEW
@given(known=knowledge())
def test_no_cell_of_a_spreadsheet_is_a_formula(known):
    for content in files("csv", known).values():
        text = content.decode()
        assert text.startswith(MARK)
        for row in csv.reader(io.StringIO(text.removeprefix(MARK), newline="")):
            for cell in row:
                assert not cell.lstrip(" ").startswith(("=", "+", "@", "\t", "\r"))
                assert not cell.startswith("-") or float(cell) < 0 or float(cell) == 0


@FEW
@given(known=knowledge())
def test_neptune_gets_ids_ends_and_every_text(known):
    found = {
        name: list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        for name, content in files("neptune-csv", known).items()
    }
    assert [row[":ID"] for row in found["nodes.csv"]] == [n.id for n in nodes(whole(known))]
    names = [node.properties["name"] for node in nodes(whole(known))]
    assert [row["name:String"] for row in found["nodes.csv"]] == names
    ends = [
        tuple(row[h] for h in (":ID", ":TYPE", ":START_ID", ":END_ID"))
        for row in found["relationships.csv"]
    ]
    assert ends == [edge[:4] for edge in relationships(whole(known))]


@FEW
@given(known=knowledge())
def test_json_and_parquet_hold_all_that_is_known(known):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    expected = [node.properties for node in nodes(whole(known))]
    graph = json.loads(files("json-graph", known)[""])
    assert [{k: v for k, v in n.items() if k != "labels"} for n in graph["nodes"]] == expected
    elements = json.loads(files("cytoscape", known)[""])["elements"]
    assert [each["data"] for each in elements["nodes"]] == expected
    table = parquet.read_table(io.BytesIO(files("parquet", known)["nodes.parquet"])).to_pylist()
    for row, node in zip(table, expected, strict=True):
        assert {k: v for k, v in row.items() if v is not None and k != "labels"} == node
    for edges in (graph["links"], elements["edges"]):
        ends = [(e["source"], e["target"]) for e in (e.get("data", e) for e in edges)]
        assert ends == [(e.start, e.end) for e in relationships(whole(known))]


def test_networkx_object_has_what_the_graph_has():
    made = export.to_networkx(whole(SMALL))
    assert made.edges["lumen", "corvid", "c1"]["amount"] == 5_000_000
    assert made.nodes["corvid"]["labels"] == ["Entity", "Company"]


def test_a_type_that_is_no_name_is_refused():
    hostile = replace(SMALL, entities=(replace(LUMEN, type="X) DELETE (n"), CORVID))
    with pytest.raises(ExportError, match="entity type"):
        list(nodes(whole(hostile)))


def test_ids_of_entities_never_meet_those_of_other_nodes():
    assert entity_node("value:c1") != "value:c1"


def edited(form, tmp_path, change, before=SMALL):
    """Export, change the text of the file, and return what comes back."""
    path = tmp_path / form
    graphs.write(whole(SMALL), form, path)
    file = path / "claims.csv" if path.is_dir() else path
    file.write_bytes(change(file.read_bytes()))
    return interpret(graphs.read(path), "Tool", str(path), before)


@pytest.mark.parametrize(
    ("form", "place"), [("neo4j-csv", b",reported"), ("graphml", b'"edge-modality">reported')]
)
def test_what_was_not_edited_keeps_its_provenance(form, place, tmp_path):
    new = place.replace(b"reported", b"denied")
    found = edited(form, tmp_path, lambda text: text.replace(place, new, 1))
    one, other = found.claims
    assert (one.modality, one.provenance.extractor) == (Modality.DENIED, "edited in Tool")
    assert other == SMALL.claims[1]
    assert found.documents == SMALL.documents


def test_a_claim_that_was_drawn_stands_in_a_document_of_the_edits(tmp_path):
    drawn = b'<edge source="corvid" target="lumen" label="COMPETES_WITH"/></graph>'
    found = edited("graphml", tmp_path, lambda text: text.replace(b"</graph>", drawn))
    claim, document = found.claims[-1], found.documents[-1]
    assert (claim.subject, claim.relation, claim.object) == ("corvid", "competesWith", "lumen")
    evidence = claim.evidence[0]
    assert evidence.sentence.of(document.text) == "=Corvid competesWith Lumen."
    assert evidence.subject.of(document.text) == "=Corvid"
    assert evidence.object.of(document.text) == "Lumen"
    assert evidence.trigger.of(document.text) == "competesWith"
    assert document.id == evidence.document


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            b'label="INVESTS_IN"><data key="edge-label">INVESTS_IN',
            b'label="X"><data key="edge-label">X',
            "X",
        ),
        (b"reported", b"maybe", "maybe"),
        (b'"edge-confidence">0.9', b'"edge-confidence">9', "confidence"),
        (b'"edge-confidence">0.9', b'"edge-confidence">high', "high"),
        (b'target="corvid"', b'target="nobody"', "nobody"),
        (b":Company", b":Firm", "Firm"),
        (b"</graph>", b"", "no GraphML"),
    ],
)
def test_an_edit_that_cannot_be_taken_is_named(old, new, said, tmp_path):
    with pytest.raises(ReadError, match=said):
        edited("graphml", tmp_path, lambda text: text.replace(old, new))


def test_columns_of_an_analysis_are_written_and_typed(tmp_path):
    analysis = {"lumen": {"pagerank": 1, "community": 2}, "corvid": {"pagerank": 0.5}}
    heads = files("neo4j-csv", SMALL, analysis=analysis)
    assert b"pagerank:double,community:long" in heads["entities-header.csv"]
    assert b",0.5,," in heads["entities.csv"]
    assert back("neo4j-csv", SMALL, tmp_path, SMALL, analysis=analysis) == SMALL
