from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import camel, directory, load, parse, snake

ORGANISATIONS = frozenset(
    {
        "Company",
        "InvestmentFirm",
        "ResearchLab",
        "University",
        "GovernmentBody",
        "MediaOutlet",
    }
)
OTHERS = {"Person", "AIModel", "Product", "Technology", "Place", "Event"}
VALID = (directory() / "actors.ttl").read_text(encoding="utf-8")


def test_types_are_the_twelve_leaves_of_the_hierarchy():
    types = load().types
    assert set(types) == ORGANISATIONS | OTHERS
    assert types["Company"].parents == ("Organisation", "Actor", "Entity")
    assert types["AIModel"].parents == ("Artifact", "Entity")


def test_there_are_23_relations_three_of_them_literal():
    relations = load().relations
    assert len(relations) == 23
    literal = {r.name for r in relations.values() if r.literal}
    assert literal == {"raisesFunding", "valuedAt", "faces"}


@pytest.mark.parametrize("relation", load().relations.values(), ids=lambda r: r.name)
def test_relation_is_documented_and_typed(relation):
    assert set(relation.labels) == set(relation.comments) == {"en", "ar"}
    assert any("\u0600" <= letter <= "\u06ff" for letter in relation.labels["ar"])
    assert relation.domain <= set(load().types)
    assert relation.domain
    assert relation.literal or relation.range
    assert set(relation.qualifiers) <= set(load().qualifiers)


def test_every_entity_relation_reads_backwards():
    for relation in load().relations.values():
        if not relation.literal:
            assert relation.symmetric != bool(relation.inverse), relation.name
            assert set(relation.inverse_labels) == ({"en", "ar"} if relation.inverse else set())


@pytest.mark.parametrize(
    ("relation", "subject", "target", "expected"),
    [
        ("investsIn", "GovernmentBody", "ResearchLab", True),
        ("investsIn", "Product", "Company", False),
        ("acquires", "Company", "Product", True),
        ("acquires", "Company", "AIModel", False),
        ("leads", "Person", "Product", True),
        ("leads", "Company", "Person", False),
        ("develops", "Person", "AIModel", True),
        ("uses", "AIModel", "Technology", True),
        ("basedIn", "AIModel", "Place", True),
        ("basedIn", "Person", "Place", False),
        ("competesWith", "Product", "Company", True),
        ("competesWith", "Place", "Company", False),
        ("regulates", "GovernmentBody", "Person", True),
        ("regulates", "Company", "Company", False),
        ("raisesFunding", "Company", None, True),
        ("raisesFunding", "Company", "Company", False),
        ("investsIn", "Company", None, False),
        ("noSuchRelation", "Company", "Company", False),
    ],
)
def test_admits(relation, subject, target, expected):
    assert load().admits(relation, subject, target) is expected


def test_modalities_and_qualifiers_have_labels_in_both_languages():
    ontology = load()
    assert list(ontology.modalities) == [
        "asserted",
        "reported",
        "planned",
        "possible",
        "denied",
        "ended",
    ]
    for term in (*ontology.modalities.values(), *ontology.qualifiers.values()):
        assert set(term.labels) == {"en", "ar"}


def test_keys_of_qualifiers_and_names_of_properties_are_inverse():
    for key, term in load().qualifiers.items():
        assert camel(key) == term.name
        assert snake(term.name) == key


def broken(folder: Path, old: str, new: str) -> Path:
    assert VALID.count(old) == 1, "the fault must be planted once"
    path = folder / "actors.ttl"
    path.write_text(VALID.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"invests in"@en , ', "", "kg:investsIn has no rdfs:label in en"),
        (
            "kg:sues a owl:ObjectProperty ; rdfs:domain kg:Actor ;",
            "kg:sues a owl:ObjectProperty ;",
            "no rdfs:domain",
        ),
        (
            "rdfs:domain kg:Organisation ; rdfs:range kg:Person",
            "rdfs:domain kg:Organisation",
            "kg:hires has no rdfs:range",
        ),
        ("rdfs:range kg:Place ;", "rdfs:range kg:Palace ;", "kg:Palace is not declared"),
        ("kg:Actor a owl:Class ;", "kg:Actor a owl:Class", "no valid Turtle"),
    ],
)
def test_a_broken_ontology_is_named_with_its_fault(tmp_path, old, new, message):
    path = broken(tmp_path, old, new)
    with pytest.raises(OntologyError, match=message) as caught:
        parse(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_and_empty_files(tmp_path):
    with pytest.raises(OntologyError, match=r"none\.ttl: cannot be read"):
        parse(tmp_path / "none.ttl")
    (tmp_path / "empty.ttl").touch()
    with pytest.raises(OntologyError, match="no relation in it"):
        parse(tmp_path / "empty.ttl")


def test_rdflib_and_owlready_read_the_same_relations(tmp_path):
    owlready2 = pytest.importorskip("owlready2")
    import rdflib

    graph = rdflib.Graph().parse(directory() / "actors.ttl")
    path = tmp_path / "actors.nt"  # owlready2 reads N-Triples natively
    graph.serialize(path, format="nt", encoding="utf-8")
    elsewhere = owlready2.World().get_ontology(f"file://{path}").load()
    kg = elsewhere.get_namespace("https://w3id.org/ai-industry-kg/ontology#")
    for relation in load().relations.values():
        read = kg[relation.name]
        assert read is not None, relation.name
        assert "ar" in {label.lang for label in read.label}
        assert read.domain and read.range, relation.name
        if relation.inverse:
            assert read.inverse_property is kg[relation.inverse]
    assert issubclass(kg.Company, kg.Organisation)
    assert issubclass(kg.partnersWith, owlready2.SymmetricProperty)
