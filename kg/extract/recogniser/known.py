"""Known actors in a list of words: the longest name of the tables that starts at a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.language import clitics, lookup_key
from kg.ontology.names import KnownName, NameTable

_JOINERS = frozenset("-.&'’")


class Match(NamedTuple):
    """A known name in a text: the words [start, end), the first without `cut` letters."""

    start: int
    end: int
    cut: int
    name: KnownName


def matches(words: Sequence[str], table: NameTable, *, language: str) -> Iterator[Match]:
    """Yield the known names in `words`, in text order, not overlapping.

    Example:
        >>> from kg.ontology.names import load
        >>> found = matches(["وقالت", "لمايكروسوفت"], load(lookup_key), language="ar")
        >>> [(match.start, match.cut, match.name.actor.id) for match in found]
        [(1, 1, 'microsoft')]
    """
    keys = [lookup_key(word) for word in words]
    behind = 0
    for start, key in enumerate(keys):
        if start < behind or not key:
            continue
        for cut, opening, first in openings(words[start], language):
            reach = table.reach.get(first)
            if reach and (end := _end(keys, words, start, reach)) > start:
                found = _longest((opening, *words[start + 1 : end]), table)
                if found:
                    behind = start + found[0]
                    yield Match(start, behind, cut, found[1])
                    break


@lru_cache(maxsize=1 << 16)
def openings(word: str, language: str) -> tuple[tuple[int, str, str], ...]:
    """Return the ways in which `word` may begin a name: letters cut off, the rest, its first key.

    Example:
        >>> [opening[:2] for opening in openings("للرياض", "ar")]
        [(0, 'للرياض'), (1, 'الرياض'), (2, 'رياض')]
    """
    ways = {0: word}
    for reading in clitics(word, language):
        cut = len(reading.prefix)
        if reading.suffix or not cut:
            continue
        if reading.prefix.endswith("لل"):
            ways[cut - 1] = "ال" + reading.stem
        ways[cut] = reading.stem
    return tuple(
        (cut, rest, lookup_key(rest).partition(" ")[0]) for cut, rest in sorted(ways.items())
    )


def _end(keys: Sequence[str], words: Sequence[str], start: int, reach: int) -> int:
    """Return where a name of at most `reach` words that starts at `start` must have ended."""
    end = start
    while end < len(words) and reach > 0 and (keys[end] or words[end] in _JOINERS):
        reach -= bool(keys[end])
        end += 1
    return end


def _longest(surface: Sequence[str], table: NameTable) -> tuple[int, KnownName] | None:
    for end in range(len(surface), 0, -1):
        if surface[end - 1] not in _JOINERS and (names := table.match(" ".join(surface[:end]))):
            return end, names[0]
    return None
