"""Text -> tokens, by one regular expression for all languages, because articles mix them."""

from __future__ import annotations

import re
from functools import cache

from kg.language.base import every

# The local part is bounded, or a long run without "@" would be searched again at every token.
_ADDRESSES = (
    r"https?://[^\s«»\"<>]*[\w/]",
    r"www\.[^\s«»\"<>]*[\w/]",
    r"[\w.+-]{1,64}@[\w-]+(?:\.\w+)+",
    r"(?<!\w)@\w+",
)
_NUMBERS = (r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?(?!\d)", r"\d+(?:[.٫,/]\d+)*")
_REST = (r"\s+", r"\.{2,}", r"-{2,}", r".")


def _latin(letters: str) -> tuple[str, ...]:
    """Words of a script with case keep hyphens, dots and digits inside: GPT-5, Llama-3.1-70B.

    A dot before a capital and a small letter is a full stop that lost its blank.
    """
    inside = rf"(?:[-‑_&+]|\.(?![A-Z][a-z]{{2}})|['’](?!s(?!\w)))(?=[{letters}\d])"
    word = rf"[{letters}\d]+(?:{inside}[{letters}\d]+)*\+{{0,2}}"
    return (rf"(?=[\d.]*[-‑]?[{letters}]){word}",)


@cache
def _pattern() -> re.Pattern[str]:
    """One token and the blank after it; the first alternative that fits wins."""
    languages = every()
    letters = "".join(language.letters for language in languages)
    abbreviations = sorted(
        (form for each in languages for form in each.words["abbreviation"]), key=len, reverse=True
    )
    alternatives = [
        *_ADDRESSES,
        *(token for language in languages for token in language.tokens),
        rf"(?<![{letters}])(?:{'|'.join(map(re.escape, abbreviations))})",
        *(part for each in languages if not each.rtl for part in _latin(each.letters)),
        *_NUMBERS,
        *(rf"[{language.letters}]+" for language in languages),
        rf"(?:(?![{letters}\d_])\w)+",
        *_REST,
    ]
    return re.compile(rf"({'|'.join(alternatives)})( ?)", re.DOTALL)


def split(text: str) -> tuple[list[str], list[bool]]:
    """Split `text` into words, and say after which of them a blank stands.

    Nothing is lost: the words and their blanks, joined, are the text.

    Example:
        >>> split("بـ15 دولاراً لـ«رويترز»")[0]
        ['بـ', '15', 'دولاراً', 'لـ', '«', 'رويترز', '»']
    """
    found = _pattern().findall(text)
    return [word for word, _ in found], [bool(blank) for _, blank in found]
