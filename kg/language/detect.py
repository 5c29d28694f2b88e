"""Text -> the code of its language, by its letters and its most frequent words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from kg.errors import LanguageError
from kg.language.base import Language, every, languages
from kg.language.data import table

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20_000
"""Characters that are looked at; more of them would not change the answer."""


@cache
def _script(char: str) -> str:
    """Return the first word of a letter's Unicode name: ARABIC, LATIN, CYRILLIC, CJK."""
    return unicodedata.name(char, "UNKNOWN").partition(" ")[0].partition("-")[0]


@cache
def _frequent(code: str) -> frozenset[str]:
    return frozenset(table(code)["stop"])


@cache
def _others() -> dict[str, frozenset[str]]:
    """Languages that share a script with ours, by name: their frequent words."""
    return {name: frozenset(forms) for name, forms in table("other").items()}


def _fail(seen: str) -> LanguageError:
    return LanguageError(f"the text seems to be {seen}; supported: {', '.join(languages())}")


def _writes(language: Language, words: Counter[str]) -> int:
    return sum(words[word] for word in _frequent(language.code))


def detect(text: str) -> str:
    """Return the code of the language of `text`.

    The frequent words decide among the languages whose script has a tenth of the letters or more,
    because an Arabic article may be full of Latin names.

    Raises:
        LanguageError: the text has no letters, or is in a language that is not supported.

    Example:
        >>> detect("أعلنت OpenAI وAnthropic وGoogle DeepMind عن شراكة")
        'ar'
    """
    head = text[:_ENOUGH]
    words = Counter(_WORD.findall(head.lower()))
    scripts: Counter[str] = Counter()
    for char, times in Counter(filter(str.isalpha, head)).items():
        scripts[_script(char)] += times
    if not scripts:
        raise _fail("without letters")
    seen = scripts.most_common(1)[0][0]
    if seen not in {each.script for each in every()}:
        raise _fail(f"in {seen.title()} script")
    share = sum(scripts.values()) / 10
    ours = [each for each in every() if scripts[each.script] >= share]
    ranked = sorted(ours, key=lambda each: (-_writes(each, words), -scripts[each.script]))
    best = ranked[0]
    _refuse_other(words, _writes(best, words))
    return best.code


def _refuse_other(words: Counter[str], score: int) -> None:
    """Raise if the frequent words of another language outnumber those of ours."""
    counts = {name: sum(words[form] for form in forms) for name, forms in _others().items()}
    name = max(counts, key=lambda each: counts[each])
    if counts[name] > score and counts[name] > 1:
        raise _fail(name)
