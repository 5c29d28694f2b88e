"""Names of organisations that are made of common words: translated, not transliterated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from kg.errors import LanguageError
from kg.language import lookup_key
from kg.ontology import names, rows
from kg.ontology.paths import directory

KINDS = ("letter", "head", "noun", "adjective", "word")
"""What a row of `ar.tsv` can be: the file says what for."""
REST = "{}"
LONGEST = 3
"""Words that a row may have."""

_ARTICLE = "ال"
_AND = "و"
_FOR = "ل"

Spell = Callable[[Sequence[str]], str]
"""Words -> their Latin spelling."""
Unit = tuple[str, str]
"""A kind and its English word."""


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Read `ar.tsv`: kind -> look-up key -> value; a letter's name stands as it is written.

    Raises:
        LanguageError: the file is missing, or a row is malformed.

    Example:
        >>> table()["head"][lookup_key("جامعة")]
        '{} University'
    """
    path = directory() / "transliteration" / "ar.tsv"
    if not path.is_file():
        raise LanguageError(f"{path}: missing; reinstall the package")
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        kind, _, rest = line.partition("\t")
        forms, _, value = rest.partition("\t")
        if kind not in KINDS or not value or "\t" in value:
            raise LanguageError(
                f"{path}:{number}: a row is kind, form, value; kinds are {', '.join(KINDS)}"
            )
        for form in forms.split("|"):
            for each in _inflected(form) if kind == "adjective" else (form,):
                found[kind].setdefault(each if kind == "letter" else lookup_key(each), value)
    return found


def _inflected(adjective: str) -> Iterator[str]:
    for form in (adjective, adjective + "ة"):
        yield form
        yield _ARTICLE + form


def translate(words: Sequence[str], spell: Spell) -> str:
    """Return the English name, or nothing if the name is not built like that of an organisation.

    Args:
        words: The words of the name.
        spell: How to spell words that are not common ones.

    Example:
        >>> translate("هيئة حماية البيانات الفرنسية".split(), " ".join)
        'French Data Protection Authority'
    """
    keys = [lookup_key(word) for word in words]
    head = table()["head"].get(keys[0]) if len(words) > 1 else None
    if head != REST and keys[-1] in table()["word"]:
        head = None  # Diwan Partners is no bureau
    rest = words[1:] if head else words
    units = _units(rest)
    if not head:
        return _phrase(units)[1] if units and len(rest) > 1 and _common(units) else ""
    if not units or head == REST:
        return _named(head, rest, spell)
    front, body = _phrase(units, in_order=head.endswith(REST))
    if head.endswith(REST) and body:
        return f"{front} {head.replace(REST, body)}".strip()
    return head.replace(REST, f"{front} {body}".strip())


def _named(head: str, rest: Sequence[str], spell: Spell) -> str:
    """Put a proper name, and perhaps a nationality beside it, behind or before a head."""
    nations = [_nations().get(lookup_key(word), "") for word in rest]
    named = [word for word, nation in zip(rest, nations, strict=True) if not nation]
    if head == REST or not named:
        return head.replace(REST, spell(rest))
    front = " ".join(nation for nation in nations if nation)
    return f"{front} {head.replace(REST, spell(named))}".strip()


def purpose(word: str) -> str:
    """Return the English noun that a word with "for the" before it has, or nothing.

    >>> purpose("للاستثمار"), purpose("لندن")
    ('Investment', '')
    """
    units = _unit(word) if word.startswith(_FOR + _FOR) else []
    return units[0][1] if units else ""


def place(key: str) -> str:
    """Return the English name of a country or city with that look-up key, or nothing."""
    found = names.load(lookup_key).lookup(key)
    return found[0].name if found and found[0].type == "Place" else ""


def _common(units: Sequence[Unit]) -> bool:
    return units[0][0] == "noun" and all(kind != "place" for kind, _ in units)


def _units(words: Sequence[str]) -> list[Unit]:
    """Return what the words are, or nothing if one of them is no common word."""
    units: list[Unit] = []
    start = 0
    while start < len(words):
        for size in range(min(LONGEST, len(words) - start), 0, -1):
            found = _unit(" ".join(words[start : start + size]))
            if found:
                units += found
                start += size
                break
        else:
            return []
    return units


def _unit(text: str) -> list[Unit]:
    """Return the unit that a text is, behind the "and" or without the "for" it begins with."""
    readings: list[tuple[list[Unit], str]] = [([], text)]
    if text.startswith(_AND):
        readings.append(([("and", "and")], text[1:]))
    if text.startswith(_FOR + _FOR):
        readings.append(([], _ARTICLE + text[2:]))
    elif text.startswith(_FOR):
        readings.append(([], text[1:]))
    for before, bare in readings:
        key = lookup_key(bare)
        for kind in ("noun", "adjective"):
            if value := table()[kind].get(key):
                return [*before, (kind, value)]
        if value := _nations().get(key) or place(key):
            return [*before, ("place", value)]
    return []


@cache
def _nations() -> dict[str, str]:
    """Return the nationalities: look-up key -> English adjective."""
    countries = rows.read(directory() / "names" / "countries.tsv")
    cells = [
        (countries.id[row], countries.language[row], countries.name[row])
        for row, status in enumerate(countries.status)
        if status == "adjective"
    ]
    english: dict[str, str] = {}
    for country, language, name in cells:
        if language == "en":
            english.setdefault(country, name)
    found: dict[str, str] = {}
    for country, language, name in cells:
        if language == "ar" and country in english:
            found.update(dict.fromkeys(_keys(name), english[country]))
    return found


def _keys(nationality: str) -> Iterator[str]:
    """Yield the keys of both genders, without and with article; every word of it agrees."""
    parts = nationality.split(" ")
    for ending in ("", "ة"):
        for article in ("", _ARTICLE):
            yield lookup_key(" ".join(article + part + ending for part in parts))


def _phrase(units: Sequence[Unit], *, in_order: bool = False) -> tuple[str, str]:
    """Return the places and what they stand before: adjectives before nouns, genitives first.

    Args:
        units: Of the name without its first word.
        in_order: The name is "of" these: places are kept apart, to stand before the whole.
    """
    front = " ".join(dict.fromkeys(value for kind, value in units if kind == "place"))
    parts: list[list[list[str]]] = [[]]
    leading: list[str] = []
    for kind, value in units:
        if kind == "and":
            parts.append([])
        elif kind == "noun":
            parts[-1].append([value])
        elif kind == "adjective":
            (parts[-1][-1].insert(0, value) if parts[-1] else leading.append(value))
    said = [" ".join(" ".join(chain) for chain in reversed(part)) for part in parts if part]
    body = " ".join([*leading, " and ".join(said)]).strip()
    return (front, body) if body or not in_order else ("", front)
