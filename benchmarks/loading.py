"""Print how fast a graph is loaded over Bolt beside a bare loop on the same server; and memory.

    python -m benchmarks.loading [--claims 100000]

A Neo4j server is fetched and started, as for the tests (Java and Maven must be there). Into a
database that is emptied before each turn go the same nodes and relationships:

kg         `kg load`: constraints, nodes, relationships, with a note of how far it is
again      `kg load --sync`, when all is there already
bare       UNWIND ... MERGE in a loop written by hand over rows that are ready in memory

`memory` is by how much the process grew while loading, its graph aside; a size ten times as large
shall not take ten times as much. Each turn runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.claims import CLAIMS, extractions
from kg import link
from kg.pipeline import Graph, loading

ROOT = Path(__file__).parent.parent
LEAST_A_SECOND = 5_000
LEAST_OF_BARE = 0.7
MOST_MORE_MEMORY = 5.0
AT_ONCE = 2_000
TIMES = 2
"""Turns of each kind, in turn; the fastest counts, since other programs can only slow one down."""
PAGE = resource.getpagesize()


def main() -> int:
    """Run what the command line asks for; exit code 1 if a figure misses its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--turn", nargs=3, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.turn:
        how, uri, claims = wish.turn
        _say(json.dumps(TURNS[how](uri, graph(int(claims)))))
        return 0
    sys.path.insert(0, str(ROOT / "tests" / "engines"))
    import neo4j_server

    if reason := neo4j_server.missing():
        _say(reason)
        return 0
    with (
        tempfile.TemporaryDirectory() as folder,
        neo4j_server.fresh(Path(folder) / "home") as server,
    ):
        return 0 if compare(server.uri, wish.claims) else 1


def compare(uri: str, claims: int) -> bool:
    """Print the table; tell whether speed and memory are as they should be."""
    _say("  claims  turn   nodes  relationships  seconds  relationships/s  memory MiB")
    found: dict[tuple[int, str], dict[str, float]] = {}
    # The small ones come first: by then the server has compiled what it runs most.
    for count, turns in ((claims // 10, 1), (claims, TIMES)):
        for how in ("bare", "kg") * turns:
            clear(uri)
            _best(found, (count, how), _turn(how, uri, count))
        _best(found, (count, "again"), _turn("again", uri, count))
        for how in ("bare", "kg", "again"):
            made = found[count, how]
            _say(
                f"{count:8,}  {how:5}  {made['nodes']:6,.0f}  {made['relationships']:13,.0f}"
                f"  {made['seconds']:7.2f}  {made['rate']:15,.0f}  {made['memory']:10.0f}"
            )
    made, bare, small = found[claims, "kg"], found[claims, "bare"], found[claims // 10, "kg"]
    ratio = bare["seconds"] / made["seconds"]
    more = made["memory"] / max(small["memory"], 1)
    _say(
        f"speed of the bare loop: {ratio:.0%} (at least {LEAST_OF_BARE:.0%}, or "
        f"{LEAST_A_SECOND:,} relationships/s)"
    )
    _say(f"memory beside a tenth: {more:.1f} times (at most {MOST_MORE_MEMORY})")
    fast = made["rate"] >= LEAST_A_SECOND or ratio >= LEAST_OF_BARE
    return fast and more <= MOST_MORE_MEMORY


def _best(found: dict[Any, dict[str, float]], key: Any, made: dict[str, float]) -> None:
    found[key] = min(found.get(key, made), made, key=itemgetter("seconds"))


def graph(claims: int) -> Any:
    """Return a graph of made articles with that many claims."""
    known = link.merge(tuple(extractions(claims // CLAIMS)))
    return loading.property_graph(Graph(known))


def load(uri: str, made: Any, *, sync: bool = False) -> dict[str, float]:
    """Load as `kg load` does."""
    import neo4j  # noqa: F401  # the driver itself takes as much as a large graph's loading

    before, start = _resident(), time.perf_counter()
    (*_, last) = ((t.nodes, t.relationships) for t in loading.load(_target(uri), made, sync=sync))
    return _figures(last, time.perf_counter() - start, before)


def bare(uri: str, made: Any) -> dict[str, float]:
    """Load as somebody would who writes a loop for one graph."""
    import neo4j

    content = loading.content(made)
    nodes: dict[str, list[Any]] = {}
    edges: dict[tuple[str, str, str], list[Any]] = {}
    label = {}
    for node in content.nodes():
        label[node.id] = node.labels[0]
        row = {"id": node.id, "props": node.properties}
        nodes.setdefault(":".join(node.labels), []).append(row)
    for one in content.relationships():
        kind = (label[one.start], one.type, label[one.end])
        row = {"a": one.start, "b": one.end, "claim": one.properties.get("claim")}
        edges.setdefault(kind, []).append(row | {"props": one.properties})
    before, start = _resident(), time.perf_counter()
    account = _target(uri).account
    with (
        neo4j.GraphDatabase.driver(uri, auth=tuple(account)) as driver,
        driver.session() as session,
    ):
        for kind in ("Entity", "Value", "Deal", "Article"):
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE")
        for labels, rows in nodes.items():
            first, _, more = labels.partition(":")
            put = f"MERGE (n:{first} {{id: row.id}}) SET n += row.props"
            _put(session, put + (f", n:{more}" if more else ""), rows)
        for (one, type_, other), rows in edges.items():
            key = " {claim: row.claim}" if rows[0]["claim"] else ""
            match = f"MATCH (a:{one} {{id: row.a}}), (b:{other} {{id: row.b}}) "
            _put(session, f"{match}MERGE (a)-[r:{type_}{key}]->(b) SET r = row.props", rows)
    counts = (sum(map(len, nodes.values())), sum(map(len, edges.values())))
    return _figures(counts, time.perf_counter() - start, before)


def _put(session: Any, put: str, rows: list[Any]) -> None:
    for batch in _batches(rows):
        session.run(f"UNWIND $rows AS row {put}", rows=batch).consume()


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def clear(uri: str) -> None:
    """Empty the database."""
    import neo4j

    account = _target(uri).account
    with (
        neo4j.GraphDatabase.driver(uri, auth=tuple(account)) as driver,
        driver.session() as session,
    ):
        delete = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
        session.run(delete).consume()


def _target(uri: str) -> loading.Target:
    return loading.Target(uri, loading.Account("neo4j", "only-on-loopback"))


def _figures(counts: tuple[int, int], seconds: float, before: float) -> dict[str, float]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "nodes": counts[0],
        "relationships": counts[1],
        "seconds": seconds,
        "rate": counts[1] / seconds,
        "memory": max(0.0, peak - before),
    }


def _resident() -> float:
    """Return the memory of this process in MiB; the peak of what went before must not be higher."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE / 2**20


def _turn(how: str, uri: str, claims: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.loading", "--turn", how, uri, str(claims)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


TURNS = {"kg": load, "again": partial(load, sync=True), "bare": bare}


if __name__ == "__main__":
    sys.exit(main())
