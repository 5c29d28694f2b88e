import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import ExportError, GraphError
from kg.graph import FORMATS, rdflib_dataset, read, serialize, store, write
from kg.graph import terms as t
from kg.ontology import directory, load

# rdflib's own parsers use what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
CONTEXT = json.loads((directory() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
ROOT = Path(__file__).parents[2]


def rows(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
    return {(s.n3(), p.n3(), o.n3(), str(g)) for s, p, o, g in dataset.quads()}


def parsed(data: bytes, format: str) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=format)
    return dataset


def test_json_ld_says_the_same_to_rdflib_as_n_quads(quads):
    from_json = rows(parsed(serialize(quads, "jsonld"), "json-ld"))
    assert from_json == rows(parsed(serialize(quads, "nq"), "nquads"))
    assert len(from_json) == len(quads)


def test_json_ld_says_the_same_to_pyoxigraph(quads):
    again = ox.parse(serialize(quads, "jsonld"), format=ox.RdfFormat.JSON_LD)
    assert set(again) == set(quads)


def test_the_dataset_for_rdflib_is_the_n_quads(quads):
    assert rows(rdflib_dataset(quads)) == rows(parsed(serialize(quads, "nq"), "nquads"))


def test_turtle_is_the_default_graph(quads):
    again = set(ox.parse(serialize(quads, "ttl"), format=ox.RdfFormat.TURTLE))
    assert again == {q for q in quads if isinstance(q.graph_name, ox.DefaultGraph)}
    assert len(parsed(serialize(quads, "ttl"), "turtle")) == len(again)


def test_turtle_reads_well(quads):
    prefixes, *blocks = serialize(quads, "ttl").decode().rstrip("\n").split("\n\n")
    assert prefixes.splitlines() == sorted(prefixes.splitlines())
    assert blocks == sorted(blocks)
    claims = [block for block in blocks if block.startswith("claim:")]
    assert len(claims) == 8
    assert all(" a kg:Claim , " in block for block in claims)


def test_json_ld_reads_well(quads):
    document = json.loads(serialize(quads, "jsonld"))
    assert document["@context"] == CONTEXT
    nodes = {node["id"]: node for node in document["@graph"]}
    labna = nodes["entity:labna"]
    assert labna["type"] == "ResearchLab"
    assert labna["prefLabel"] == {"en": "Labna", "ar": "لبنة"}
    assert nodes["entity:nakhla"]["investsIn"] == "entity:labna"
    claims = [node for node in document["@graph"] if node.get("predicate") == "investsIn"]
    assert claims[0]["type"][0] == "Claim"
    assert claims[0]["modality"] == "asserted"
    assert claims[0]["amount"] == 150_000_000
    assert [edge["id"] for edge in nodes["graph:denied"]["@graph"]] == ["entity:nakhla"]


def test_n_quads_are_sorted_and_order_of_input_makes_no_difference(quads):
    lines = serialize(quads, "nq").splitlines()
    assert lines == sorted(lines)
    for format in FORMATS:
        assert serialize(reversed(quads), format) == serialize(quads, format)
        assert serialize(store(quads), format) == serialize(quads, format)


def test_bytes_do_not_depend_on_the_seed_of_hashing():
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests/graph')\n"
        "import conftest; from kg.graph import build, serialize; from kg.ontology import load\n"
        "quads = build(conftest.sample.__wrapped__(), load())\n"
        "print([hashlib.sha256(serialize(quads, f)).hexdigest() for f in ('ttl', 'nq', 'jsonld')])"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert len(set(eval(outputs[0]))) == 3


def test_json_ld_of_terms_beyond_the_context(tmp_path):
    strange = [
        ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.BlankNode("b")),
        ox.Quad(ox.NamedNode("urn:a"), t.PREF_LABEL, ox.Literal("no language")),
        ox.Quad(ox.NamedNode("urn:a"), t.CONFIDENCE, ox.Literal("high")),
        ox.Quad(ox.NamedNode("urn:a"), t.term("kg:amount"), ox.Literal(2**70)),
        ox.Quad(ox.NamedNode("urn:a"), t.term("kg:label"), ox.Literal("not rdfs:label")),
        ox.Quad(ox.NamedNode("urn:a"), t.term("kg:invented"), t.term("entity:b")),
        ox.Quad(ox.NamedNode("urn:a"), t.SUBJECT, ox.Literal("a literal")),
        ox.Quad(ox.NamedNode("urn:a"), t.TYPE, ox.NamedNode("urn:Type")),
    ]
    again = set(ox.parse(serialize(strange, "jsonld"), format=ox.RdfFormat.JSON_LD))
    assert again == set(strange)
    mistakable = ox.Quad(ox.NamedNode("urn:a"), t.SAME_AS, ox.NamedNode("entity:b"))
    with pytest.raises(ExportError, match="prefixed name"):
        serialize([mistakable], "jsonld")


def test_the_context_knows_every_term():
    text = (directory() / "context.jsonld").read_text(encoding="utf-8")
    pairs: list[tuple[str, object]] = []
    json.loads(text, object_pairs_hook=lambda found: pairs.extend(found) or dict(found))
    keys = [key for key, _ in pairs if not key.startswith("@")]
    assert len(set(keys)) == len(keys), "a key stands twice: the second hides the first"
    assert {key: CONTEXT[key] for key in t.PREFIXES} == t.PREFIXES
    ontology = load()
    for relation in ontology.relations.values():
        names = [relation.name, *([relation.inverse] if relation.inverse else [])]
        for name in names:
            definition = CONTEXT[name]
            literal = relation.literal
            assert definition == (
                f"kg:{name}" if literal else {"@id": f"kg:{name}", "@type": "@id"}
            )
    for term in ontology.qualifiers.values():
        assert term.name in CONTEXT


def test_a_folder_is_written_and_read_by_its_n_quads(tmp_path, quads):
    write(quads, tmp_path / "new" / "graph")
    folder = tmp_path / "new" / "graph"
    assert {file.name for file in folder.iterdir()} == {"graph.ttl", "graph.nq", "graph.jsonld"}
    assert set(read(folder)) == set(quads)
    (folder / "graph.nq").unlink()
    assert set(read(folder)) == set(quads), "the next best is JSON-LD"


def test_one_file_by_extension_or_by_format(tmp_path, quads):
    write(quads, tmp_path / "x.nq")
    write(quads, tmp_path / "y.txt", "nq")
    assert (tmp_path / "x.nq").read_bytes() == (tmp_path / "y.txt").read_bytes()
    with pytest.raises(ExportError, match="no RDF format 'pdf'; available: jsonld, nq, "):
        write(quads, tmp_path / "x.pdf", "pdf")
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="cannot be written"):
        write(quads, tmp_path / "file" / "x.nq")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.nq", b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn b> 1 .\n", r"a\.nq:2: broken nq file"),
        ("a.ttl", b"@prefix x: <urn:x> .\n\nx:a x:b", r"a\.ttl:3: broken ttl file"),
        ("a.jsonld", b'{"@id": ', r"a\.jsonld:1: broken jsonld file"),
        ("a.nq", b"\xff\xfe\x00", r"a\.nq:1: broken nq file"),
        ("a.jsonld", b'{"@context": "http://example.org/c", "@id": "urn:a"}', "never fetched"),
        ("a.nq", b"<urn:\x1b[31m> <urn:b> 1 .\n", r"a\.nq:1: broken nq file: [^\x1b]+$"),
        ("a.docx", b"", r"unknown extension '\.docx'; a graph file ends in \.nq"),
        ("a", b"", "unknown extension ''"),
    ],
)
def test_a_file_that_is_no_graph_is_named_with_its_fault(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=message) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_missing_files_and_folders(tmp_path):
    with pytest.raises(GraphError, match=r"none\.nq: cannot be read \(No such file"):
        read(tmp_path / "none.nq")
    with pytest.raises(GraphError, match=r"no graph\.nq in this folder"):
        read(tmp_path)
