"""A store on disk: opened, written, read beside a writer, killed."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from killing import rounds
from made_articles import article, simple

from kg.errors import GraphError
from kg.link import Decisions
from kg.store import Added, Reader, Store, is_store

ROOT = Path(__file__).parents[2]


MEMORY = Path("/dev/shm")


@pytest.fixture
def place(tmp_path):
    """Return a folder in memory, where there is one.

    A process that is killed leaves there what it leaves on disk, and nobody waits for a disk.
    """
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def dump(store):
    return sorted(map(str, store))


def test_what_is_added_is_there_when_opened_again(place):
    with Store(place / "news") as store:
        assert store.add([simple("a"), simple("b")]) == Added(2, 0, 0)
        quads = dump(store.graph)
    with Store(place / "news") as store:
        assert dump(store.graph) == quads
        assert [source.source for source in store.sources()] == ["a.txt", "b.txt"]
    assert not (place / "news" / "live").exists()


def test_the_same_article_twice_changes_nothing(place):
    with Store(place) as store:
        store.add([simple()])
        generation = sorted((place / "generations").iterdir())
        assert store.add([simple(), simple()]) == Added(0, 0, 2)
        assert sorted((place / "generations").iterdir()) == generation


def test_a_changed_article_takes_the_place_of_the_old_one(place):
    url = "https://example.org/a"
    old = article("a", [("rimal", "acquires", "nawat", 0, "planned")], url=url)
    new = article("a", [("rimal", "acquires", "nawat", 0, "asserted")])
    moved = article("a2", [("rimal", "acquires", "nawat", 0, "denied")], source="b.txt", url=url)
    with Store(place / "one") as store, Store(place / "other") as other:
        assert store.add([old]) == Added(1, 0, 0)
        assert store.add([new]) == Added(0, 1, 0)
        other.add([old, new])
        assert dump(store.graph) == dump(other.graph)
        store.add([old])
        assert store.add([moved]) == Added(0, 1, 0)
        assert [source.id for source in store.sources()] == [moved.document.id]


@pytest.mark.parametrize("name", ["id", "source", "iri"])
def test_an_article_is_removed_by_any_of_its_names(place, name):
    names = {
        "id": simple("b").document.id,
        "source": "b.txt",
        "iri": f"https://w3id.org/ai-industry-kg/article/{simple('b').document.id}",
    }
    with Store(place) as store:
        store.add([simple("a")])
        quads = dump(store.graph)
        store.add([simple("b")])
        assert store.remove(names[name]).source == "b.txt"
        assert dump(store.graph) == quads
        with pytest.raises(GraphError, match="no article"):
            store.remove(names[name])


def test_a_name_of_several_articles_removes_none(place):
    with Store(place) as store:
        store.add([simple("a", source="-"), simple("b", source="-")])
        with pytest.raises(GraphError, match="several articles"):
            store.remove("-")
        assert len(store.sources()) == 2


def test_a_batch_that_cannot_be_written_leaves_the_store_as_it_was(place):
    bad = article("c", [("rimal", "noSuchRelation", "nawat", 0, "asserted")])
    with Store(place) as store:
        store.add([simple("a")])
        quads = dump(store.graph)
        with pytest.raises(GraphError, match="noSuchRelation"):
            store.add([simple("b"), bad])
        assert dump(store.graph) == quads
        store.add([simple("b")])
        assert len(store.sources()) == 2


def test_decisions_are_kept_and_undone(place):
    one = article("a", [("nawat", "leads", "rimal", 0, "asserted")])
    other = article("b", [("nawat-ar", "leads", "rimal", 0, "asserted")])
    ids = tuple(sorted(x.entities[0].id for x in (one, other)))
    with Store(place) as store:
        store.add([one, other])
        apart = dump(store.graph)
        store.decide(Decisions(merged=frozenset({ids})))
        assert dump(store.graph) != apart
    with Store(place) as store:
        assert store.decisions.merged == {ids}
        store.decide(Decisions())
        assert dump(store.graph) == apart


def test_a_second_writer_is_refused_while_readers_go_on(place):
    code = "import sys; from kg.store import Store; Store(sys.argv[1])"
    with Store(place) as store:
        store.add([simple("a")])
        reader = Reader(place)
        first = reader.graph()
        seen = dump(first)
        second = subprocess.run(
            [sys.executable, "-c", code, str(place)], cwd=ROOT, capture_output=True, text=True
        )
        assert "is writing to this store" in second.stderr.splitlines()[-1]
        with pytest.raises(GraphError, match="is writing"):
            Store(place)
        store.add([simple("b")])
        assert dump(first) == seen
        assert dump(reader.graph()) == dump(store.graph) != seen


def test_generations_that_nobody_reads_are_removed(place):
    def kept():
        return [each.name for each in sorted((place / "generations").glob("*[0-9]"))]

    with Store(place) as store:
        for name in "ab":
            store.add([simple(name)])
        reader = Reader(place)
        reader.graph()
        for name in "cd":
            store.add([simple(name)])
        assert kept() == ["00000002", "00000004"]
        reader.close()
    Store(place).close()
    assert kept() == ["00000004"]


def test_an_edit_is_published_or_undone(place):
    with Store(place) as store:
        store.add([simple()])
        quads = dump(store.graph)
        with pytest.raises(ZeroDivisionError), store.edit() as graph:
            graph.clear()
            raise ZeroDivisionError
        assert dump(store.graph) == quads
        with store.edit() as graph:
            graph.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
        assert len(Reader(place).graph()) == len(quads) + 1


def test_what_is_no_store_is_refused(place):
    (place / "notes.txt").write_text("x")
    with pytest.raises(GraphError, match=r"notes\.txt"):
        Store(place)
    with pytest.raises(GraphError, match="is a file"):
        Store(place / "notes.txt")
    with pytest.raises(GraphError, match="no store here"):
        Reader(place)
    assert not is_store(place)


def test_an_unknown_layout_is_refused(place):
    Store(place).close()
    (place / "store.json").write_text(json.dumps({"layout": 99}))
    for kind in (Store, Reader):
        with pytest.raises(GraphError, match="layout is 99"):
            kind(place)


@pytest.mark.parametrize("name", ["observations.sqlite", "generations/00000001/CURRENT"])
def test_damage_is_said_in_one_line(place, name):
    with Store(place) as store:
        store.add([simple()])
    (place / name).write_bytes(b"not this\n" * 1000)
    with pytest.raises(GraphError, match="is damaged") as caught:
        Reader(place).graph()
    assert "\n" not in str(caught.value)
    with pytest.raises(GraphError, match="is damaged"):
        Store(place).add([simple("b")])


def test_a_reader_of_an_empty_store_sees_nothing(place):
    Store(place).close()
    assert len(Reader(place).graph()) == 0
    assert Reader(place).sources() == ()


def test_killed_at_any_moment_it_opens_with_whole_articles(place):
    assert rounds(place / "news", 20) > 0
