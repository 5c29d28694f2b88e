"""What the recogniser knows of single words: is it of the language, does it tell a type of name?

Two tables per language lie in `kg/models`, because a model holds only with the tables that it was
trained with; a row is a class and its words, parted by blanks.

| `words-CODE.tsv` | one letter or more per word | `cues-CODE.tsv` | what the word tells |
| --- | --- | --- | --- |
| n v i j o | noun, verb, imperfect, adjective, other | company, product … | before a name |
| R I p | given name, name of a thing, other proper noun | ventures, press … | last word of a name |
| L N f | place, nationality, any foreign name | title, says | beside a person |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

MODELS = Path(__file__).resolve().parent.parent.parent / "models"

_MARKS = [*range(0x64B, 0x660), 0x640, 0x670, *range(0x200C, 0x2010)]
_FOLDING: dict[int, int | None] = {
    **dict.fromkeys(_MARKS),
    **str.maketrans("أإآٱىیکڤچپ", "ااااييكفجب"),
    **str.maketrans("123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0" * 29),
}
# A lead, not an analysis: it need only treat all spellings of a word alike.
_ATTACHED = re.compile(
    "[وف]?(?:[بلك]ال(?=..)|لل(?=..)|ال(?=...))|[وف](?=....)(?:[بلك](?=....))?|[بل](?=....)"
)
# English inflections, by which a word of the language is still one.
_ENDINGS = ("s", "ed", "ing", "ly", "d", "es")
_ARABIC_ENDINGS = ("ة", "ه", "ي", "ها", "ات", "ين", "ون", "هم", "ية")


class Lexicon(NamedTuple):
    """The two tables of a language."""

    words: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]


def fold(word: str) -> str:
    """Level what spellings of a word differ in; every digit becomes 0.

    >>> fold("إِيلاف 2026")
    'ايلاف 0000'
    """
    return word.translate(_FOLDING).lower()


def stem(folded: str) -> str:
    """Return an Arabic word without what may be attached before it.

    >>> [stem(word) for word in ("والشركة", "للشركة", "شركة")]
    ['شركة', 'شركة', 'شركة']
    """
    match = _ATTACHED.match(folded)
    return folded[match.end() :] if match else folded


@cache
def load(language: str) -> Lexicon:
    """Read the tables of a language once.

    Example:
        >>> load("ar").cues[stem(fold("شركة"))]
        ('company',)
    """
    words: dict[str, str] = {}
    for kind, row in _rows(MODELS / f"words-{language}.tsv"):
        words.update(dict.fromkeys(row, kind))
    cues: dict[str, tuple[str, ...]] = {}
    for kind, row in _rows(MODELS / f"cues-{language}.tsv"):
        for key in dict.fromkeys(stem(fold(word)) for word in row):
            cues[key] = (*cues.get(key, ()), kind)
    return Lexicon(MappingProxyType(words), MappingProxyType(cues))


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, words = line.partition("\t")
        yield kind, words.split(" ")


def word_class(folded: str, stemmed: str, words: Mapping[str, str]) -> str:
    """Return the class of a word, or of what it is an inflection of; empty if unknown."""
    found = words.get(folded) or words.get(stemmed)
    if found:
        return found
    for ending in _ARABIC_ENDINGS if "\u0600" < stemmed[-1:] < "\u0700" else _ENDINGS:
        if stemmed.endswith(ending) and len(stemmed) > len(ending) + 2:
            rest = stemmed[: -len(ending)]
            found = words.get(rest) or words.get(rest + ("ة" if rest[-1] > "\u0600" else "e"))
            if found:
                return found
    return ""
