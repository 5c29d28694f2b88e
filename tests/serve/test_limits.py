"""What a hostile query may not do: run for ever, take all memory, reach out, bring down others."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from conftest_serve import LIMITS
from data_serve import many

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
LOOK_UP = "SELECT ?o { <http://e/7> ?p ?o }"


@pytest.fixture(scope="module")
def client(serve: Any) -> Any:
    return serve(many(1200), limits=replace(LIMITS, seconds=1), workers=2)


def ask(client: Any, query: str, accept: str = "application/sparql-results+json") -> Any:
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    return client.post("/sparql", content=query, headers=headers)


def assert_well(client: Any) -> None:
    answer = ask(client, LOOK_UP)
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"]["bindings"][0]["o"]["value"] == "7"


def test_an_endless_query_is_ended(client: Any) -> None:
    start = time.monotonic()
    answer = ask(client, ENDLESS)
    assert answer.status_code == 503
    assert "within 1 seconds" in answer.text
    assert time.monotonic() - start < 3
    assert_well(client)


def test_endless_queries_keep_nobody_waiting(serve: Any) -> None:
    """Of six, two workers are long busy; look-ups are answered before the last of them ends."""
    client = serve(many(1200), limits=replace(LIMITS, seconds=5), workers=2)
    with ThreadPoolExecutor(6) as pool:
        endless = [pool.submit(ask, client, ENDLESS) for _ in range(6)]
        time.sleep(0.5)
        for _ in range(5):
            assert_well(client)
        assert not all(future.done() for future in endless)
        assert {future.result().status_code for future in endless} == {503}
    assert_well(client)


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_an_answer_of_too_many_rows_is_refused_not_cut(client: Any, accept: str) -> None:
    fits = "SELECT * { ?s ?p ?o } LIMIT 1000"
    assert ask(client, fits, accept).status_code == 200
    answer = ask(client, fits.replace("1000", "1001"), accept)
    assert answer.status_code == 422
    assert answer.text == "the answer has more than 1000 rows; add LIMIT\n"


def test_a_graph_of_too_many_triples_is_refused(client: Any) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1001"
    assert ask(client, query, "text/turtle").status_code == 422
    assert ask(client, query.replace("1001", "1000"), "text/turtle").status_code == 200
    assert client.get("/store?default").status_code == 422


def test_line_feeds_in_values_are_no_rows(client: Any) -> None:
    value = '"' + r"\n}},{" * 1100 + '"'
    for accept in ("text/csv", "text/tab-separated-values", "application/sparql-results+json"):
        assert ask(client, f"SELECT ({value} AS ?x) {{}}", accept).status_code == 200


def test_an_answer_of_too_many_bytes_is_refused(client: Any) -> None:
    long = "x" * 2000
    answer = ask(client, f'SELECT ("{long}" AS ?x) {{ ?s ?p ?o }} LIMIT 900')
    assert answer.status_code == 422
    assert "too long" in answer.text


def test_who_reads_slowly_keeps_little_of_the_server(serve: Any) -> None:
    """Of many large answers that nobody takes a few are kept; the others are turned away."""
    client = serve(many(1000), limits=replace(LIMITS, answer=2**24))
    query = f'SELECT ("{"x" * 15_000}" AS ?x) {{ ?s ?p ?o }}'
    whole = ask(client, query)
    assert len(whole.json()["results"]["bindings"]) == 1000
    head = f"GET /sparql?{urlencode({'query': query})} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    place = client.base_url.host, client.base_url.port
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(place)) for _ in range(12)]
        for connection in slow:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(head.encode())
        firsts = [connection.recv(12) for connection in slow]
        assert sorted(firsts) == [b"HTTP/1.1 200"] * 8 + [b"HTTP/1.1 503"] * 4
        assert_well(client)
    time.sleep(0.5)
    assert ask(client, query).status_code == 200


def test_a_request_of_too_many_bytes_is_refused(client: Any) -> None:
    answer = ask(client, "ASK {} #" + "x" * LIMITS.text)
    assert answer.status_code == 413
    assert_well(client)


def test_a_head_without_end_is_cut_off(client: Any) -> None:
    place = client.base_url.host, client.base_url.port
    with socket.create_connection(place, timeout=5) as connection:
        connection.sendall(b"GET /")
        with pytest.raises(ConnectionError):
            for _ in range(1000):
                connection.sendall(b"x" * 2**16)
                time.sleep(0.01)
            raise AssertionError("64 MiB were taken")
    assert_well(client)


def test_a_body_that_breaks_off_is_let_go(client: Any, capfd: pytest.CaptureFixture[str]) -> None:
    place = client.base_url.host, client.base_url.port
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
    with socket.create_connection(place, timeout=5) as connection:
        connection.sendall(head + b"Content-Type: application/sparql-query\r\n\r\nASK")
    assert_well(client)
    assert capfd.readouterr().err == ""


def test_memory_is_bounded(client: Any) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(40))
    answer = ask(client, f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("xxxx" AS ?x0) {doubled} }}')
    assert answer.status_code in (500, 503)
    assert_well(client)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { BIND(" + "(" * 5000 + "1" + ")" * 5000 + " AS ?x) }",
        "ASK " + "{" * 5000 + "}" * 5000,
        "ASK { FILTER(" + "!" * 60_000 + "true) }",
        "ASK { FILTER(1" + "+1" * 30_000 + " = 1) }",
        "ASK { ?s " + "^" * 60_000 + "<http://e/p> ?o }",
        "ASK { ?s " + "<http://e/p>/" * 3000 + "<http://e/p> ?o }",
        'ASK { FILTER REGEX("aaaa", "((a{1000}){1000}){1000}") }',
        'ASK { FILTER REGEX("' + "a" * 30_000 + '", "(a*)*(a*)*(a*)*b") }',
        '"""' + '\\"' * 30_000,
        "'''" + "\\'" * 30_000 + "service load",
        "\\u0053" * 8000,
        "ASK {" * 250,
        "\x00" * 1000,
    ],
    ids=range(13),
)
def test_a_query_made_to_break_the_parser_breaks_nothing(client: Any, query: str) -> None:
    answer = ask(client, query)
    assert answer.status_code in (200, 400, 500, 503)
    assert len(answer.text) < 1000
    assert_well(client)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <ADDRESS> { ?s ?p ?o } }",
        "SELECT * { BIND(<ADDRESS> AS ?x) FILTER(1<2)SERVICE?x{?s ?p ?o} #>\n }",
        "SELECT * { BIND(<ADDRESS> AS ?x) { SELECT * { SERVICE?x{ ?s ?p ?o } } } }",
    ],
)
def test_a_query_reaches_no_other_place(client: Any, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        answer = ask(client, query.replace("ADDRESS", address))
        assert answer.status_code == 400
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <ADDRESS>",
        "LOADSILENT<ADDRESS>",
        "CLEAR ALL ;LOAD SILENT <ADDRESS> INTO GRAPH <http://e/g>",
        "\\u004cOAD <ADDRESS>",
        "LOAD <file:///etc/passwd>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
    ],
)
def test_an_update_reaches_no_other_place(writable: Any, update: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        answer = writable.post("/sparql", data={"update": update.replace("ADDRESS", address)})
        assert answer.status_code == 400
        with pytest.raises(TimeoutError):
            listener.accept()


def test_an_endless_update_is_ended_and_changes_nothing(writable: Any) -> None:
    values = " ".join(map(str, range(60)))
    rows = " ".join(f"VALUES ?v{n} {{ {values} }}" for n in range(6))
    update = f"INSERT {{ <http://e/endless> <http://e/p> ?v0 }} WHERE {{ {rows} }}"
    answer = writable.post("/sparql", data={"update": update})
    assert answer.status_code in (500, 503)  # for its time or its memory
    assert writable.post("/sparql", data={"update": "INSERT DATA {}"}).status_code == 204
    left = writable.get("/sparql", params={"query": "ASK { <http://e/endless> ?p ?o }"})
    assert left.json()["boolean"] is False


def test_no_file_is_read(client: Any) -> None:
    query = "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"
    assert ask(client, query).json()["results"]["bindings"] == []
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/..%2fx"):
        answer = client.get(path)
        assert answer.status_code in (404, 406), path
        assert "import" not in answer.text
