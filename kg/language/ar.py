"""Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.base import Clitics, Language
from kg.language.data import table

LETTERS = (
    r"\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    r"\u0750-\u077f\u08a0-\u08ff\u200c\u200d\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)

_SPELT = "|".join(sorted(table("ar")["letter"], key=len, reverse=True))
_TOKENS = (
    # Foreign names are spelt letter by letter, with dots: the dots are no full stops.
    rf"[وفبلك]?(?:ال)?(?:{_SPELT})(?:\.(?:{_SPELT})(?![{LETTERS}]))+",
    rf"[{LETTERS}]+\.(?:كوم|نت|آي)(?![{LETTERS}])",
    rf"(?<![{LETTERS}])[ء-ي](?:\.[ء-ي](?![{LETTERS}]))+\.?",
    # 7ر2: the decimal mark of some news agencies, digits reversed.
    r"\d+ر\d+",
)

# After NFKD the hamza carriers are a letter and a mark, and marks are dropped for all languages.
_FOLDING: dict[int, int | None] = {
    **str.maketrans("ىیئةۀہھکٱپچڤگ", "يييههههكابجفج"),
    **str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"),
    **str.maketrans("", "", "ـء\u200c\u200d"),
}
# Foreign names: no vowel is certain, and g is ج, غ, ق or ك by region.
_LOOSE: dict[int, int | None] = {
    **str.maketrans("جغقك", "غغغغ"),
    **str.maketrans("", "", "اويهءع"),
}


_MARKS = "[\u064b-\u0652\u0670ـ]*"
_AFTER = {
    "any": re.compile("..", re.DOTALL),
    "noun": re.compile("..", re.DOTALL),
    "definite": re.compile("..", re.DOTALL),
    "verb": re.compile(f"[أنيتا]{_MARKS}.."),
}
_PROCLITICS = tuple(
    (re.compile(_MARKS.join([*form, ""])), kind)
    for form, kind in sorted(table("ar")["proclitic"].items(), key=lambda row: len(row[0]))
)
_FIRST = frozenset(form[0] for form in table("ar")["proclitic"])
_ENCLITICS = tuple(sorted(table("ar")["enclitic"], key=len, reverse=True))
# The last letter of a word changes where a pronoun follows.
_BEFORE_PRONOUN = {"ت": "ة", "ا": "ى", "ئ": "ء", "ؤ": "ء"}


def _prefixed(word: str) -> Iterator[Clitics]:
    if word[0] not in _FIRST:
        return
    for pattern, kind in _PROCLITICS:
        match = pattern.match(word)
        if match and _AFTER[kind].match(word, match.end()):
            yield Clitics(match[0], word[match.end() :], "")


def _suffixed(reading: Clitics) -> Iterator[Clitics]:
    prefix, stem, _ = reading
    if table("ar")["proclitic"].get(prefix) == "definite":
        return
    for suffix in _ENCLITICS:
        if stem.endswith(suffix) and len(stem) > len(suffix) + 1:
            rest = stem.removesuffix(suffix)
            if (full := _BEFORE_PRONOUN.get(rest[-1])) and len(rest) > 2:
                yield Clitics(prefix, rest[:-1] + full, suffix)
            yield Clitics(prefix, rest, suffix)


def _affixes(word: str) -> tuple[Clitics, ...]:
    if not word:
        return (Clitics("", "", ""),)
    prefixed = [Clitics("", word, ""), *_prefixed(word)]
    return (*prefixed, *(longer for each in prefixed for longer in _suffixed(each)))


LANGUAGE = Language(
    code="ar",
    names={"ar": "العربية", "en": "Arabic"},
    rtl=True,
    script="ARABIC",
    letters=LETTERS,
    tokens=_TOKENS,
    folding=_FOLDING,
    loose=_LOOSE,
    affixes=_affixes,
)
