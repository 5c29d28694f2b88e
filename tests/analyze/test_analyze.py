"""Who is central, who belongs together, what joins two actors, on a graph drawn by hand."""

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from kg import analyze
from kg.analyze.measures import pagerank
from kg.cli import main
from kg.errors import GraphError
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
from kg.pipeline import Graph, analyzing

ROOT = Path(__file__).parent.parent.parent
BY = Provenance("hand", "none", "0")
TYPES = {"nour": "Person", "marsa": "InvestmentFirm", "tal": "InvestmentFirm"}
# Two clusters, joined by Nour alone; the day is that of the article.
TOLD = (
    ("2025-01-01", "marsa", "investsIn", "bayan", "asserted", {"amount": 5_000_000}),
    ("2025-01-02", "marsa", "investsIn", "lisan", "reported", {}),
    ("2025-01-03", "bayan", "partnersWith", "lisan", "asserted", {}),
    ("2025-01-04", "tal", "investsIn", "lisan", "denied", {}),
    ("2025-01-05", "tal", "investsIn", "bayan", "asserted", {"date": "2024-12"}),
    ("2025-02-01", "nour", "leads", "bayan", "asserted", {}),
    ("2025-02-02", "nour", "founded", "corvid", "asserted", {}),
    ("2025-03-01", "corvid", "acquires", "magpie", "planned", {}),
    ("2025-03-02", "corvid", "competesWith", "rook", "asserted", {}),
    ("2025-03-03", "rook", "partnersWith", "magpie", "asserted", {}),
    (None, "rook", "raisesFunding", None, "asserted", {"currency": "USD"}),
)


def drawn():
    documents, claims, names = [], [], {}
    for at, (day, who, relation, whom, modality, details) in enumerate(TOLD):
        text = f"{who.title()} ({relation})\n{(whom or 'money').title()}."
        documents.append(Document(str(at), text, "en", text, f"{at}.txt", None, day))
        names |= dict.fromkeys(filter(None, (who, whom)))
        claims.append(
            Claim(
                id=f"c{at:02}",
                subject=who,
                relation=relation,
                object=whom,
                value=None if whom else 7_000_000,
                qualifiers=tuple(Qualifier(*item) for item in details.items()),
                modality=Modality(modality),
                attributed_to=None,
                evidence=(Evidence(str(at), Span(0, len(text))),),
                confidence=0.9,
                provenance=BY,
            )
        )
    entities = tuple(
        Entity(own, TYPES.get(own, "Company"), own.title(), (Name(own.title(), "en"),))
        for own in (*names, "alone")
    )
    return KnowledgeGraph(tuple(documents), entities, tuple(claims))


def test_who_joins_the_clusters_is_central_by_betweenness():
    first, second, third, *_ = analyze.central(drawn(), "betweenness")
    assert {first.id, second.id, third.id} == {"bayan", "nour", "corvid"}
    degrees = {one.id: one.degree for one in analyze.central(drawn(), "degree")}
    assert degrees == {
        "bayan": 4,
        "corvid": 3,
        "lisan": 2,
        "marsa": 2,
        "nour": 2,
        "magpie": 2,
        "rook": 2,
        "tal": 1,  # what it denies is no tie
    }
    with pytest.raises(GraphError, match="pagerank"):
        analyze.central(drawn(), "beauty")


def test_communities_are_the_clusters_and_who_is_alone_is_in_none():
    found = analyze.communities(drawn())
    # Nour, who joins both, may stand with either.
    assert [set(one.ids) - {"nour"} for one in found] == [
        {"bayan", "lisan", "marsa", "tal"},
        {"corvid", "magpie", "rook"},
    ]
    assert [one.members[0] for one in found] == ["Bayan", "Corvid"]
    columns = analyze.columns(drawn())
    assert columns["alone"] == {"degree": 0, "pagerank": columns["alone"]["pagerank"]}
    assert columns["magpie"]["community"] == columns["rook"]["community"] == 2


def test_pagerank_is_that_of_the_definition():
    graph = nx.gnm_random_graph(30, 70, seed=1)
    graph.add_node(30)
    found = pagerank(graph)
    assert sum(found) == pytest.approx(1)
    dangling = sum(found[at] for at in graph if not graph.degree(at))
    for at in graph:
        walked = sum(found[other] / graph.degree(other) for other in graph[at])
        assert found[at] == pytest.approx(0.15 / 31 + 0.85 * (walked + dangling / 31), abs=1e-8)


