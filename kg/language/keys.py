"""Look-up keys: what two spellings of one name have in common. A key is never shown as text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.language.base import every, get

_NOT_IN_WORDS = re.compile(r"[\W_]+")


@cache
def _folding(language: str | None) -> dict[int, int | None]:
    if language is not None:
        return dict(get(language).folding)
    return {point: to for each in every() for point, to in each.folding.items()}


@cache
def _loose() -> dict[int, int | None]:
    return {point: to for each in every() for point, to in each.loose.items()}


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if unicodedata.category(char)[0] != "M")


@lru_cache(maxsize=1 << 17)
def lookup_key(text: str, language: str | None = None) -> str:
    """Return the key under which spellings of `text` meet.

    Case, accents, vowel signs, hamza and its carriers, final letters that are often confused,
    digits of other scripts, punctuation and blanks are levelled. Idempotent.

    Args:
        text: Any text.
        language: Level the letters of this language only; by default, of all of them.

    Example:
        >>> lookup_key("أوبن إيه.آي") == lookup_key("اوبن ايه آي")
        True
        >>> lookup_key("«DeepMind»,  Inc.")
        'deepmind inc'
    """
    if text.isascii():
        folded = text.lower()
    else:
        folded = _without_marks(_without_marks(text).casefold()).translate(_folding(language))
    return _NOT_IN_WORDS.sub(" ", folded).strip()


@lru_cache(maxsize=1 << 16)
def loose_key(text: str) -> str:
    """Return a coarser key, for foreign names: regional letters merged, vowels and blanks dropped.

    A text of vowels only keeps them, so no key is empty unless the look-up key is.

    Example:
        >>> loose_key("جوجل") == loose_key("غوغل") == loose_key("قوقل")
        True
    """
    key = lookup_key(text)
    return key.translate(_loose()).replace(" ", "") or key.replace(" ", "")
