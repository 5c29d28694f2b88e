"""Print what a store costs beside pyoxigraph alone, and how it grows.

    python -m benchmarks.store [--triples 1000000] [--articles 10000] [--rounds 9]

All of claims that `benchmarks.claims` makes, on the disk that holds the temporary
files (`--place` names another one):

growth     A first load of ever more articles, with how long pyoxigraph alone takes to bulk-load
           the same quads from N-Quads in memory, the ratio of both, and the peak of memory.
           `times before`: microseconds a triple beside those of the line above; 1 is linear.
one more   One article into an empty store and into one of `--articles`, in turn; the medians. By
           the command, an article of 600 words about actors of its own; in the store itself,
           one that names the actors that thousands of the others name, too.
reading    How long it takes to open a store for reading, and how much memory that takes.

Each load runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

from benchmarks.articles import article
from benchmarks.claims import extractions

ROOT = Path(__file__).parent.parent
LEAST_OF_RAW = 0.5
MOST_TIMES = 2.0
MOST_MEMORY = 1024
WORDS = 600
STEPS = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
TRIPLES_OF_ARTICLE = 440
TURNS = 2
"""Loads of each size, of which the fastest counts: other programs can only slow one down."""


def main() -> int:
    """Run what the command line asks for; exit code 1 if it is too slow or takes too much."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--triples", type=int, default=1_000_000, help="up to that many")
    parser.add_argument("--articles", type=int, default=10_000, help="one more on top of these")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--place", help="folder of the disk to measure on")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.step:
        name, folder, count = wish.step
        _say(json.dumps(STEPS_OF[name](Path(folder), int(count))))
        return 0
    with tempfile.TemporaryDirectory(dir=wish.place) as folder:
        good = growth(Path(folder), wish.triples)
        return 0 if one_more(Path(folder), wish.articles, wish.rounds) and good else 1


def growth(place: Path, triples: int) -> bool:
    """Print the table of first loads; tell whether speed and memory are as they should be."""
    _say("  triples  articles  store s  pyoxigraph s  ratio  us/triple  times before  MiB")
    good, before = True, 0.0
    for step in (step for step in STEPS if step <= triples):
        folder = place / str(step)
        made, raw = _best_of(folder, max(1, step // TRIPLES_OF_ARTICLE))
        ratio, each = raw["seconds"] / made["seconds"], made["seconds"] / made["quads"]
        good = good and made["memory"] <= MOST_MEMORY and (step < 100_000 or ratio >= LEAST_OF_RAW)
        times = f"{each / before:12.2f}" if before else " " * 12
        before = each
        _say(
            f"{made['quads']:9,.0f}  {made['articles']:8,.0f}  {made['seconds']:7.2f}"
            f"  {raw['seconds']:12.2f}  {ratio:5.2f}  {1e6 * each:9.2f}  {times}"
            f"  {made['memory']:4.0f}"
        )
    return good


def _best_of(place: Path, articles: int) -> tuple[dict[str, float], dict[str, float]]:
    """Load with and without a store in turn, and return the faster ones of each."""
    made, raw = [], []
    for turn in range(TURNS):
        folder = place.with_name(f"{place.name}-{turn}")
        made.append(_run("load", folder, articles))
        raw.append(_run("raw", folder, 0))
    return min(made, key=itemgetter("seconds")), min(raw, key=itemgetter("seconds"))


def one_more(place: Path, articles: int, rounds: int) -> bool:
    """Print what one more article costs; tell whether it is at most `MOST_TIMES` as much."""
    folder = place / "full"
    made = _run("load", folder, articles)
    opened = _run("read", folder, 0)
    found = _run("more", folder, rounds)
    typed = command(folder, min(rounds, 5))
    ratio, whole = (each["full"] / each["empty"] for each in (found, typed))
    _say(
        f"\n{articles:,} articles, {made['claims']:,.0f} claims, {made['quads']:,.0f} triples:"
        f" loaded in {made['seconds']:.1f} s with {made['memory']:.0f} MiB,"
        f" opened for reading in {1e3 * opened['seconds']:.0f} ms with {opened['memory']:.0f} MiB"
        f"\none more by `kg build --store`: {typed['empty']:.2f} s into an empty store,"
        f" {typed['full']:.2f} s into this one: {whole:.2f} times (at most {MOST_TIMES})"
        f"\nof which in the store itself: {1e3 * found['empty']:.0f} ms,"
        f" {1e3 * found['full']:.0f} ms: {ratio:.2f} times"
    )
    return whole <= MOST_TIMES and made["memory"] <= MOST_MEMORY


def command(folder: Path, rounds: int) -> dict[str, float]:
    """Time the command that adds an article to a new store and to the one in `folder`, in turn."""
    times: dict[str, list[float]] = {"empty": [], "full": []}
    for number in range(rounds + 1):
        path = Path(f"{folder}-{number}.txt")
        path.write_text(article(("ar", "en")[number % 2], WORDS, number), encoding="utf-8")
        for name, place in (("empty", Path(f"{folder}-typed-{number}")), ("full", folder)):
            start = time.perf_counter()
            arguments = ["-m", "kg", "build", "--store", str(place), str(path)]
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)
            if number:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def load(folder: Path, count: int) -> dict[str, float]:
    """Load `count` articles into a new store, made as they are wanted but not counted."""
    from kg.store import Store

    made = list(extractions(count))
    start = time.perf_counter()
    with Store(folder) as store:
        store.add(made)
        seconds = time.perf_counter() - start
        claims = sum(len(one.claims) for one in made)
        return {
            "seconds": seconds,
            "quads": len(store.graph),
            "articles": count,
            "claims": claims,
            "memory": _memory(),
        }


def raw(folder: Path, _: int) -> dict[str, float]:
    """Load the quads of the store in `folder` into a database of pyoxigraph alone."""
    import pyoxigraph as ox

    from kg.store import Reader

    with Reader(folder) as reader:
        lines = ox.serialize(reader.graph(), format=ox.RdfFormat.N_QUADS)
    start = time.perf_counter()
    store = ox.Store(str(folder) + ".raw")
    store.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
    store.flush()
    return {"seconds": time.perf_counter() - start}


def more(folder: Path, rounds: int) -> dict[str, float]:
    """Add one article at a time to a new store and to the one in `folder`, in turn."""
    from kg.store import Store

    with Store(folder) as store:
        full = len(store.sources())
    times: dict[str, list[float]] = {"empty": [], "full": []}
    for number in range(rounds + 1):
        made = list(extractions(1, first=full + number))
        for name, place in (("empty", Path(f"{folder}.{number}")), ("full", folder)):
            start = time.perf_counter()
            with Store(place) as store:
                store.add(made)
            if number:  # the first of each loads what every one needs
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def read(folder: Path, _: int) -> dict[str, float]:
    """Open the store in `folder` and ask it for one thing."""
    from kg.store import Reader

    start = time.perf_counter()
    with Reader(folder) as reader:
        next(iter(reader.graph()))
    return {"seconds": time.perf_counter() - start, "memory": _memory()}


STEPS_OF: dict[str, Callable[[Path, int], dict[str, float]]] = {
    "load": load,
    "raw": raw,
    "more": more,
    "read": read,
}


def _run(step: str, folder: Path, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.store", "--step", step, str(folder), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _memory() -> float:
    """Return the most memory that the process has taken, in MiB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss: bytes there, KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
