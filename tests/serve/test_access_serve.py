"""Who may read and who may write."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from conftest_serve import running, settings
from data_serve import quads

INSERT = {"update": "INSERT DATA { <http://e/s> <http://e/p> 1 }"}
TOKEN = "a-token-of-this-test-0123456789"


def is_written(client: Any) -> bool:
    answer = client.get("/sparql", params={"query": "ASK { <http://e/s> <http://e/p> 1 }"})
    return bool(answer.json()["boolean"])


@pytest.fixture(scope="module")
def reader(serve: Any) -> Any:
    return serve(quads())


@pytest.fixture
def own(writable: Any) -> Any:
    assert writable.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 204
    return writable


def test_nothing_is_written_unless_the_server_was_started_so(reader: Any) -> None:
    assert reader.post("/sparql", data=INSERT).status_code == 403
    assert reader.post("/update", data=INSERT).status_code == 403
    for method in ("PUT", "POST", "DELETE"):
        answer = reader.request(method, "/store?default", content="<http://e/s> <http://e/p> 1 .")
        assert answer.status_code == 403
        assert answer.text == "this server is read-only; start it with --writable\n"
    assert not is_written(reader)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "rebound.example"},
        {"Host": "rebound.example", "Origin": "http://rebound.example"},
        {"Host": "testserver@evil.example"},
    ],
)
def test_no_web_page_writes(own: Any, headers: dict[str, str]) -> None:
    assert own.post("/sparql", data=INSERT, headers=headers).status_code in (400, 403)
    answer = own.put("/store?default", content="<http://e/s> <http://e/p> 1 .", headers=headers)
    assert answer.status_code in (400, 403)
    assert not is_written(own)


def test_the_page_of_the_server_itself_writes(own: Any) -> None:
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert own.post("/sparql", data=INSERT, headers=headers).status_code == 204
    assert is_written(own)


def test_who_shows_the_token_writes(tmp_path: Any) -> None:
    from functools import partial

    from kg.pipeline.serving import editing

    made = settings(tmp_path, edit=partial(editing, tmp_path), token=TOKEN)
    with running(made) as address, httpx.Client(base_url=address) as client:
        for given in ("", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", TOKEN):
            headers = {"Authorization": given} if given else {}
            answer = client.post("/sparql", data=INSERT, headers=headers)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
            assert TOKEN not in answer.text
        assert not is_written(client)
        right = {"Authorization": f"Bearer {TOKEN}", "Host": "any.example"}
        assert client.post("/sparql", data=INSERT, headers=right).status_code == 204
        assert is_written(client)


def test_pages_of_others_read_but_are_not_let_write(reader: Any) -> None:
    foreign = {"Origin": "https://other.example"}
    answer = reader.get("/sparql", params={"query": "ASK {}"}, headers=foreign)
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"Access-Control-Request-Method": "PUT", **foreign}
    allowed = reader.options("/sparql", headers=asked).headers
    assert "PUT" not in allowed["access-control-allow-methods"]
    assert "authorization" not in allowed["access-control-allow-headers"].lower()


def test_pages_of_others_can_be_kept_from_reading(serve: Any) -> None:
    client = serve(quads(), origins="")
    answer = client.get("/sparql", params={"query": "ASK {}"})
    assert "access-control-allow-origin" not in answer.headers


def test_a_broken_host_is_refused(reader: Any) -> None:
    for host in ("a b", "a/b", "a\\b", "<x>", "[::1"):
        answer = reader.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
        assert answer.status_code == 400


def test_every_answer_tells_the_browser_what_not_to_do(reader: Any) -> None:
    for path in ("/", "/sparql?query=ASK{}", "/entity/sahab", "/nothing/here", "/static/query.js"):
        headers = reader.get(path, headers={"Accept": "text/html,*/*;q=0.8"}).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
