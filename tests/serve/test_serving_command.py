"""`kg serve` as a user starts and stops it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from data_serve import quads

from kg.cli import main
from kg.store import Store

ROOT = Path(__file__).parent.parent.parent
COUNT = {"query": "SELECT (COUNT(*) AS ?n) { <http://e/s> ?p ?o }"}


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "kg", "serve", *arguments, "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)
    try:
        yield process, process.stdout.readline().split(" ")[0]
    finally:
        process.kill()
        process.communicate()


def descendants(process: subprocess.Popen[str]) -> list[int]:
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = status.read_text(encoding="utf-8").rpartition(")")[2].split()
            parents[int(status.parent.name)] = int(fields[1])
    found = [process.pid]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


def wait_gone(pids: list[int]) -> bool:
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def news(tmp_path: Path) -> Path:
    with Store(tmp_path / "news") as store, store.edit() as rdf:
        rdf.bulk_extend(quads())
    return tmp_path / "news"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_file_is_served_until_it_is_stopped(tmp_path: Path, how: signal.Signals) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(ox.serialize(quads(), format=ox.RdfFormat.N_QUADS) or b"")
    with started(str(path)) as (process, address):
        assert httpx.get(f"{address}entity/sahab").status_code == 200
        workers = descendants(process)
        process.send_signal(how)
        _, complaints = process.communicate(timeout=10)
        assert (process.returncode, complaints) == (0, "")
        assert wait_gone(workers)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc on this system")
def test_no_worker_outlives_a_killed_server(news: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    with started(str(news), "--timeout", "1") as (process, address):
        with pytest.raises(httpx.TimeoutException):
            httpx.get(f"{address}sparql", params={"query": endless}, timeout=0.3)
        workers = descendants(process)
        process.kill()
        assert len(workers) > 2
        assert wait_gone(workers)


def test_a_store_is_read_beside_a_writer_and_shows_what_it_publishes(news: Path) -> None:
    with started(str(news)) as (_, address):
        ask = f"{address}sparql"
        assert httpx.get(ask, params=COUNT, headers={"Accept": "text/csv"}).text == "n\r\n0\r\n"
        with Store(news) as store, store.edit() as rdf:
            rdf.update("INSERT DATA { <http://e/s> <http://e/p> 1 }")
        for _ in range(40):
            seen = httpx.get(ask, params=COUNT, headers={"Accept": "text/csv"}).text
            if seen == "n\r\n1\r\n":
                break
            time.sleep(0.1)
        assert seen == "n\r\n1\r\n"


def test_what_is_written_is_kept(news: Path, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("0123456789abcdef\n", encoding="utf-8")
    update = {"update": "INSERT DATA { <http://e/s> <http://e/p> 1 , 2 }"}
    with started(str(news), "--writable", "--token-file", str(token)) as (process, address):
        assert httpx.post(f"{address}update", data=update).status_code == 401
        headers = {"Authorization": "Bearer 0123456789abcdef"}
        assert httpx.post(f"{address}update", data=update, headers=headers).status_code == 204
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    with started(str(news)) as (_, address):
        answer = httpx.get(f"{address}sparql", params=COUNT, headers={"Accept": "text/csv"})
        assert answer.text == "n\r\n2\r\n"


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", *arguments, "--port", "0"])
    assert stopped.value.code == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    return line


def test_it_says_what_is_wrong(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, short = tmp_path / "graph.nq", tmp_path / "short"
    path.write_text("", encoding="utf-8")
    short.write_text("guess\n", encoding="utf-8")
    assert "no such file" in fails(capsys, str(tmp_path / "none.nq")).lower()
    assert "only a store is written to" in fails(capsys, str(path), "--writable")
    everywhere = fails(capsys, str(news), "--writable", "--host", "0.0.0.0")
    assert "--token-file" in everywhere
    assert "16 characters" in fails(capsys, str(news), "--token-file", str(short))
    assert "cannot be read" in fails(capsys, str(news), "--token-file", str(tmp_path / "no"))
    with Store(news):
        assert "is writing to this store" in fails(capsys, str(news), "--writable")


def test_without_the_extra_it_says_what_to_install(news: Path) -> None:
    code = "import sys; sys.modules['uvicorn'] = None; from kg.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "serve", str(news)]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert answer.returncode == 2
    assert answer.stderr == (
        "kg: uvicorn is not installed; run: pip install 'ai-industry-kg[serve]'\n"
    )
