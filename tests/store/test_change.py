"""What is derived article by article is what is derived of all articles at once."""

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import NAMES, article, simple

from kg import link, pipeline
from kg.link import Decisions
from kg.store import change
from kg.store.database import SCHEMA
from kg.store.index import Index


class Derived:
    """A store without its disk: the observations, and the quads as a set."""

    def __init__(self):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(SCHEMA)
        self.index = Index(connection)
        self.quads = set()
        self.decisions = Decisions()
        self.there = {}

    def exchange(self, gone=(), new=()):
        ids = [one.document.id for one in gone]
        for each in change.changes(self.index, ids, new, self.decisions):
            self.quads = (self.quads - each.gone) | set(each.new)
        for one in gone:
            del self.there[one.document.id]
        self.there |= {one.document.id: one for one in new}

    def decide(self, decisions):
        self.decisions = decisions
        everything = list(self.there.values())
        self.exchange(everything, everything)

    def check(self):
        united = link.resolve(self.there.values(), self.decisions)
        at_once = pipeline.Graph(united.graph, replaced=united.replaced).quads
        assert sorted(map(str, self.quads)) == sorted(map(str, at_once))


SAYINGS = st.one_of(
    st.tuples(
        st.sampled_from(["rimal", "rimal-known", "rimal-alias", "nawat-lab"]),
        st.sampled_from(["investsIn", "acquires", "partnersWith"]),
        st.sampled_from(["nawat", "nawat-ar", "nawat-both", "nawat-lab"]),
        st.sampled_from([0, 10_000_000, 50_000_000]),
        st.sampled_from(["asserted", "planned", "denied", "ended"]),
    ),
    st.tuples(
        st.sampled_from(["nawat", "nawat-ar", "nawat-both"]),
        st.just("raisesFunding"),
        st.none(),
        st.sampled_from([10_000_000, 50_000_000]),
        st.sampled_from(["asserted", "reported"]),
    ),
    st.tuples(
        st.sampled_from(["sami", "sami-short"]),
        st.just("leads"),
        st.sampled_from(["nawat", "nawat-ar", "nawat-product"]),
        st.just(0),
        st.sampled_from(["asserted", "ended"]),
    ),
)
ARTICLES = st.builds(
    article,
    st.sampled_from("abcd"),
    st.lists(SAYINGS, min_size=1, max_size=4, unique=True),
    published=st.sampled_from([None, "2025-01-01", "2025-03-01"]),
)
IDS = sorted(
    {end.id for key in NAMES for end in article("x", [(key, "", None, 1, "asserted")]).entities}
)
DECISIONS = st.builds(
    Decisions,
    st.frozensets(
        st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True).map(
            lambda pair: tuple(sorted(pair))
        ),
        max_size=2,
    ),
    st.frozensets(st.sampled_from(IDS), max_size=1),
    st.frozensets(st.sampled_from(IDS), max_size=1),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(ARTICLES, st.integers(0, 9), DECISIONS), max_size=8))
def test_step_by_step_is_all_at_once(steps):
    """An article comes, or takes the place of one; a number takes one out; decisions change."""
    store = Derived()
    for step in steps:
        if isinstance(step, Decisions):
            store.decide(step)
        elif isinstance(step, int):
            store.exchange(list(store.there.values())[step : step + 1])
        else:
            same = [one for own, one in store.there.items() if own == step.document.id]
            if not same:
                old = [o for o in store.there.values() if o.document.source == step.document.source]
                store.exchange(old, [step])
    store.check()


@settings(max_examples=20, deadline=None)
@given(st.lists(ARTICLES, max_size=6, unique_by=lambda one: one.document.id), st.randoms())
def test_order_makes_no_difference(articles, random):
    store, other = Derived(), Derived()
    store.exchange(new=articles)
    random.shuffle(articles)
    for one in articles:
        other.exchange(new=[one])
    assert store.quads == other.quads


def test_an_article_between_two_joins_and_parts_their_actors():
    one = article("a", [("nawat", "leads", "rimal", 0, "asserted")])
    two = article("b", [("nawat-ar", "leads", "rimal", 0, "asserted")])
    bridge = article("c", [("nawat-both", "leads", "sami", 0, "asserted")])
    store = Derived()
    store.exchange(new=[one, two])
    apart = store.quads
    store.exchange(new=[bridge])
    store.check()
    assert len({str(quad) for quad in store.quads if "isReplacedBy" in str(quad)}) == 1
    store.exchange(gone=[bridge])
    assert store.quads == apart


def test_the_type_is_the_one_most_mentions_have():
    """Two articles that name a company once each against one that names a laboratory thrice."""
    store = Derived()
    for name, key in (("a", "nawat"), ("b", "nawat"), ("c", "nawat-lab")):
        store.exchange(new=[article(name, [("rimal", "investsIn", key, 0, "asserted")])])
    store.check()
    assert any("ResearchLab" in str(quad) for quad in store.quads)


def test_nothing_is_left_of_the_last_article():
    store = Derived()
    store.exchange(new=[simple("a"), simple("b")])
    store.exchange(gone=[simple("a"), simple("b")])
    assert store.quads == set()
    rest = {
        table: store.index.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("profile", "sign", "observed", "actor", "claim", "fact", "deal")
    }
    assert set(rest.values()) == {0}, rest
