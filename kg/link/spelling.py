"""Arabic names in Latin letters, for want of an English form in the text or in a table.

A name is put into English word by word: words of organisations by `ar.tsv`, written by hand,
other words by the usual spelling in `ar.words.tsv`, or as the English word in `ar.english.tsv` that
they spell, the rest by the letter model. The tables lie in `ontologies/transliteration/`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.language import lookup_key
from kg.link import letters
from kg.link.organisations import LONGEST, place, purpose, table, translate

ALIKE = 0.15
"""Value of `alike` from which on two names are taken for one: 91 of 100 pairs of one name in
both scripts reach it, and 1 of 10,000 pairs of different names (wd_arabic_20, held out)."""

_ENGLISH = 0.4  # how like an English word a word must be to be taken for it
_SERVANT = "Abdel"
_HOPELESS = 0.05  # what is below is not told from 0
_ARTICLE = "ال"
_WORTH_ARTICLE = 4  # letters of a word whose ال can be the article: not ألن
_DIGITS = re.compile(r"\d")
_EDGES = re.compile(r"^[^\w&]+|[^\w&+\u064b-\u0652]+$")
_LATIN_ARTICLE = re.compile(r"\b(?:al|el)[-\s]|^(?:the)\s", re.IGNORECASE)
# Persian letters, the digits and the stretch of a line -> what Arabic writes, or nothing.
_LETTERS = str.maketrans("یکھژ٠١٢٣٤٥٦٧٨٩٫", "يكهج0123456789.", "ـ")
# Latin letters that have no decomposition into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
)


@lru_cache(maxsize=1 << 14)
def in_english(name: str) -> str:
    """Return the likeliest English form of an Arabic name.

    Example:
        >>> in_english("أحمد علي"), in_english("نورث ستار فنتشرز")
        ('Ahmed Ali', 'North Star Ventures')
        >>> in_english("وزارة الصحة السعودية")
        'Saudi Ministry of Health'
    """
    parts = name.translate(_LETTERS).split()
    words = [word for word in (_EDGES.sub("", part) for part in parts) if word]
    return (translate(words, spelled) or spelled(words) if words else "") or name


def spelled(words: Sequence[str]) -> str:
    """Return words in English spelling; initials are joined.

    >>> spelled(["إس", "كيه", "تيليكوم"])
    'SK Telecom'
    """
    said: list[str] = []
    start = 0
    while start < len(words):
        size, text = _next(words, start)
        # عبد and the article are one word in English: Abdel Mohsen.
        said.append(text.removeprefix("Al-") if said[-1:] == [_SERVANT] else text)
        start += size
    return " ".join(text for text in said if text)


def _next(words: Sequence[str], start: int) -> tuple[int, str]:
    """Return how many words from `start` on are put into English together, and as what."""
    initials = _initials(words, start)
    if len(initials) > 1:
        return len(initials), "".join(initials)
    keys = [lookup_key(word) for word in words[start : start + LONGEST]]
    for size in range(len(keys), 0, -1):
        key = " ".join(keys[:size])
        found = table()["word"].get(key) or _usual().get(key) or place(key)
        if found:
            return size, found
    if initials and len(words) > 1:
        return 1, initials[0]
    return 1, purpose(words[start]) or _word(words[start], keys[0])


def _initials(words: Sequence[str], start: int) -> list[str]:
    """Return the letters that words from `start` on are the names of, and the number behind."""
    found: list[str] = []
    for word in words[start:]:
        letter = table()["letter"].get(word)
        if letter is None:
            number = word if found and word.isdecimal() else ""
            return [*found, str(int(number))] if number else found
        found.append(letter)
    return found


def _word(word: str, key: str) -> str:
    if "-" in word:
        return "-".join(spelled([part]) for part in word.split("-") if part)
    if not any("\u0621" <= char <= "\u06d2" for char in word):
        return unicodedata.normalize("NFKC", word)
    bare = _without_article(word, key)
    if bare != word:
        usual = _usual().get(lookup_key(bare))
        return "Al-" + (usual or letters.load().spell(bare, native=True).capitalize())
    return (_english(word) or letters.load().spell(word)).capitalize()


def _english(word: str) -> str:
    """Return the English word that an Arabic one spells, or nothing if none is very like it."""
    among = _vocabulary().get(letters.skeleton(word), "").split()
    best = max(((alike(word, each), each) for each in among), default=(0.0, ""))
    return best[1] if best[0] >= _ENGLISH else ""


@cache
def _vocabulary() -> dict[str, str]:
    """Return English words: skeleton -> the words that have it."""
    return dict(letters.rows("ar.english"))


@cache
def _usual() -> dict[str, str]:
    """Return the usual spellings of words: look-up key -> English."""
    return dict(letters.rows("ar.words"))


def alike(arabic: str, latin: str) -> float:
    """Tell how well a Latin name can be the spelling of an Arabic one.

    Returns:
        The geometric mean of the probabilities of what each Arabic letter stands for, in the
        likeliest alignment of the two; in [0, 1], and 0 below 0.05.

    Example:
        >>> alike("ميسترال", "Mistral") > ALIKE > alike("ميسترال", "Meta")
        True
    """
    written, read = _letters(arabic.translate(_LETTERS)), plain(latin)
    if not written or not read or _DIGITS.findall(written) != _DIGITS.findall(read):
        return 0.0
    longer = max(len(written), len(read))
    limit = -math.log(_HOPELESS) * longer  # most pairs are told apart by their first letters
    aligned = letters.align(written, read, letters.load().cost, limit=limit)
    return math.exp(-aligned[0] / longer) if aligned else 0.0


def _letters(arabic: str) -> str:
    """Return the letters of an Arabic name, initials as Latin letters, articles left out."""
    names = table()["letter"]
    said = ""
    for word in arabic.split():
        if word in names:
            said += names[word].lower()
        else:
            said += letters.load().letters(_without_article(word, lookup_key(word)))
    return said


def _without_article(word: str, key: str) -> str:
    has_one = word.startswith(_ARTICLE) and len(key) > _WORTH_ARTICLE
    return word[len(_ARTICLE) :] if has_one else word


def plain(latin: str) -> str:
    """Return the letters a to z and digits of a Latin name, without accents and articles.

    >>> plain("Al-Khalīl Søren 2")
    'khalilsoren2'
    """
    text = _LATIN_ARTICLE.sub("", latin).lower().translate(_PLAIN)
    text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text if char.isascii() and char.isalnum())
