"""Arabic names in Latin letters, for want of an English form in the text or in a table."""

from __future__ import annotations

LETTERS = {
    "ا": "a",
    "أ": "a",
    "إ": "i",
    "آ": "a",
    "ب": "b",
    "ت": "t",
    "ث": "th",
    "ج": "j",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    "ذ": "dh",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "sh",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "z",
    "ع": "a",
    "غ": "gh",
    "ف": "f",
    "ق": "q",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "w",
    "ي": "i",
    "ى": "a",
    "ة": "a",
    "ء": "",
    "ئ": "i",
    "ؤ": "u",
    "پ": "p",
    "چ": "ch",
    "ڤ": "v",
    "گ": "g",
    "ـ": "",
}


def in_english(name: str) -> str:
    """Return a name in Latin letters, each word capitalised.

    >>> in_english("مصدر")
    'Msdr'
    """
    spelled = (
        "".join(LETTERS.get(c, c if c.isalnum() or c in "-&" else "") for c in w)
        for w in name.split()
    )
    return " ".join(word[:1].upper() + word[1:] for word in spelled if word) or name
