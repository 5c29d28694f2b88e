"""Print how many look-ups a second `kg serve` answers, beside the Oxigraph server on one store.

python -m benchmarks.serving [--seconds 60] [--clients 16] [--articles 500]

A look-up asks for the claims about an actor, with modality and quote: the subject of a claim
picked at random, so that the much-discussed are asked for more often. Both servers are up the
whole time and are asked in turns of a few seconds, so that a busy machine slows both. Clients keep
their connections and send the next request when they have the answer to the last.
"""

from __future__ import annotations

import argparse
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from urllib.parse import quote

import pyoxigraph as ox

from benchmarks.claims import extractions
from kg import graph, link, ontology
from kg.graph import terms as t

ROOT = Path(__file__).parent.parent
LEAST_RATIO = 0.4
TURNS = 6
LOOK_UP = """PREFIX kg: <https://w3id.org/ai-industry-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?claim ?relation ?other ?modality ?quote WHERE {
  ?claim rdf:subject %s ; rdf:predicate ?relation ; kg:modality ?modality ; kg:evidence ?evidence .
  ?evidence oa:hasSelector ?selector . ?selector oa:exact ?quote .
  OPTIONAL { ?claim rdf:object ?other }
}"""
SERVE = """import sys
from functools import partial
from benchmarks.serving import reading
from kg.serve import Settings
from kg.serve.run import serve
serve(Settings(partial(reading, sys.argv[1])), "127.0.0.1", int(sys.argv[2]))
"""


@dataclass
class Tally:
    """What one server did in all its turns."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def rate(self) -> float:
        """Look-ups a second."""
        return len(self.times) / self.seconds

    def line(self, name: str) -> str:
        """Return the figures in words."""
        times = sorted(self.times)
        middle, late = (1000 * times[int(len(times) * share)] for share in (0.5, 0.99))
        return (
            f"{name}: {self.rate:,.0f} look-ups a second, median {middle:.1f} ms, "
            f"p99 {late:.1f} ms, {self.errors} errors"
        )


@dataclass
class Client:
    """One connection, and when it last asked."""

    sock: socket.socket
    sent: float = 0.0
    got: bytearray = field(default_factory=bytearray)


def main() -> int:
    """Measure, print, and return 1 if a figure misses its limit."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    ask.add_argument("--seconds", type=float, default=60, help="under load, for each server")
    ask.add_argument("--clients", type=int, default=16)
    ask.add_argument("--articles", type=int, default=500)
    args = ask.parse_args()
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    with tempfile.TemporaryDirectory() as folder:
        actors = _fill(folder, args.articles)
        ports = _free_ports(2)
        ours = [sys.executable, "-c", SERVE, folder, str(ports[0])]
        theirs = [binary, "serve-read-only", "-l", folder, "-b", f"127.0.0.1:{ports[1]}"]
        with _server(ours, ports[0]), _server(theirs, ports[1]):
            tallies = _measure(actors, ports, args.clients, args.seconds)
    for name, tally in tallies.items():
        _say(tally.line(name))
    ratio = tallies["kg serve"].rate / tallies["oxigraph"].rate
    _say(f"kg serve answers {ratio:.0%} of what oxigraph answers (at least {LEAST_RATIO:.0%})")
    errors = sum(tally.errors for tally in tallies.values())
    return 0 if ratio >= LEAST_RATIO and not errors else 1


def reading(folder: str) -> Callable[[], ox.Store]:
    """Open a bare Oxigraph store, as the other server does."""
    store = ox.Store.read_only(folder)
    return lambda: store


def _fill(folder: str, articles: int) -> list[ox.NamedNode]:
    knowledge = link.merge(extractions(articles))
    quads = graph.build(knowledge, ontology.load())
    store = ox.Store(folder)
    store.bulk_extend(quads)
    store.flush()
    _say(f"{articles} articles, {len(knowledge.claims):,} claims, {len(quads):,} statements")
    return [t.node(t.PREFIXES["entity"], claim.subject) for claim in knowledge.claims]


def _measure(
    actors: list[ox.NamedNode], ports: list[int], clients: int, seconds: float
) -> dict[str, Tally]:
    order = Random(1).sample(actors, len(actors))
    tallies = {"kg serve": Tally(), "oxigraph": Tally()}
    for turn in range(TURNS + 1):
        for (name, tally), port in zip(tallies.items(), ports, strict=True):
            path = "/sparql" if name == "kg serve" else "/query"
            requests = cycle([_request(path, actor) for actor in order])
            kept = tally if turn else Tally()  # the first turn warms both up
            _load(port, requests, clients, seconds / TURNS if turn else 1.0, kept)
    return tallies


def _request(path: str, actor: ox.NamedNode) -> bytes:
    head = f"GET {path}?query={quote(LOOK_UP % actor)} HTTP/1.1\r\nHost: localhost\r\n"
    return f"{head}Accept: application/sparql-results+json\r\n\r\n".encode()


def _load(port: int, requests: Iterator[bytes], clients: int, seconds: float, tally: Tally) -> None:
    """Keep a server busy for a while."""
    with selectors.DefaultSelector() as selector:
        for _ in range(clients):
            client = Client(socket.create_connection(("127.0.0.1", port)))
            selector.register(client.sock, selectors.EVENT_READ, client)
            _send(client, next(requests))
        start = time.perf_counter()
        while time.perf_counter() < start + seconds:
            for key, _ in selector.select(timeout=1):
                client = key.data
                client.got += client.sock.recv(2**18)
                if _is_whole(client.got):
                    tally.times.append(time.perf_counter() - client.sent)
                    tally.errors += b" 200 " not in client.got[:16]
                    _send(client, next(requests))
        tally.seconds += time.perf_counter() - start
        for key in list(selector.get_map().values()):
            key.data.sock.close()


def _send(client: Client, request: bytes) -> None:
    client.got.clear()
    client.sent = time.perf_counter()
    client.sock.sendall(request)


def _is_whole(got: bytearray) -> bool:
    end = got.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(got[:end]).lower()
    at = head.find(b"content-length:")
    if at < 0:  # sent in chunks
        return got.endswith(b"0\r\n\r\n")
    return len(got) >= end + 4 + int(head[at + 15 :].partition(b"\r\n")[0])


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [sock.getsockname()[1] for sock in sockets]
    for sock in sockets:
        sock.close()
    return ports


@contextmanager
def _server(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
