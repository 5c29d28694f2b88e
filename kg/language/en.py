"""English."""

from __future__ import annotations

from kg.language.base import Clitics, Language

LETTERS = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ"


def _affixes(word: str) -> tuple[Clitics, ...]:
    for mark in ("'s", "’s", "'", "’"):
        if word.endswith(mark) and len(word) > len(mark):
            return (Clitics("", word, ""), Clitics("", word.removesuffix(mark), mark))
    return (Clitics("", word, ""),)


LANGUAGE = Language(
    code="en",
    names={"ar": "الإنجليزية", "en": "English"},
    rtl=False,
    script="LATIN",
    letters=LETTERS,
    tokens=(r"(?<!\w)(?:[A-Z]\.){2,}", r"['’]s(?!\w)", r"(?<![\w.])(?:US|HK|NZ|[ACSR])\$"),
    folding={},
    loose={},
    affixes=_affixes,
)
