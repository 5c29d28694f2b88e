"""Print how long the audit of a graph takes by SPARQL and by pySHACL, and whether they agree.

python -m benchmarks.audit [--claims 1000 2000] [--alone 100000]

Seconds are of processor time. `alone` is the number of claims of a graph that only the audit is
tried on: pySHACL would need many minutes and gigabytes for it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from benchmarks.graphs import quads
from kg.graph import store
from kg.graph import terms as t
from kg.graph.audit import by_sense, by_shapes
from kg.graph.check import by_pyshacl
from kg.graph.findings import Finding, Report, report

LEAST_TIMES = 12.0


@dataclass
class Timed:
    """An outcome and the processor time that it took."""

    report: Report
    seconds: float


def main() -> int:
    """Measure, print, and return 1 if the verdicts differ or the audit is not fast enough."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 2_000])
    parser.add_argument("--alone", type=int, default=0)
    args = parser.parse_args()
    say(f"{'quads':>10} {'pySHACL':>9} {'SPARQL':>8} {'times':>6} {'beyond':>8} {'found':>6} same")
    good = all([compare(claims) for claims in args.claims])
    if args.alone:
        filled = store(quads(args.alone))
        shapes, sense = timed(by_shapes, filled), timed(by_sense, filled)
        say(f"{len(filled):>10,} {'':>9} {shapes.seconds:>8.2f} {'':>6} {sense.seconds:>8.2f}")
    return 0 if good else 1


def compare(claims: int) -> bool:
    """Print one row, and tell whether the audit is as right and as fast as it should be."""
    filled = store(faulty(quads(claims)))
    mine, beyond = timed(by_shapes, filled), timed(by_sense, filled)
    theirs = timed(by_pyshacl, filled)
    times = theirs.seconds / mine.seconds
    same = mine.report == theirs.report
    say(
        f"{len(filled):>10,} {theirs.seconds:>9.2f} {mine.seconds:>8.2f} {times:>6.1f} "
        f"{beyond.seconds:>8.2f} {len(mine.report.findings):>6} {'yes' if same else 'NO'}"
    )
    return same and times >= LEAST_TIMES


def timed(judge: Callable[[ox.Store], Iterable[Finding]], filled: ox.Store) -> Timed:
    """Return what a judge finds, and how long it takes."""
    start = time.process_time()
    outcome = report(judge(filled))
    return Timed(outcome, time.process_time() - start)


def faulty(good: list[ox.Quad]) -> list[ox.Quad]:
    """Return the quads with one in a hundred statements of claims and evidence left out."""
    planted = {t.MODALITY, t.EVIDENCE, t.HAS_SOURCE, t.START, t.EXACT, t.OBJECT}
    kept, count = [], 0
    for quad in good:
        count += quad.predicate in planted
        if quad.predicate not in planted or count % 100:
            kept.append(quad)
    return kept


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
