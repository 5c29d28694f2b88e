"""Where load outgrows `kg serve`, the Oxigraph server takes over the same store."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest_serve import running, settings
from data_serve import quads

from kg.store import Store

BINARY = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
QUERY = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?who ?name { ?who skos:prefLabel ?name } ORDER BY ?who ?name"""


@pytest.mark.skipif(BINARY is None, reason="the Oxigraph server is not installed")
def test_both_servers_answer_alike_under_the_same_paths(tmp_path: Path) -> None:
    with Store(tmp_path / "news") as store, store.edit() as rdf:
        rdf.bulk_extend(quads())
    (generation,) = (
        path for path in (tmp_path / "news" / "generations").iterdir() if path.is_dir()
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(BINARY), "serve-read-only", "--location", str(generation)]
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}"], stdout=silent, stderr=silent
    )
    try:
        with running(settings(tmp_path / "news")) as address:
            ours, theirs = answers(address), answers(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()
    assert ours == theirs
    assert len(ours[0]["results"]["bindings"]) == 10


def answers(address: str) -> tuple[Any, set[str]]:
    """Return what a server says under the paths that both have, when it is up."""
    for _ in range(100):
        try:
            accept = {"Accept": "application/sparql-results+json"}
            found = httpx.get(f"{address}/query", params={"query": QUERY}, headers=accept)
            break
        except httpx.ConnectError:
            time.sleep(0.05)
    graph = httpx.get(f"{address}/store?default", headers={"Accept": "application/n-triples"})
    return found.json(), set(graph.text.splitlines())
