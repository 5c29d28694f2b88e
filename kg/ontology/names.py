"""The known actors: `ontologies/names/*.tsv` -> `NameTable`, looked up by a normalised key.

One name a row. The first row of an id is its usual English name and carries the actor's type and
Wikidata item; `status` says how the name is used, `flags` how it may be matched:

    pref    the usual name in that language        case    only with these capital letters
    alt     another full name or spelling          weak    a common word too: needs a cue beside it
    short   surname, acronym, brand head           shared  another actor is meant more often

Two spellings follow a rule and are therefore no rows: a foreign *g* is written غ in the rows and
read as ج too, and a spelled-out *A* is written إيه and read as إي too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.model import Name

COLUMNS = ("id", "type", "name", "language", "status", "flags", "same_as")
STATUSES = ("pref", "alt", "short")
FLAGS = ("case", "weak", "shared")
WIKIDATA = "http://www.wikidata.org/entity/"

_HARD_G = re.compile(r"g(?!h)", re.IGNORECASE)
_SPELLED_A = re.compile(r"\bايه\b")


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor that the tables name.

    Attributes:
        id: The last part of its IRI.
        type: A class of the ontology, such as `"Company"`.
        name: The usual English name.
        names: Every row of the actor, in file order; `name` first.
        same_as: IRIs of the same actor in Wikidata, at most one.
    """

    id: str
    type: str
    name: str
    names: tuple[Name, ...]
    same_as: tuple[str, ...] = ()


class KnownName(NamedTuple):
    """One name of a known actor, as its row has it."""

    actor: KnownActor
    text: str
    language: str
    status: str
    flags: tuple[str, ...] = ()

    def fits(self, surface: str) -> bool:
        """Tell whether `surface`, whose key is this name's, is capitalised as the name asks.

        >>> meta = KnownActor("meta", "Company", "Meta", ())
        >>> name = KnownName(meta, "Meta", "en", "pref", ("case",))
        >>> [name.fits(word) for word in ("Meta", "META", "meta")]
        [True, True, False]
        """
        return "case" not in self.flags or surface in (self.text, self.text.upper())


class NameTable:
    """Known actors by id and by key; the most usual bearer of a name comes first.

    Attributes:
        longest: Number of words of the longest key.
        reach: First word of a key -> number of words of the longest key that starts with it; a
            scan for the longest match need look no further.
    """

    def __init__(self, names: Iterable[KnownName], key: Callable[[str], str]) -> None:
        self._key = key
        self._actors: dict[str, KnownActor] = {}
        self._names: dict[str, list[KnownName]] = {}
        self.reach: dict[str, int] = {}
        for name in names:
            self._actors[name.actor.id] = name.actor
            for variant in _variants(key(name.text), name):
                self._add(variant, name)
        for sharing in self._names.values():
            if len(sharing) > 1:
                sharing.sort(key=lambda name: "shared" in name.flags)
        self.longest = max(self.reach.values(), default=0)

    def _add(self, key: str, name: KnownName) -> None:
        sharing = self._names.setdefault(key, [])
        if all(other.actor is not name.actor for other in sharing):
            sharing.append(name)
        first, *rest = key.split(" ")
        self.reach[first] = max(self.reach.get(first, 0), 1 + len(rest))

    def __iter__(self) -> Iterator[KnownActor]:
        """Yield the actors in file order."""
        return iter(self._actors.values())

    def __len__(self) -> int:
        """Return the number of actors."""
        return len(self._actors)

    def by_id(self, actor: str) -> KnownActor | None:
        """Return the actor with that id, or None."""
        return self._actors.get(actor)

    def lookup(self, key: str) -> tuple[KnownActor, ...]:
        """Return the actors that bear the name with that key, the most usual first."""
        return tuple(name.actor for name in self._names.get(key, ()))

    def match(self, surface: str) -> tuple[KnownName, ...]:
        """Return the names that `surface`, as it stands in a text, can be; the most usual first."""
        return tuple(name for name in self._names.get(self._key(surface), ()) if name.fits(surface))

    def shared(self) -> Mapping[str, tuple[KnownName, ...]]:
        """Return the keys that name more than one actor, with the names behind each."""
        return {key: tuple(names) for key, names in self._names.items() if len(names) > 1}


@cache
def load(key: Callable[[str], str], folder: Path | None = None) -> NameTable:
    """Read every name table once per `key`.

    Args:
        key: Text -> look-up key; letters that news spells in several ways fall together in it, and
            words are parted by one blank. `kg.language.lookup_key` is made for this.
        folder: Where the tables are; `ontologies/names` unless given.

    Raises:
        OntologyError: a table is malformed, or there is none.

    Example:
        >>> table = load(str.casefold)
        >>> [actor.name for actor in table.lookup("openai")]
        ['OpenAI']
        >>> table.match("جوجل")[0].actor.id
        'google'
    """
    folder = folder or _folder()
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise OntologyError(f"{folder}: no table of names (*.tsv)")
    return NameTable((name for path in paths for name in read(path)), key)


def read(path: Path) -> Iterator[KnownName]:
    """Yield the names of one table in file order.

    Raises:
        OntologyError: a row has another number of columns, an unknown status or flag, or stands
            apart from the other rows of its id.
    """
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise OntologyError(f"{path}:1: columns must be {' '.join(COLUMNS)}")
    rows: list[list[str]] = []
    for number, line in enumerate(lines, start=2):
        row = line.split("\t")
        if problem := _problem(row, rows):
            raise OntologyError(f"{path}:{number}: {problem}")
        if rows and row[1]:
            yield from _names(rows)
            rows = []
        rows.append(row)
    if rows:
        yield from _names(rows)


def _problem(row: list[str], before: list[list[str]]) -> str | None:
    """Say what is wrong with a row, given the rows of the actor before it."""
    if len(row) != len(COLUMNS):
        return f"{len(row)} columns instead of {len(COLUMNS)}"
    if row[4] not in STATUSES:
        return f"unknown status {row[4]!r}; known: {', '.join(STATUSES)}"
    if unknown := [flag for flag in row[5].split() if flag not in FLAGS]:
        return f"unknown flag {unknown[0]!r}; known: {', '.join(FLAGS)}"
    if not row[1] and (not before or before[-1][0] != row[0]):
        return f"the first row of {row[0]!r} needs a type"
    return None


def _names(rows: list[list[str]]) -> list[KnownName]:
    """Make the names of one actor of its rows."""
    identifier, kind, english, *_, item = rows[0]
    actor = KnownActor(
        identifier,
        kind,
        english,
        tuple(Name(row[2], row[3]) for row in rows),
        (WIKIDATA + item,) if item else (),
    )
    return [KnownName(actor, row[2], row[3], row[4], tuple(row[5].split())) for row in rows]


def _variants(key: str, name: KnownName) -> list[str]:
    """Return `key` and the keys of the spellings that follow from it by rule."""
    keys = [key]
    # A native غ (الغرير, Al Ghurair) has no other spelling; a foreign one stands for a hard g.
    if "غ" in key and _HARD_G.search(name.actor.name):
        keys.append(key.replace("غ", "ج"))
    if name.language == "ar" and "ايه" in key:
        keys += [_SPELLED_A.sub("اي", each) for each in keys]
    return list(dict.fromkeys(keys))


def _folder() -> Path:
    """Return the folder of the tables: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "ontologies" / "names"
    return inside if inside.is_dir() else package.parent / "ontologies" / "names"
