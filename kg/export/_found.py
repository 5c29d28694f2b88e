"""A property graph as a file of another tool has it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.errors import ReadError
from kg.export._elements import KINDS, PARTS, Plain, columns

Properties = Mapping[str, Plain]

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)


class FoundNode(NamedTuple):
    """A node: its id in the graph, its labels, what is known of it."""

    id: str
    labels: tuple[str, ...]
    properties: Properties


class FoundEdge(NamedTuple):
    """A relationship: its type, the ids of the nodes it joins, what is known of it."""

    type: str
    start: str
    end: str
    properties: Properties


class Found(NamedTuple):
    """All of them, in the order of the file."""

    nodes: tuple[FoundNode, ...]
    edges: tuple[FoundEdge, ...]


def typed(name: str, text: str, where: str) -> Plain:
    """Return a property as its column in the table of properties has it, else as text.

    Args:
        name: Of the property.
        text: As the file has it; an array as JSON.
        where: The place in the file, for the error.

    Raises:
        ReadError: It is a number in the table, and none in the file.

    Example:
        >>> typed("amount", "15", "x"), typed("names", '["Meta"]', "x"), typed("mine", "1", "x")
        (15, ['Meta'], '1')
    """
    type_ = _types().get(name, "string")
    if type_ == "strings":
        return listed(text)
    if type_ == "string":
        return text
    try:
        return int(text) if _INTEGER.fullmatch(text) else float(text)
    except ValueError as error:
        raise ReadError(f"{where}: {name} is {text!r}, which is no number") from error


def listed(text: str) -> list[str]:
    """Return an array that is written as JSON; a text that is none is an array of one.

    Example:
        >>> listed('["a", "b"]'), listed("a")
        (['a', 'b'], ['a'])
    """
    try:
        found = json.loads(text)
    except ValueError:
        found = text
    return list(map(str, found)) if isinstance(found, list) else [text]


@cache
def _types() -> dict[str, str]:
    return {each.name: each.type for kind in (*KINDS, "Claim", *PARTS) for each in columns(kind)}
