"""Print what writing a graph for other tools takes, beside the csv module writing the same rows.

python -m benchmarks.exporting [--claims 100000] [--all]

Seconds are of processor time, the best of three. Memory is what writing takes beyond the graph that
is written: rows are streamed, so it is that of names, articles and deals by their ids.
"""

from __future__ import annotations

import argparse
import csv
import gc
import resource
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.claims import CLAIMS, extractions
from kg import fusion, link
from kg.export import graphs
from kg.export._property_graph import PropertyGraph
from kg.export.graphs import neo4j_csv

MOST = 2.0
"""Times what the csv module alone takes, for neo4j-csv."""

ROUNDS = 3


def main() -> int:
    """Measure, print, and return 1 if neo4j-csv takes more than `MOST` times csv alone."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exporting", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--all", action="store_true", help="every format, not neo4j-csv alone")
    parser.add_argument("--memory", action="store_true", help="trace the memory, which is slow")
    args = parser.parse_args()
    graph = graph_of(args.claims)
    say(f"{len(graph.knowledge.claims):,} claims, {len(graph.knowledge.entities):,} entities")
    with tempfile.TemporaryDirectory() as folder:
        forms = [name for name in graphs.names() if name != "n10s"]  # which is the RDF as it is
        if args.memory:
            for form in forms if args.all else ("neo4j-csv",):
                most = memory(graph, form, Path(folder, form))
                say(f"{form:<12} {most:8.1f} MiB beyond the graph")
            return 0
        ratio = beside_csv(graph, Path(folder))
        for form in forms if args.all else ():
            seconds = best(partial(graphs.write, graph, form, Path(folder, form)))
            say(f"{form:<12} {seconds:8.2f} s")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    say(f"neo4j-csv: {ratio:.2f} times csv alone (at most {MOST}); {peak:,.0f} MiB in all")
    return int(ratio > MOST)


def graph_of(claims: int) -> PropertyGraph:
    """Return the graph of made articles with that many claims, with its deals."""
    known = link.merge(tuple(extractions(claims // CLAIMS)))
    return PropertyGraph(known, fusion.deals(known.claims, known.documents))


def beside_csv(graph: PropertyGraph, folder: Path) -> float:
    """Return how many times as long neo4j-csv takes as csv with its very rows."""
    ours = best(lambda: graphs.write(graph, "neo4j-csv", folder / "neo4j-csv"))
    rows = {name: list(table) for name, table in neo4j_csv.tables(graph).items()}

    def alone() -> None:
        for name, table in rows.items():
            with (folder / name).open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(table)

    theirs = best(alone)
    say(f"neo4j-csv    {ours:8.2f} s\ncsv alone    {theirs:8.2f} s")
    return ours / theirs


def best(do: Callable[[], object]) -> float:
    """Return the seconds of the fastest of some rounds."""
    found = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        do()
        found.append(time.process_time() - start)
    return min(found)


def memory(graph: PropertyGraph, form: str, path: Path) -> float:
    """Return the MiB that writing takes at most beyond the graph."""
    gc.collect()
    tracemalloc.start()
    graphs.write(graph, form, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
