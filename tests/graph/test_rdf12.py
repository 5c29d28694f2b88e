"""RDF 1.2, and every form through the parser of another maker."""

import json
import shutil
import subprocess

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.graph import interpret, rdflib_dataset, read, serialize
from kg.graph import terms as t
from kg.graph.rdf12 import REIFIES, from_rdf12, to_rdf12

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

PARSERS = {"ttl": "turtle", "nq": "nquads", "jsonld": "json-ld", "trig": "trig"}
OURS = {"ttl12": ox.RdfFormat.TURTLE, "nq12": ox.RdfFormat.N_QUADS, "trig12": ox.RdfFormat.TRIG}

N3 = """
const { Parser } = require("n3");
const read = require("fs").readFileSync(0, "utf8");
const term = (node) => node.termType === "Quad" || node.termType === "Triple"
    ? [node.subject, node.predicate, node.object].map(term)
    : [node.termType, node.value, node.language || "", (node.datatype || {}).value || ""];
const quads = new Parser({ format: process.argv[1] }).parse(read);
console.log(JSON.stringify(quads.map(
    (q) => [q.subject, q.predicate, q.object, q.graph].map(term))));
"""


def with_n3(data: bytes, format: str):
    """Return what N3.js reads, if node and it are there; NODE_PATH says where it is."""
    node = shutil.which("node")
    if not node:
        pytest.skip("needs node")
    made = subprocess.run(
        [node, "-e", N3, format], input=data, capture_output=True, timeout=60, check=False
    )
    if b"Cannot find module" in made.stderr:
        pytest.skip("needs N3.js: npm install n3, and its folder in NODE_PATH")
    assert made.returncode == 0, made.stderr.decode()
    return {json.dumps(quad) for quad in json.loads(made.stdout)}


def as_n3(node):
    if isinstance(node, ox.Triple):
        return [as_n3(node.subject), as_n3(node.predicate), as_n3(node.object)]
    if isinstance(node, ox.DefaultGraph):
        return ["DefaultGraph", "", "", ""]
    if isinstance(node, ox.NamedNode):
        return ["NamedNode", node.value, "", ""]
    return ["Literal", node.value, node.language or "", node.datatype.value]


def quad_as_n3(quad):
    return json.dumps(
        [as_n3(x) for x in (quad.subject, quad.predicate, quad.object, quad.graph_name)]
    )


def default(quads):
    return [quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]


def test_a_claim_reifies_its_triple(quads):
    made = list(to_rdf12(quads))
    terms = [quad for quad in made if quad.predicate == REIFIES]
    edge = next(q for q in terms if q.object.predicate == t.term("kg:investsIn"))
    assert edge.object.subject == t.term("entity:nakhla")
    assert edge.object.object == t.term("entity:labna")
    said = {quad.predicate for quad in made if quad.subject == edge.subject}
    assert not said & {t.SUBJECT, t.PREDICATE, t.OBJECT}
    assert {t.MODALITY, t.EVIDENCE, t.TYPE} <= said


def test_a_claim_without_an_object_stays_as_it_is(quads):
    made = list(to_rdf12(quads))
    raises = [q for q in made if q.predicate == t.PREDICATE]
    assert [t.compact(q.object) for q in raises] == ["kg:raisesFunding"]


def test_rdf_1_2_comes_back_as_it_was(quads):
    assert set(from_rdf12(to_rdf12(quads))) == set(quads)


def test_what_is_said_twice_is_no_triple_and_stays(quads):
    claim = next(q.subject for q in quads if q.predicate == t.OBJECT)
    doubled = [*quads, ox.Quad(claim, t.OBJECT, t.text("more"))]
    assert set(from_rdf12(to_rdf12(doubled))) == set(doubled)


@pytest.mark.parametrize("format", OURS)
def test_every_form_of_rdf_1_2_is_read_again(tmp_path, quads, format):
    data = serialize(quads, format)
    assert b"<<(" in data
    expected = default(quads) if format == "ttl12" else quads
    assert set(ox.parse(data, format=OURS[format])) == set(to_rdf12(expected))
    assert serialize(reversed(quads), format) == data
    file = tmp_path / f"graph.rdf12.{format.removesuffix('12')}"
    file.write_bytes(data)
    assert set(read(file)) == set(expected)
    assert interpret(read(file)) == interpret(quads)


@pytest.mark.parametrize("format", PARSERS)
def test_every_form_of_rdf_1_1_is_isomorphic_in_rdflib(quads, format):
    made = rdflib.Dataset()
    made.parse(data=serialize(quads, format), format=PARSERS[format])
    expected = rdflib_dataset(default(quads) if format == "ttl" else quads)
    names = {graph.identifier for graph in expected.graphs() if len(graph)}
    assert {graph.identifier for graph in made.graphs() if len(graph)} == names
    for name in names:
        assert isomorphic(made.get_context(name), expected.get_context(name)), name


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("ttl", "Turtle"),
        ("nq", "N-Quads"),
        ("trig", "TriG"),
        ("ttl12", "Turtle"),
        ("nq12", "N-Quads"),
        ("trig12", "TriG"),
    ],
)
def test_every_form_is_the_same_to_n3_js(quads, format, name):
    expected = default(quads) if format.startswith("ttl") else quads
    if format.endswith("12"):
        expected = to_rdf12(expected)
    assert with_n3(serialize(quads, format), name) == {quad_as_n3(quad) for quad in expected}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=40, deadline=None)
@given(TEXT, st.sampled_from(["ar", "en"]), st.integers())
def test_any_text_survives_as_a_triple_term(words, language, number):
    claim = t.term("claim:1")
    for value in (ox.Literal(words, language=language), ox.Literal(words), t.literal(number)):
        said = [
            ox.Quad(claim, t.TYPE, t.term("rdf:Statement")),
            ox.Quad(claim, t.SUBJECT, t.term("entity:a")),
            ox.Quad(claim, t.PREDICATE, t.term("kg:faces")),
            ox.Quad(claim, t.OBJECT, value),
        ]
        for format, parser in OURS.items():
            again = ox.parse(serialize(said, format), format=parser)
            assert set(from_rdf12(again)) == set(said)
