"""The known actors: `ontologies/names/*.tsv` -> `NameTable`, looked up by a normalised key.

One name a row. The first row of an id is its usual English name and carries the actor's type and
Wikidata item; `status` says how the name is used, `flags` how it may be matched:

    pref       the usual name in that language     case    only with these capital letters
    alt        another full name or spelling       weak    a common word too: needs a cue beside it
    short      surname, acronym, brand head        shared  another actor is meant more often
    adjective  the nationality of a country

What follows a rule is no row: a foreign *g* is written غ in the rows and read as ج too, a
spelled-out *A* is written إيه and read as إي too, and an Arabic adjective stands in the masculine
without article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.model import Name
from kg.ontology.paths import directory
from kg.ontology.rows import Rows, read

WIKIDATA = "http://www.wikidata.org/entity/"

_NOT_LETTERS = re.compile(r"[\W_]+")
_HARD_G = re.compile(r"g(?!h)", re.IGNORECASE)
_SPELLED_A = re.compile(r"\bايه\b")


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor that the tables name.

    Attributes:
        id: The last part of its IRI.
        type: A class of the ontology, such as `"Company"`.
        name: The usual English name.
        names: Every name of the actor, in file order; `name` first.
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
        if "case" not in self.flags:
            return True
        letters, own = (_NOT_LETTERS.sub("", text) for text in (surface, self.text))
        return letters in (own, own.upper())


class NameTable:
    """Known actors by id and by key; the most usual bearer of a name comes first.

    Ten thousand names are read at every start and an article meets a few dozen of them: the index
    holds row numbers, and actors are made when they are asked for.

    Attributes:
        longest: Number of words of the longest key.
        reach: First word of a key -> number of words of the longest key that starts with it; a
            scan for the longest match need look no further.
    """

    def __init__(self, rows: Rows, key: Callable[[str], str]) -> None:
        self._rows = rows
        self._key = key
        self._heads = {each: row for row, each in enumerate(rows.id) if rows.type[row]}
        self._actors: dict[str, KnownActor] = {}
        self._names: dict[str, int] = {}
        self._shared: dict[str, list[int]] = {}
        self._adjectives: dict[str, int] = {}
        for row, name in enumerate(rows.name):
            if rows.status[row] == "adjective":
                for form in _inflected(name, rows.language[row]):
                    self._adjectives.setdefault(key(form), row)
            else:
                self._enter(key(name), row)
        for sharing in self._shared.values():
            sharing.sort(key=lambda row: "shared" in rows.flags[row])
        self.reach: dict[str, int] = {}
        for each in self._names:
            first = each.partition(" ")[0]
            self.reach[first] = max(self.reach.get(first, 0), each.count(" ") + 1)
        self.longest = max(self.reach.values(), default=0)

    def _enter(self, key: str, row: int) -> None:
        """Enter a row under its key and the keys that follow by rule, once per actor."""
        ids = self._rows.id
        for each in _variants(key, self._rows.name[self._heads[ids[row]]]):
            other = self._names.setdefault(each, row)
            if ids[other] != ids[row]:
                sharing = self._shared.setdefault(each, [other])
                if all(ids[other] != ids[row] for other in sharing):
                    sharing.append(row)

    def __iter__(self) -> Iterator[KnownActor]:
        """Yield the actors in file order."""
        return (self._actor(each) for each in self._heads)

    def __len__(self) -> int:
        """Return the number of actors."""
        return len(self._heads)

    def by_id(self, actor: str) -> KnownActor | None:
        """Return the actor with that id, or None."""
        return self._actor(actor) if actor in self._heads else None

    def lookup(self, key: str) -> tuple[KnownActor, ...]:
        """Return the actors that bear the name with that key, the most usual first."""
        return tuple(name.actor for name in self._found(key))

    def match(self, surface: str) -> tuple[KnownName, ...]:
        """Return the names that `surface`, as it stands in a text, can be; the most usual first."""
        return tuple(name for name in self._found(self._key(surface)) if name.fits(surface))

    def nationality(self, surface: str) -> KnownActor | None:
        """Return the country that an adjective belongs to, or None.

        >>> load(str.casefold).nationality("الصينية").name
        'China'
        """
        row = self._adjectives.get(self._key(surface))
        if row is None or not self._name(row).fits(surface):
            return None
        return self._name(row).actor

    def shared(self) -> Mapping[str, tuple[KnownName, ...]]:
        """Return the keys that name more than one actor, with the names behind each."""
        return {key: self._found(key) for key in self._shared}

    def _found(self, key: str) -> tuple[KnownName, ...]:
        if key in self._shared:
            return tuple(map(self._name, self._shared[key]))
        return (self._name(self._names[key]),) if key in self._names else ()

    def _name(self, row: int) -> KnownName:
        rows = self._rows
        flags = tuple(rows.flags[row].split())
        actor = self._actor(rows.id[row])
        return KnownName(actor, rows.name[row], rows.language[row], rows.status[row], flags)

    def _actor(self, identifier: str) -> KnownActor:
        if identifier not in self._actors:
            self._actors[identifier] = _actor(self._rows, self._heads[identifier])
        return self._actors[identifier]


@cache
def load(key: Callable[[str], str], folder: Path | None = None) -> NameTable:
    """Read every name table once per `key`.

    Args:
        key: Text -> look-up key, in which spellings of one name fall together and words are
            parted by one blank. `kg.language.lookup_key` is made for this.
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
    folder = folder or directory() / "names"
    tables = [read(path) for path in sorted(folder.glob("*.tsv"))]
    if not tables:
        raise OntologyError(f"{folder}: no table of names (*.tsv)")
    return NameTable(Rows(*(list(chain(*columns)) for columns in zip(*tables, strict=True))), key)


def _actor(rows: Rows, head: int) -> KnownActor:
    """Make the actor whose first row is `head`."""
    end = head + 1
    while end < len(rows.id) and rows.id[end] == rows.id[head]:
        end += 1
    item = rows.same_as[head]
    return KnownActor(
        id=rows.id[head],
        type=rows.type[head],
        name=rows.name[head],
        names=tuple(
            Name(rows.name[row], rows.language[row])
            for row in range(head, end)
            if rows.status[row] != "adjective"
        ),
        same_as=(WIKIDATA + item,) if item else (),
    )


def _variants(key: str, english: str) -> list[str]:
    """Return `key` and the keys of the spellings that follow from it by rule.

    >>> _variants("غوغل", "Google"), _variants("الغرير", "Al Ghurair")
    (['غوغل', 'جوجل'], ['الغرير'])
    """
    keys = [key]
    # A native غ has no other spelling; a foreign one stands for a hard g.
    if "غ" in key and _HARD_G.search(english):
        keys.append(key.replace("غ", "ج"))
    if "ايه" in key:
        keys += [_SPELLED_A.sub("اي", each) for each in keys]
    return keys


def _inflected(adjective: str, language: str) -> list[str]:
    """Return the forms of a nationality: of an Arabic one both genders, without and with article.

    >>> _inflected("كوري جنوبي", "ar")
    ['كوري جنوبي', 'كورية جنوبية', 'الكوري الجنوبي', 'الكورية الجنوبية']
    """
    if language != "ar":
        return [adjective]
    words = adjective.split(" ")
    # Only a nisba takes an ending: جنوب stays as it is in جنوب أفريقية.
    genders = [words, [word + "ة" if word.endswith("ي") else word for word in words]]
    return [" ".join(the + word for word in words) for the in ("", "ال") for words in genders]
