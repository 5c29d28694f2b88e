"""The items of a sentence as the model of pairs sees them: a folded word, and what it may carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

from kg.extract.patterns import forms_of
from kg.extract.sentence import Argument, Item
from kg.language import lookup_key
from kg.ontology import cues
from kg.ontology.cues import Anaphor

# Leads, not analyses: they need only bring most forms of a word together.
_BEFORE = re.compile(r"(?:[وف](?=...))?(?:(?:[بكل]?ال|لل)(?=..)|[بلكس](?=[^ا]..))?")
_AFTER = re.compile(r"(?:هما|ها|هم|ات|ون|ين|ان|تها|ته|وا|ت|ه|ة|يه|ا)$")
_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "e")
SHORTEST = 3


class Word(NamedTuple):
    """An item for the model: its text, a hash of it, and the relations that it may carry."""

    text: str
    hash: int
    relations: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """Return a look-up key without most of what inflection adds.

    >>> stem("استثماراتها", "ar"), stem("investing", "en")
    ('ستثمارا', 'invest')
    """
    return _arabic(word) if language == "ar" else _english(word)


def _arabic(word: str) -> str:
    if len(word) <= SHORTEST:
        return word
    word = word[_BEFORE.match(word).end() :]  # type: ignore[union-attr]
    if len(word) > SHORTEST + 1:
        cut = _AFTER.sub("", word)
        word = cut if len(cut) >= SHORTEST else word
    for letters in ("يتن", "ا"):
        if len(word) > SHORTEST + 1 and word[0] in letters:
            word = word[1:]
    return word


def _english(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


class _Forms(NamedTuple):
    exact: frozenset[str]
    openings: tuple[str, ...]

    def hold(self, word: str) -> bool:
        return word in self.exact or word.startswith(self.openings)


@cache
def triggers(language: str) -> dict[str, _Forms]:
    """Return what words may carry each relation."""

    def key(text: str) -> str:
        return lookup_key(text, language)

    tables = {}
    for relation, row in cues.load(language).triggers.items():
        forms = {form.split()[0] for form in forms_of(row, key)}
        tables[relation] = _Forms(
            frozenset(form for form in forms if not form.endswith("*")),
            tuple(sorted(form[:-1] for form in forms if form.endswith("*"))),
        )
    return tables


@lru_cache(maxsize=1 << 16)
def _word(code: str, language: str) -> Word:
    text = stem(code, language)
    tables = triggers(language)
    return Word(text, crc32(text.encode()), tuple(r for r in tables if tables[r].hold(code)))


@lru_cache(maxsize=1 << 10)
def _mark(text: str) -> Word:
    return Word(text, crc32(text.encode()), ())


def words(items: Sequence[Item], language: str) -> list[Word]:
    """Return one word for each item; names, anaphors and quantities are told by their kind."""
    return [
        _word(item.code, language) if item.content is None else _mark(_kind(item)) for item in items
    ]


def _kind(item: Item) -> str:
    content = item.content
    if isinstance(content, Argument):
        return f"<{content.type}>"
    if isinstance(content, Anaphor):
        return f"<~{content.form}>"
    return f"<{content.kind}>" if content else item.code
