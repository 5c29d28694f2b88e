"""The SPARQL 1.1 Graph Store Protocol, in the order and under the names of the W3C's tests for it.

Source:
    https://www.w3.org/TR/sparql11-http-rdf-update/ ; the names: w3c/rdf-tests,
    sparql/sparql11/http-rdf-update
"""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

HOST = "http://testserver"
PERSON = f"{HOST}/store/person/1.ttl"
PERSON_PATH = "/store/person/1.ttl"
TURTLE = "text/turtle; charset=utf-8"
HEAD = (
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> ."
)
BOUNDARY = "a6fe4cd6"


def card(name: str, more: str = "") -> str:
    return f'{HEAD} <{PERSON}> a foaf:Person ; foaf:card [ a v:VCard ; v:fn "{name}" ] {more} .'


def name(predicate: str, value: str) -> str:
    return f'{HEAD} <{PERSON}> foaf:{predicate} "{value}" .'


ALICE = f'{HEAD} [] a foaf:Person ; foaf:card [ a v:VCard ; v:given-name "Alice" ] .'
PARTS = "".join(
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}.ttl"; filename="{key}.ttl"\r\n'
    f"Content-Type: {TURTLE}\r\n\r\n{name(key, value)}\r\n"
    for key, value in (("familyName", "Doe"), ("givenName", "Jane"))
)
MULTIPART = f"{PARTS}--{BOUNDARY}--\r\n"
NAMES = ' ; foaf:name "Jane Doe"'
ALL_NAMES = NAMES + ' ; foaf:familyName "Doe" ; foaf:givenName "Jane"'

STEPS = [
    ("put__initial_state", "PUT", f"/store?graph={PERSON}", card("John Doe"), 201, None),
    ("get_of_put__initial_state", "GET", f"/store?graph={PERSON}", "", 200, card("John Doe")),
    ("put__graph_already_in_store", "PUT", "/store/person/1.ttl", card("Jane Doe"), 204, None),
    ("get_of_put__graph_already_in_store", "GET", PERSON_PATH, "", 200, card("Jane Doe")),
    ("put__default_graph", "PUT", "/store?default", ALICE, 201, None),
    ("get_of_put__default_graph", "GET", "/store?default", "", 200, ALICE),
    ("put__mismatched_payload", "PUT", "/store?default", "<a><b/></a> no Turtle", 400, None),
    ("put another", "PUT", "/store/person/2.ttl", card("Bob"), 201, None),
    ("delete__existing_graph", "DELETE", "/store/person/2.ttl", "", 200, None),
    ("get_of_delete__existing_graph", "GET", "/store/person/2.ttl", "", 404, None),
    ("delete__nonexistent_graph", "DELETE", "/store/person/2.ttl", "", 404, None),
    ("post__existing_graph", "POST", "/store/person/1.ttl", name("name", "Jane Doe"), 200, None),
    ("get_of_post__existing_graph", "GET", PERSON_PATH, "", 200, card("Jane Doe", NAMES)),
    ("post__multipart_formdata", "POST", "/store/person/1.ttl", MULTIPART, 200, None),
    ("get_of_post__multipart_formdata", "GET", PERSON_PATH, "", 200, card("Jane Doe", ALL_NAMES)),
    ("post__create__new_graph", "POST", "/store", ALICE, 201, None),
    ("get_of_post__create__new_graph", "GET", "NEW", "", 200, ALICE),
    ("post nothing", "POST", "NEW", "", 200, None),
    ("get_of_post__after_noop", "GET", "NEW", "", 200, ALICE),
    ("head_on_an_existing_graph", "HEAD", "/store/person/1.ttl", "", 200, None),
    ("head_on_a_nonexisting_graph", "HEAD", "/store/person/4.ttl", "", 404, None),
]


@pytest.fixture(scope="module")
def run(writable: Any) -> dict[str, tuple[int, bytes]]:
    """Do all steps, and return what came of each: what one leaves is what the next one finds."""
    done, new = {}, ""
    for step, method, path, body, _, _ in STEPS:
        media = f"multipart/form-data; boundary={BOUNDARY}" if body == MULTIPART else TURTLE
        headers = {"Content-Type": media, "Accept": "text/turtle"}
        path = new if path == "NEW" else path
        answer = writable.request(method, path, headers=headers, content=body.encode())
        new = answer.headers.get("location", new).removeprefix(HOST)
        done[step] = answer.status_code, answer.content
    return done


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[0])
def test_case(run: dict[str, tuple[int, bytes]], step: tuple[str, str, str, str, int, str]) -> None:
    status, body = run[step[0]]
    assert status == step[4], body
    if step[5] is not None:
        assert canonical(body) == canonical(step[5].encode())
    if step[1] == "HEAD":
        assert body == b""


def canonical(turtle: bytes) -> ox.Dataset:
    dataset = ox.Dataset(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def test_a_refused_graph_leaves_the_old_one(writable: Any) -> None:
    writable.put("/store?graph=http://e/g", content=card("A"), headers={"Content-Type": TURTLE})
    answer = writable.put(
        "/store?graph=http://e/g", content=card("B") + " .. ", headers={"Content-Type": TURTLE}
    )
    assert answer.status_code == 400
    assert '"A"' in writable.get("/store?graph=http://e/g").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/store?graph=http://e/%3E%20%3Cb", 400),
        ("/store?graph=http://e/a&graph=http://e/b", 400),
        ("/store?default&graph=http://e/a", 400),
        ("/store?other", 400),
        ("/store", 400),
    ],
)
def test_a_graph_must_be_told(writable: Any, path: str, status: int) -> None:
    assert writable.get(path).status_code == status


def test_a_graph_in_another_form_of_rdf(writable: Any) -> None:
    triple = b'<http://e/s> <http://e/p> "\xd8\xac" .\n'
    nt = {"Content-Type": "application/n-triples"}
    assert writable.put("/store?graph=http://e/n", content=triple, headers=nt).status_code == 201
    for media in ("application/n-triples", "application/rdf+xml", "application/ld+json"):
        answer = writable.get("/store?graph=http://e/n", headers={"Accept": media})
        assert answer.headers["content-type"] == media
        back = ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media))
        assert [quad.object.value for quad in back] == ["ج"]
    image = {"Content-Type": "image/png"}
    assert writable.put("/store?default", content=b"", headers=image).status_code == 415
    assert writable.get("/store?default", headers={"Accept": "image/png"}).status_code == 406
