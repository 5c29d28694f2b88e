"""SPARQL 1.1 Protocol: queries and updates over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve import access, description, negotiation, pages
from kg.serve.frames import Head
from kg.serve.sending import Sending

_FORM = "application/x-www-form-urlencoded"
_DIRECT = {"application/sparql-query": "query", "application/sparql-update": "update"}
_MOST_FIELDS = 1000
_DATASET = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for.

    Attributes:
        kind: `"query"` or `"update"`.
        text: Of the query or update.
        default: IRIs of graphs that make the default graph, or None where none is named at all.
        named: Those that GRAPH sees.
    """

    kind: str
    text: str
    default: list[str] | None
    named: list[str] | None


async def sparql(request: Request) -> Response:
    """Answer a query or carry out an update; without either, describe the service.

    Source:
        SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/ ; SPARQL 1.1 Service
        Description, https://www.w3.org/TR/sparql11-service-description/
    """
    accept = ", ".join(request.headers.getlist("accept"))
    fields = _fields(request.scope["query_string"])
    if request.method != "POST" and negotiation.prefers_html(accept):
        return pages.query_page(request)
    if request.method != "POST" and not {"query", "update"} & fields.keys():
        return await description.describe(request, accept)
    operation = await _operation(request, fields)
    job: Head = {
        "kind": operation.kind,
        operation.kind: operation.text,
        "accept": accept,
        "base": access.address(request),
        "default": operation.default,
        "named": operation.named,
    }
    backend = access.backend_of(request)
    if operation.kind == "query":
        return Sending(await backend.read(job))
    access.require_writer(request)
    return Sending(await backend.write(job))


async def _operation(request: Request, fields: Fields) -> Operation:
    if request.method != "POST":
        if "update" in fields:
            raise HTTPException(400, "an update is sent by POST")
        return _of_fields("query", fields)
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if "charset" in parameters and "utf-8" not in parameters:
        raise HTTPException(415, "a request is sent in UTF-8")
    limit = access.backend_of(request).settings.limits.text
    kind = _DIRECT.get(media.strip())
    if kind is None and media.strip() != _FORM:
        known = ", ".join([_FORM, *_DIRECT])
        raise HTTPException(415, f"a request by POST is one of: {known}")
    body = await access.body(request, limit)
    if kind is not None:
        return _of_fields(kind, {**fields, kind: [_text(body)]})
    for name, values in _fields(body).items():
        fields.setdefault(name, []).extend(values)
    return _of_fields("update" if "update" in fields else "query", fields)


def _of_fields(kind: str, fields: Fields) -> Operation:
    texts = fields.get(kind, [])
    if len(texts) != 1 or ("query" in fields and "update" in fields):
        raise HTTPException(400, "give one query or one update")
    default, named = (fields.get(name) for name in _DATASET[kind])
    if default is not None or named is not None:
        default, named = default or [], named or []
    return Operation(kind, texts[0], default, named)


def _fields(encoded: bytes) -> Fields:
    fields: Fields = {}
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise HTTPException(400, "the fields of the request are not UTF-8, or too many") from error
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"not UTF-8 at byte {error.start}") from error
