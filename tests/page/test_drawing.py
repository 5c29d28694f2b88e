from __future__ import annotations

from dataclasses import replace

import kg.ontology
from kg.model import KnowledgeGraph, Modality
from kg.page.drawing import Edge, draw


def edges_of(graph: KnowledgeGraph) -> list[Edge]:
    return draw(graph, kg.ontology.load()).edges


def test_claims_that_say_the_same_share_an_edge(graph: KnowledgeGraph) -> None:
    shared = [edge.options["claims"] for edge in edges_of(graph) if len(edge.options["claims"]) > 1]
    assert shared == [[0, 19]]


def test_claims_of_another_modality_do_not(graph: KnowledgeGraph) -> None:
    claims = list(graph.claims)
    claims[19] = replace(claims[19], modality=Modality.DENIED)
    edges = edges_of(replace(graph, claims=tuple(claims)))
    beside = [edge for edge in edges if {0, 19} & set(edge.options["claims"])]
    assert len(beside) == 2
    assert {edge.options["smooth"]["type"] for edge in beside} == {"curvedCW", "curvedCCW"}


def test_a_symmetric_claim_is_one_edge_either_way_round(graph: KnowledgeGraph) -> None:
    claim = next(claim for claim in graph.claims if claim.relation == "competesWith")
    turned = replace(claim, id="turned", subject=claim.object or "", object=claim.subject)
    (edge,) = edges_of(replace(graph, claims=(claim, turned)))
    assert edge.options["claims"] == [0, 1]
    assert edge.options["arrows"] == ""


def test_three_parallel_edges_all_bend_differently(graph: KnowledgeGraph) -> None:
    first = graph.claims[0]
    relations = ("investsIn", "acquires", "supplies")
    edges = edges_of(replace(graph, claims=tuple(replace(first, relation=r) for r in relations)))
    curves = [str(edge.options["smooth"]) for edge in edges]
    assert len(set(curves)) == 3


def test_a_literal_gets_a_node_of_its_own(graph: KnowledgeGraph) -> None:
    drawn = draw(graph, kg.ontology.load())
    nodes, edges = drawn.nodes, drawn.edges
    literals = [place for place, claim in enumerate(graph.claims) if claim.object is None]
    boxes = {node.id for node in nodes if node.shape == "box"}
    targets = {edge.target for edge in edges if edge.options["claims"][0] in literals}
    assert len(literals) == len(boxes)
    assert targets == boxes == set(range(len(graph.entities), len(nodes)))
