"""Words that are attached to a word, as Arabic does with "and", "the", "by" and "its"."""

from __future__ import annotations

from functools import lru_cache

from kg.language.base import Clitics, get


@lru_cache(maxsize=1 << 17)
def clitics(word: str, language: str) -> tuple[Clitics, ...]:
    """Return the ways to read `word`, the plain word first.

    Example:
        >>> [reading.stem for reading in clitics("OpenAI's", "en")]
        ["OpenAI's", 'OpenAI']
    """
    return get(language).affixes(word)
