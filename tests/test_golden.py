"""The samples give the graphs that were reviewed; `make golden` writes them down again."""

from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["ar", "en"])
def test_the_sample_gives_its_golden_graph(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    golden = (ROOT / "tests" / "golden" / f"{name}.nq").read_text(encoding="utf-8").splitlines()
    made = kg.build(f"samples/{name}.txt").files()["graph.nq"].decode().splitlines()
    missing, new = set(golden) - set(made), set(made) - set(golden)
    assert not missing and not new, "\n".join(["gone:", *sorted(missing), "new:", *sorted(new)])
    assert made == golden


@pytest.mark.parametrize("name", ["ar", "en"])
def test_the_golden_graph_conforms_and_quotes_its_article(name):
    graph = kg.load(ROOT / "tests" / "golden" / f"{name}.nq")
    assert graph.check().findings == ()
    assert len(graph.claims) > 10
    text = (ROOT / "samples" / f"{name}.txt").read_text(encoding="utf-8")
    for document in graph.documents:
        assert document.text == text
    for claim in graph.claims:
        for evidence in claim.evidence:
            quote = evidence.sentence.of(text)
            assert quote.strip() == quote != ""
            for part in (evidence.subject, evidence.object, evidence.trigger):
                assert part is None or part.of(text).strip()
