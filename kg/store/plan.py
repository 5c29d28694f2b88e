"""Which of many articles are new to a store, which take the place of others, which are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.model import Document, Extraction
from kg.store.index import Index

STDIN = "-"
"""The source of articles that came from no place which another could come from again."""


@dataclass
class Plan:
    """What is to be done to have some articles in.

    Attributes:
        new: Articles to put in, by id.
        gone: Ids of articles to take out, whose place they take.
        unchanged: How many are in as they are.
    """

    new: dict[str, Extraction] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)
    unchanged: int = 0


def plan(index: Index, extractions: Iterable[Extraction]) -> Plan:
    """Return what is to be done; of two articles of one source or address the later counts."""
    found = Plan()
    places: dict[str, str] = {}
    for one in extractions:
        ids = dict.fromkeys(_earlier(index, one.document, places, found))
        if any(_same(one, found.new.get(own) or index.extraction(own)) for own in ids):
            found.unchanged += 1
            continue
        for own in ids:
            if found.new.pop(own, None) is None:
                found.gone[own] = None
        found.new[one.document.id] = one
        places.update(dict.fromkeys(_places(one.document), one.document.id))
    return found


def _earlier(
    index: Index, document: Document, places: dict[str, str], found: Plan
) -> Iterator[str]:
    """Yield the ids of the articles whose place this one would take."""
    for place in _places(document):
        if places.get(place) in found.new:
            yield places[place]
    source = "" if document.source == STDIN else document.source
    yield from (
        own for own in index.find(document.id, source, document.url) if own not in found.gone
    )


def _places(document: Document) -> Iterator[str]:
    yield f"id {document.id}"
    if document.source != STDIN:
        yield f"source {document.source}"
    if document.url:
        yield f"url {document.url}"


def _same(one: Extraction, other: Extraction) -> bool:
    """Tell whether two are one article, wherever it was read from."""
    moved = replace(one.document, source=other.document.source)
    return replace(one, document=moved) == other
