"""Names of currencies -> ISO 4217, by the nationality beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.language.base import every
from kg.language.keys import lookup_key

LONGEST_NATIONALITY = 3
"""In words: "South Korean", "هونغ كونغ"."""
LONGEST_ENDING = 3
"""Letters by which a nationality may be longer than its country: Egypt, Egyptian."""


@cache
def _affixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the articles before a word and the endings after it that name no other currency."""
    articles = [
        form
        for each in every()
        for form, kind in each.words.get("proclitic", {}).items()
        if kind == "definite"
    ]
    endings = [form for each in every() for form in each.words["ending"]]
    return tuple(sorted(articles, key=len, reverse=True)), tuple(endings)


@cache
def _singulars() -> dict[str, str]:
    return {
        lookup_key(form): lookup_key(value)
        for each in every()
        for form, value in each.words.get("plural", {}).items()
    }


def _bare(word: str) -> str:
    """Return the key of a noun or adjective without article, gender and number."""
    key = lookup_key(word)
    articles, endings = _affixes()
    for article in articles:
        if key.startswith(article):
            key = key.removeprefix(article)
            break
    key = _singulars().get(key, key)
    for ending in endings:
        if key.endswith(ending) and len(key) > len(ending) + 2:
            key = key.removesuffix(ending)
    return key


def _phrase(words: tuple[str, ...]) -> frozenset[str]:
    """A name of a currency whatever the order: the noun comes first in Arabic, last in English."""
    return frozenset(_bare(word) for word in words)


@cache
def _current() -> frozenset[str]:
    from babel.core import get_global

    territories = get_global("territory_currencies")
    return frozenset(
        code for used in territories.values() for code, _, end, tender in used if tender and not end
    )


@cache
def _tenders() -> dict[frozenset[str], str]:
    """Return the names of all currencies in use, in all our languages -> their codes.

    Source:
        Unicode CLDR, currency display names, as shipped with Babel.
    """
    from babel import Locale  # loaded for the rare word that needs it

    found = {
        _phrase(tuple(form.split())): code
        for language in every()
        for form, code in language.words["tender"].items()
    }
    for language in every():
        locale = Locale.parse(language.code)
        for code in sorted(_current() & set(locale.currencies)):
            found.setdefault(_phrase(tuple(locale.currencies[code].split())), code)
    return found


@lru_cache(maxsize=1 << 12)
def tender(words: tuple[str, ...]) -> str | None:
    """Return the code of a currency that is named in full, or None.

    Example:
        >>> tender(("درهم", "مغربي")), tender(("Egyptian", "pounds")), tender(("big", "pounds"))
        ('MAD', 'EGP', None)
    """
    return _tenders().get(_phrase(words))


@cache
def _issuers(noun: str) -> dict[str, str]:
    """Return the nationalities that a name of a currency goes with -> codes."""
    phrases = {words - {noun}: code for words, code in _tenders().items() if noun in words}
    return {next(iter(rest)): code for rest, code in phrases.items() if len(rest) == 1}


def local_tender(noun: str, words: Iterable[str]) -> str | None:
    """Return the code of a currency named without its country, by the country of the text.

    That is the one whose name or nationality the text has most often, the first of equals.

    Args:
        noun: The currency, such as "dinars".
        words: Of the text, in order.

    Example:
        >>> local_tender("دينار", "شركة تونسية من صفاقس".split())
        'TND'
        >>> local_tender("pounds", "a start-up in Cairo, Egypt".split())
        'EGP'
    """
    issuers = _issuers(_bare(noun))
    votes = Counter(code for word in words if (code := _issuer(_bare(word), issuers)))
    return max(votes, key=lambda code: votes[code], default=None)


def _issuer(word: str, issuers: dict[str, str]) -> str | None:
    if word in issuers or len(word) <= LONGEST_ENDING - 1:
        return issuers.get(word)
    return next(
        (
            code
            for nation, code in issuers.items()
            if nation.startswith(word) and len(nation) - len(word) <= LONGEST_ENDING
        ),
        None,
    )
