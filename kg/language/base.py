"""What a language is, and which ones there are: one module each, its name is the code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from kg.errors import LanguageError
from kg.language.data import Table, table


class Clitics(NamedTuple):
    """One way to read a word: what is attached before it, the word, what is attached after."""

    prefix: str
    stem: str
    suffix: str


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that the package knows of one language, besides its word table.

    Attributes:
        code: BCP 47; also the name of its module and of its word table.
        names: What it is called, by the code of the language that calls it so.
        rtl: Whether it is written from right to left.
        script: Unicode name of its script, such as `"LATIN"`.
        letters: Body of a regular-expression class: the letters and marks of its words.
        tokens: Regular expressions of its special tokens, tried before the common ones.
        folding: Code point -> what stands for it in a look-up key.
        loose: Code point of a look-up key -> what stands for it in a loose key.
        affixes: The readings of a word that has attached words, the likeliest first.
    """

    code: str
    names: Mapping[str, str]
    rtl: bool
    script: str
    letters: str
    tokens: tuple[str, ...]
    folding: Mapping[int, int | None]
    loose: Mapping[int, int | None]
    affixes: Callable[[str], tuple[Clitics, ...]]

    @property
    def words(self) -> Table:
        """The word table: kind -> form -> value."""
        return table(self.code)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the supported languages: the modules named by a two-letter code.

    >>> languages()
    ('ar', 'en')
    """
    return tuple(sorted(p.stem for p in Path(__file__).parent.glob("[a-z][a-z].py")))


@cache
def get(code: str) -> Language:
    """Return the language with that code.

    Raises:
        LanguageError: there is none; the message lists those there are.

    Example:
        >>> get("ar").rtl
        True
    """
    if code not in languages():
        raise LanguageError(
            f"language {code!r}: not supported; available: {', '.join(languages())}"
        )
    language: Language = import_module(f"kg.language.{code}").LANGUAGE
    return language


@cache
def every() -> tuple[Language, ...]:
    """Return all languages: articles mix them, so tokens and keys go by all of them."""
    return tuple(get(code) for code in languages())
