"""Decisions by hand as text, and whom a change of them concerns."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.link import Decisions
from kg.store import codec


def encode(decisions: Decisions) -> str:
    """Return decisions as JSON.

    Example:
        >>> decode(encode(Decisions(apart=frozenset({"nour"})))).apart
        frozenset({'nour'})
    """
    return codec.dump([sorted(each) for each in decisions])


def decode(text: str) -> Decisions:
    """Return the decisions that `encode` made `text` of; of no text none."""
    merged, apart, by_article = json.loads(text or "[[], [], []]")
    return Decisions(
        frozenset((one, other) for one, other in merged), frozenset(apart), frozenset(by_article)
    )


def differing(before: Decisions, after: Decisions) -> list[str]:
    """Return the ids that either speaks of otherwise than the other.

    Example:
        >>> differing(Decisions(), Decisions(merged=frozenset({("a", "b")})))
        ['a', 'b']
    """
    return sorted(set(_differing(before, after)))


def _differing(before: Decisions, after: Decisions) -> Iterator[str]:
    for pair in before.merged ^ after.merged:
        yield from pair
    yield from before.apart ^ after.apart
    yield from before.by_article ^ after.by_article
