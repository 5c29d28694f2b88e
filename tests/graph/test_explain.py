from dataclasses import replace

import pytest

from kg.errors import GraphError
from kg.graph import explain, interpret, neighbourhood, read, resolve, store, write
from kg.model import Entity, Modality, Name


@pytest.mark.parametrize("name", ["nakhla", "NAKHLA", "Nakhla AI", "نَخْلة", "نخله", "entity:nakhla"])
def test_a_name_in_any_spelling_finds_its_entity(sample, name):
    assert resolve(sample, name).id == "nakhla"


def test_an_explanation_quotes_the_article(sample):
    found = explain(sample, "لبنة", "نخلة")
    assert [one.claim.relation for one in found] == ["investsIn"] * 2 + ["partnersWith", "acquires"]
    reported = found[2]
    assert reported.claim.modality is Modality.REPORTED
    assert (reported.subject, reported.object) == ("Nakhla", "Labna")
    assert reported.attributed_to == "Al-Marsad"
    assert reported.quote == reported.span.of(reported.document.text)
    assert reported.quote.startswith("وقالت صحيفة المرصد")
    assert reported.document.title == "نخلة تستثمر في لبنة"


def test_literals_and_missing_values(sample):
    objects = {one.claim.relation: one.object for one in explain(sample, "labna")}
    assert objects["faces"] == "نزيفا في الكفاءات"
    assert objects["raisesFunding"] == ""


def test_details_name_entities_by_their_names(sample):
    details = {one.claim.relation: dict(one.details) for one in explain(sample, "nakhla")}
    assert details["hires"] == {"from": "Labna"}
    assert details["investsIn"]["currency"] == "USD"


def test_a_graph_file_explains_as_well(sample, quads, tmp_path):
    write(quads, tmp_path)
    again = interpret(read(tmp_path))
    assert {e.quote for e in explain(again, "labna")} == {e.quote for e in explain(sample, "labna")}


@pytest.mark.parametrize(
    "names",
    [("labna",), ("نخلة",), ("Lina Haddad", "Nakhla"), ("almarsad",), ("labna", "almarsad")],
)
def test_the_neighbourhood_explains_as_the_whole_graph_does(sample, quads, names):
    part, ids = neighbourhood(store(quads), *names)
    whole = interpret(quads)
    assert explain(part, *ids) == explain(whole, *names)
    assert len(part.claims) <= len(whole.claims)


def test_a_spelling_of_one_alone_is_that_one(sample):
    shouting = Entity("shout", "Product", "NAKHLA", ())
    graph = replace(sample, entities=(*sample.entities, shouting))
    assert resolve(graph, "NAKHLA").id == "shout"
    assert resolve(graph, "Nakhla").id == "nakhla"
    with pytest.raises(GraphError, match="names several entities"):
        resolve(graph, "nAKHLA")


def test_an_unknown_name_lists_near_ones(sample):
    with pytest.raises(GraphError, match=r"no entity is named 'Nakla'; did you mean Nakhla\?"):
        explain(sample, "Nakla")
    with pytest.raises(GraphError, match="no name in the graph comes near"):
        explain(sample, "zzzzzz")
    with pytest.raises(GraphError, match="no entity is named ''"):
        explain(sample, "")


def test_an_ambiguous_name_lists_the_ids(sample):
    other = Entity("nakhla-app", "Product", "Nakhla App", (Name("نخلة", "ar"),))
    graph = replace(sample, entities=(*sample.entities, other))
    with pytest.raises(GraphError, match=r"give an id: nakhla \(Company\), nakhla-app \(Product\)"):
        explain(graph, "نخلة")
    assert explain(graph, "nakhla-app") == []