def test_the_order_of_the_claims_changes_nothing():
    known, rng = drawn(), random.Random(1)
    for _ in range(3):
        mixed = replace(
            known,
            claims=tuple(rng.sample(known.claims, len(known.claims))),
            entities=tuple(rng.sample(known.entities, len(known.entities))),
        )
        assert analyze.central(mixed) == analyze.central(known)
        assert analyze.communities(mixed) == analyze.communities(known)
        assert analyze.path(mixed, "tal", "rook") == analyze.path(known, "tal", "rook")
        assert dict(analyze.columns(mixed)) == dict(analyze.columns(known))


def test_a_path_has_the_sentences_along_it():
    steps = analyze.path(drawn(), "marsa", "magpie")
    assert [(one.step, one.who, one.whom) for one in steps] == [
        (1, "Marsa", "Bayan"),
        (2, "Nour", "Bayan"),
        (3, "Nour", "Corvid"),
        (4, "Corvid", "Magpie"),
    ]
    assert steps[3].quote == "Corvid (acquires) Magpie." and steps[3].modality == "planned"
    with pytest.raises(GraphError, match="no path of claims joins Tal and Alone"):
        analyze.path(drawn(), "tal", "alone")


def test_of_two_shortest_paths_the_one_that_more_articles_tell_of_is_taken():
    known = drawn()
    again = replace(known.claims[1], id="again", evidence=known.claims[8].evidence)
    more = replace(known.claims[2], id="more", evidence=known.claims[9].evidence)
    partial = {"marsa", "lisan", "bayan"}
    claims = [c for c in known.claims if c.id != "c00" and {c.subject, c.object} <= partial]
    other = replace(claims[0], id="x1", object="aaa")
    last = replace(claims[0], id="x2", subject="aaa", object="bayan")
    aaa = replace(known.entities[0], id="aaa", name="Aaa")
    graph = replace(
        known, entities=(*known.entities, aaa), claims=(*claims, again, more, other, last)
    )
    assert {one.whom for one in analyze.path(graph, "marsa", "bayan")} == {"Lisan"}


def test_common_investors_are_those_of_all_and_denials_do_not_count():
    found = analyze.common_investors(drawn(), ["bayan", "lisan"])
    assert [(one.investor, one.into, one.amount, one.when) for one in found] == [
        ("Marsa", "Bayan", "5,000,000", "2025-01-01"),
        ("Marsa", "Lisan", "", "2025-01-02"),
    ]
    (tal, *_) = (
        one for one in analyze.common_investors(drawn(), ["bayan"]) if one.investor == "Tal"
    )
    assert tal.when == "2024-12"


def test_a_timeline_goes_by_the_date_told_then_by_that_of_the_article():
    found = analyze.timeline(drawn(), "tal")
    assert [(one.when, one.by, one.modality) for one in found] == [
        ("2024-12", "text", "asserted"),
        ("2025-01-04", "article", "denied"),
    ]
    rook = analyze.timeline(drawn(), "rook")
    assert [one.when for one in rook] == ["2025-03-02", "2025-03-03", ""]
    assert rook[-1].amount == "7,000,000 USD" and rook[-1].whom == ""


def test_an_empty_graph_has_nobody():
    empty = KnowledgeGraph((), (), ())
    assert (analyze.central(empty), analyze.communities(empty), analyze.columns(empty)) == (
        (),
        (),
        {},
    )


def test_a_question_about_too_few_actors_says_how_many():
    with pytest.raises(GraphError, match="path is about 2 actors, not 1"):
        analyzing.answer(Graph(drawn()), "path", ["Tal"], "pagerank")
    with pytest.raises(GraphError, match="no entity is named"):
        analyzing.answer(Graph(drawn()), "timeline", ["Nobody at all"], "pagerank")


QUESTIONS = """
import sys
sys.path.insert(0, {root!r})
sys.path.insert(0, {here!r})
from test_analyze import drawn
from kg import analyze
print(analyze.central(drawn()), analyze.communities(drawn()), analyze.columns(drawn()))
print(analyze.path(drawn(), "tal", "rook"))
"""


def test_same_bytes_whatever_the_hash_seed():
    code = QUESTIONS.format(root=str(ROOT), here=str(Path(__file__).parent))
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "77")
    }
    assert len(said) == 1 and said != {b""}


def test_the_command_prints_tables_and_json(tmp_path, capsys):
    Graph(drawn()).write(tmp_path)

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["analyze", str(tmp_path), *arguments])
        out, err = capsys.readouterr()
        assert (ended.value.code, err) == (0, "")
        return out

    assert run("central", "--limit", "2", "--by", "degree").splitlines()[1].split()[0] == "Bayan"
    (step, *_) = json.loads(run("path", "Marsa", "Magpie", "--format", "json"))
    assert step["quote"] == "Marsa (investsIn) Bayan."
    assert "Marsa (investsIn) Bayan." in run("common-investors", "Bayan", "Lisan")
    assert run("timeline", "alone") == "none\n"
