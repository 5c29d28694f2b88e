"""What a word shows by itself, wherever it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.recogniser.lexicon import fold, load, stem, word_class

AFFIX = 4
# "Tokyo-based", not "Jae-won".
HYPHENATED = re.compile(r"([A-Z].*)-([a-z]*ed|born|built|made|run)")


class Word(NamedTuple):
    """What a word shows wherever it stands.

    Attributes:
        key: What its spellings have in common, without attached words before it; empty if it has
            neither letter nor digit.
        shape: Its letters as A, a, ع, 0; runs of more than two shortened.
        kind: Its class in the word table, or empty.
        may_name: Whether it can be part of a name that no table has.
        cues: Classes of names that it tells of.
        own: Its features as the word in question.
        near: Its features as a neighbour.
        far: Its features as a neighbour's neighbour.
    """

    key: str
    shape: str
    kind: str
    may_name: bool
    cues: tuple[str, ...]
    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def look(text: str, language: str) -> Word:
    """Return what a word shows by itself.

    >>> look("وشركة", "ar").cues
    ('company',)
    """
    hyphenated = HYPHENATED.fullmatch(text)
    low, shape = fold(hyphenated[1] if hyphenated else text), shape_of(text)
    arabic = "ع" in shape
    key = stem(low) if arabic else low
    tables = load("ar" if arabic else "en")
    kind = word_class(low, key, tables.words)
    cues = tables.cues.get(key, ())
    near = (f"k={key}", f"s={low[-2:]}", f"h={shape}", f"x={kind}", *(f"c={cue}" for cue in cues))
    affixes = [
        f"{side}{size}={part}"
        for size in range(1, min(AFFIX, len(low) - 1) + 1)
        for side, part in (("p", low[:size]), ("s", low[-size:]))
    ]
    own = [f"w={low}", *near, *affixes, *([f"hyphen={hyphenated[2]}"] if hyphenated else [])]
    if arabic and key != low:
        own += [f"q={key[:3]}", "attached"]
    may_name = not set(kind) & set("nvijo") if arabic else shape[:1] == "A" or language == "ar"
    content = any(map(str.isalnum, text))
    far = (near[0], *near[4:])
    return Word(
        key if content else "", shape, kind, content and may_name, cues, tuple(own), near, far
    )


def shape_of(text: str) -> str:
    """Return the kinds of characters of a word.

    >>> [shape_of(word) for word in ("OpenAI", "GPT-5", "ميتا")]
    ['AaaAA', 'AA-0', 'عع']
    """
    shape: list[str] = []
    for char in text:
        if char.isdigit():
            kind = "0"
        elif "\u0600" <= char <= "\u06ff":
            kind = "ع"
        elif char.isalpha():
            kind = "a" if char.islower() else "A"
        else:
            kind = char
        if shape[-2:] != [kind, kind]:
            shape.append(kind)
    return "".join(shape)
