"""`kg conflicts`, `doubts`, `merge` and `split`, as they are typed."""

import json

import pytest

from kg import cli, link
from kg.model import (
    Claim,
    Document,
    Evidence,
    Extraction,
    Mention,
    Modality,
    Provenance,
    Qualifier,
    Span,
)
from kg.pipeline.graph import Graph
from kg.store import Store

BY = Provenance("test", "test", "0")


def article(own: str, text: str, names: dict[str, str], *claims: tuple) -> Extraction:
    document = Document(own, text, "en", text, f"{own}.txt")
    mentions = [
        Mention(Span(text.index(name), text.index(name) + len(name)), name, kind, None, BY)
        for name, kind in names.items()
    ]
    entities = link.link(document, sorted(mentions, key=lambda mention: mention.span))
    ids = {entity.name: entity.id for entity in entities}
    evidence = (Evidence(own, Span(0, len(text))),)
    made = [
        Claim(
            f"{own}-{n}",
            ids[who],
            relation,
            ids[whom],
            None,
            qualifiers,
            Modality.ASSERTED,
            None,
            evidence,
            0.9,
            BY,
        )
        for n, (who, relation, whom, qualifiers) in enumerate(claims)
    ]
    return Extraction(document, entities, tuple(made))


def price(amount: int) -> tuple[Qualifier, ...]:
    return Qualifier("amount", amount), Qualifier("currency", "USD")


FIRMS = {"Nawat Labs": "Company", "Qirat": "Company"}
ARTICLES = [
    article(
        "a",
        "Nawat Labs bought Qirat for $30 million.",
        FIRMS,
        ("Nawat Labs", "acquires", "Qirat", price(30_000_000)),
    ),
    article(
        "b",
        "Nawat Labs bought Qirat for $36 million.",
        FIRMS,
        ("Nawat Labs", "acquires", "Qirat", price(36_000_000)),
    ),
    article("c", "Nawat opened an office.", {"Nawat": "Company"}),
]


@pytest.fixture
def built(tmp_path):
    Graph(link.merge(ARTICLES)).write(tmp_path / "built")
    return str(tmp_path / "built")


@pytest.fixture
def stored(tmp_path):
    with Store(tmp_path / "news") as store:
        store.add(ARTICLES)
    return str(tmp_path / "news")


def run(capsys, *arguments: str, code: int = 0) -> str:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    out, err = capsys.readouterr()
    assert caught.value.code == code, err
    return out or err


def test_conflicts_are_listed_with_their_quotes(built, capsys):
    table = run(capsys, "conflicts", built)
    assert "Nawat Labs acquires Qirat" in table
    for one in ARTICLES[:2]:
        assert one.document.text in table
        assert one.document.source in table
    rows = json.loads(run(capsys, "conflicts", built, "--format", "json"))
    assert [(row["kind"], row["says"]) for row in rows] == [
        ("amount", "30,000,000 USD"),
        ("amount", "36,000,000 USD"),
    ]


def test_doubts_are_listed_with_their_reason_in_two_languages(built, capsys):
    assert "one is the beginning of the other" in run(capsys, "doubts", built)
    assert "أحدهما أول الآخر" in run(capsys, "doubts", built, "--lang", "ar")
    (row,) = json.loads(run(capsys, "doubts", built, "--format", "json"))
    assert {row["one"], row["other"]} == {"Nawat (Company)", "Nawat Labs (Company)"}


def test_merge_and_split_undo_each_other(stored, capsys):
    merged = run(capsys, "merge", stored, "Nawat Labs", "Nawat")
    assert len(merged.splitlines()) == 1
    assert "articles: 3" in merged
    again = run(capsys, "merge", stored, "Nawat Labs", "Nawat", code=2)
    assert "one actor already" in again
    split = run(capsys, "split", stored, "Nawat")
    assert sorted(line.partition(": ")[2] for line in split.splitlines()) == [
        "Nawat (Company, articles: 1)",
        "Nawat Labs (Company, articles: 2)",
    ]


def test_an_id_that_was_replaced_still_names_its_actor(stored, capsys):
    ids = sorted(entity.id for one in ARTICLES for entity in one.entities if "nawat" in entity.id)
    run(capsys, "merge", stored, ids[0], ids[-1])
    assert len(run(capsys, "split", stored, ids[-1]).splitlines()) == 2


def test_decisions_need_a_store_and_known_actors(built, stored, capsys):
    message = run(capsys, "merge", built, "Nawat Labs", "Nawat", code=2)
    assert message.count("\n") == 1
    assert "kg build --store" in message
    assert "no entity is named" in run(capsys, "split", stored, "Nobody", code=2)
