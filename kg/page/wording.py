"""How claims are said as sentences: rows under `ontologies/page/` -> plain data. Pure.

A pattern holds `{details}`, `[parts that are left out where a detail is missing]` and
`(words|in two genders)`; the page's script fills it in with names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.errors import OntologyError
from kg.ontology import tables

PIECE = re.compile(r"\{(\w+)\}|\[([^\]]*)\]|\(([^|()]*)\|([^|()]*)\)")

Piece = str | list[Any]
"""Text as it stands; or `["key", key]`, `["maybe", pieces]`, `["form", first, second]`."""


@cache
def patterns() -> dict[str, dict[str, dict[str, list[Piece]]]]:
    """Return relation -> language -> modality -> the sentence, in pieces.

    Raises:
        OntologyError: A table is missing or malformed.

    Example:
        >>> patterns()["acquires"]["en"]["possible"][:2]
        [['key', 'subject'], ' may acquire']
    """
    frames: dict[str, dict[str, str]] = {}
    rows = tables.read("page/modalities.tsv", "modality", "language", "sentence")
    for modality, language, sentence in rows:
        frames.setdefault(language, {})[modality] = sentence
    columns = ("relation", "family", "language", "verb", "bare verb", "rest")
    made: dict[str, dict[str, dict[str, list[Piece]]]] = {}
    for relation, _, language, *words in tables.read("page/relations.tsv", *columns):
        made.setdefault(relation, {})[language] = {
            modality: pieces(_framed(frame, words)) for modality, frame in frames[language].items()
        }
    return made


def _framed(frame: str, words: list[str]) -> str:
    for slot, word in zip(("{verb}", "{bare}", "{rest}"), words, strict=True):
        frame = frame.replace(slot, word)
    return frame


@cache
def families() -> dict[str, dict[str, Any]]:
    """Return family of relations -> its labels, its colour on light and on dark ground."""
    columns = ("family", "English", "Arabic", "light", "dark")
    return {
        name: {"labels": {"en": english, "ar": arabic}, "light": light, "dark": dark}
        for name, english, arabic, light, dark in tables.read("page/families.tsv", *columns)
    }


@cache
def family_of() -> dict[str, str]:
    """Return relation -> its family.

    Raises:
        OntologyError: A relation has a family of which there is no row.
    """
    columns = ("relation", "family", "language", "verb", "bare verb", "rest")
    found = {row[0]: row[1] for row in tables.read("page/relations.tsv", *columns)}
    for relation, family in found.items():
        if family not in families():
            raise OntologyError(f"page/relations.tsv: {relation}: no family {family!r}; add a row")
    return found


@cache
def forms() -> dict[str, dict[str, int]]:
    """Return entity type -> language -> which form of `(a|b)` its names take; 1 where not told."""
    made: dict[str, dict[str, int]] = {}
    for kind, language, form in tables.read("page/genders.tsv", "type", "language", "form"):
        made.setdefault(kind, {})[language] = int(form)
    return made


def pieces(pattern: str) -> list[Piece]:
    """Return a pattern taken apart.

    Example:
        >>> pieces("{subject} (a|b)[ for {amount}]")
        [['key', 'subject'], ' ', ['form', 'a', 'b'], ['maybe', [' for ', ['key', 'amount']]]]
    """
    made: list[Piece] = []
    at = 0
    for match in PIECE.finditer(pattern):
        made.append(pattern[at : match.start()])
        made.append(_piece(match))
        at = match.end()
    made.append(pattern[at:])
    return [piece for piece in made if piece != ""]


def _piece(match: re.Match[str]) -> Piece:
    key, maybe, first, second = match.groups()
    if key is not None:
        return ["key", key]
    if maybe is not None:
        return ["maybe", pieces(maybe)]
    return ["form", first, second]
