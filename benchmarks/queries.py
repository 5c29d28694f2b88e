"""Print how long each saved query takes on a store on disk, asked of the busiest actors.

python -m benchmarks.queries [--claims 100000] [--folder FOLDER]

Seconds are of processor time, the best of three: a busy machine is no slower by them. With FOLDER
the store is kept there and used again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from benchmarks.graphs import on_disk
from kg.graph import ask, named, saved_queries
from kg.graph import terms as t
from kg.graph.saved import SavedQuery

MOST_SECONDS = 1.0
ROUNDS = 3
ASKED = {
    "based-in": "Place",
    "claims-by-source": "Person",
    "makers-of": "Product",
    "portfolio-of": "InvestmentFirm",
    "users-of": "Product",
}
"""Query -> type of the actor that it is asked of; a company of the others."""

VALUES = {"text": "labs", "number": "1000000"}


def main() -> int:
    """Measure, print, and return 1 if a query takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queries", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--folder", help="keep the store here")
    parser.add_argument("--only", nargs="+", help="these queries")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or temporary
        made = any(Path(folder).glob("CURRENT")) if Path(folder).is_dir() else False
        store = ox.Store(folder) if made else on_disk(folder, args.claims)
        say(f"{len(store):,} quads\n{'query':<20} {'rows':>7} {'seconds':>8} {'names':>8}")
        busiest = busiest_of(store)
        asked = [q for name, q in saved_queries().items() if name in (args.only or [name])]
        slow = [saved.name for saved in asked if measure(store, saved, busiest)]
        del store
    say(f"longer than {MOST_SECONDS} s: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


def measure(store: ox.Store, saved: SavedQuery, busiest: dict[str, list[str]]) -> bool:
    """Print what one query takes, and tell whether that is too long."""
    actors = busiest.get(ASKED.get(saved.name, "Company"), busiest["Company"])
    values = {
        p.name: actors[p.name == "other"] if p.kind == "actor" else value_of(store, p.kind)
        for p in saved.parameters
        if not p.optional and p.default is None
    }
    best = (float("inf"), 0.0)
    for _ in range(ROUNDS):
        start = time.process_time()
        answer = ask(store, saved.name, values)
        middle = time.process_time()
        named(store, answer)
        best = min(best, (middle - start, time.process_time() - middle))
    say(f"{saved.name:<20} {len(answer.rows):>7,} {best[0]:>8.3f} {best[1]:>8.3f}")
    return best[0] > MOST_SECONDS


def value_of(store: ox.Store, kind: str) -> str:
    """Return a value for a parameter that has no default."""
    if kind != "article":
        return VALUES[kind]
    articles = store.quads_for_pattern(None, t.TYPE, t.NEWS_ARTICLE)
    return t.compact(next(articles).subject)


def busiest_of(store: ox.Store) -> dict[str, list[str]]:
    """Return type -> ids of its entities, those with the most facts first."""
    facts: Counter[t.Object] = Counter()
    for predicate in (t.FACT_SUBJECT, t.FACT_OBJECT):
        facts.update(quad.object for quad in store.quads_for_pattern(None, predicate, None))
    found: dict[str, list[str]] = {}
    for node, _ in facts.most_common():
        kinds = store.quads_for_pattern(node, t.TYPE, None)  # type: ignore[arg-type]
        kind = t.compact(next(kinds).object).removeprefix("kg:")
        found.setdefault(kind, []).append(t.compact(node))
    return found


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
