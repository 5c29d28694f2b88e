"""Arabic."""

from __future__ import annotations

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


def _affixes(word: str) -> tuple[Clitics, ...]:
    return (Clitics("", word, ""),)


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
