"""Gold files: what annotators find in articles, one article a line (JSON Lines).

{"id": "a1",
 "entities": [{"text": "ميتا", "type": "Company", "canonical": "Meta", "aliases": []}],
 "claims": [{"subject": "Meta", "relation": "investsIn", "object": "Scale AI",
             "qualifiers": {"amount": 15000000000, "currency": "USD"},
             "modality": "possible", "attributed_to": null, "evidence": "…"}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import Value


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity as annotated: its usual English name, its type, and every form in the article."""

    name: str
    type: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as annotated; `object` is a name, or the literal of a relation that takes one."""

    subject: str
    relation: str
    object: Value | None
    qualifiers: Mapping[str, Value]
    modality: str
    attributed_to: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Gold:
    """What one article says; `id` is the stem of its file's name."""

    id: str
    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]


def read(path: Path) -> Iterator[Gold]:
    """Yield the articles of a gold file, in its order.

    Raises:
        ReadError: The file is missing, or a line is no gold article.
    """
    if not path.is_file():
        raise ReadError(f"{path}: no such file; give a gold file in JSON Lines")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}; convert it") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _gold(json.loads(line))
        except (json.JSONDecodeError, AttributeError, KeyError, TypeError) as error:
            raise ReadError(f"{path}:{number}: no gold article ({error!r})") from error


def _gold(row: dict[str, Any]) -> Gold:
    entities = tuple(
        GoldEntity(
            e["canonical"], e["type"], (e["canonical"], e["text"], *(e.get("aliases") or ()))
        )
        for e in row["entities"]
    )
    claims = tuple(
        GoldClaim(
            subject=c["subject"],
            relation=c["relation"],
            object=c.get("object"),
            qualifiers={
                k: v for k, v in (c.get("qualifiers") or {}).items() if v not in (None, "")
            },
            modality=c.get("modality") or "asserted",
            attributed_to=c.get("attributed_to"),
            evidence=c.get("evidence") or "",
        )
        for c in row["claims"]
    )
    return Gold(Path(row["id"]).stem, entities, claims)
