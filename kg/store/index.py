"""What each article says, in SQLite: the truth that the RDF is derived of, and its indexes.

An article is kept as it was extracted. Its entities are kept once more as *profiles*, since an
actor that thousands of articles name is observed in a few ways only, with the signs that they are
known by; its claims once more about the actors that the profiles are resolved to. Both are
derived, like the RDF, and found by what a new article touches: a sign, a fact, a deal's target.
The tables stand in `kg.store.database`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from kg.model import Claim, Extraction
from kg.store import codec
from kg.store.told import Told, claim, row, run_of

_AT_ONCE = 500
"""Values bound in one statement; SQLite allows no more than 999 where it is old."""


DealKey = tuple[str, str]
"""Id of the target, and of the deal."""


class Source(NamedTuple):
    """An article that is in a store.

    Attributes:
        id: Hash of its text.
        published: ISO 8601 date, or None.
        title: Its title.
        claims: How many it makes.
        source: Where it was read from.
        url: Its address, or None.
    """

    id: str
    published: str | None
    title: str
    claims: int
    source: str
    url: str | None


class Index:
    """The rows of one store; whoever changes them opens and ends the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.many = connection.executemany

    def state(self, key: str, default: str) -> str:
        """Return what is kept under `key`."""
        return self._one("SELECT value FROM state WHERE key = ?", key) or default

    def set_state(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""
        self.execute("REPLACE INTO state VALUES (?, ?)", (key, value))

    # Articles

    def sources(self) -> Iterator[Source]:
        """Yield the articles by day, undated ones first."""
        columns = ", ".join(Source._fields)
        order = "ORDER BY coalesce(published, ''), source, id"
        yield from map(Source._make, self.execute(f"SELECT {columns} FROM article {order}"))

    def find(self, id: str, source: str, url: str | None) -> list[str]:
        """Return the ids of the articles with that id, source or address."""
        query = "SELECT id FROM article WHERE id = ? OR source = ? OR url = ?"
        return [own for (own,) in self.execute(query, (id, source, url))]

    def naming(self, ids: Iterable[str]) -> list[str]:
        """Return the articles in which an entity has, or goes by, one of these ids."""
        ids = list(ids)
        query = "SELECT DISTINCT document FROM observed WHERE entity IN"
        found = {document for (document,) in self._among(query, ids)}
        return sorted(found.union(self.observers(self.bearers(f"id|{own}" for own in ids))))

    def extraction(self, document: str) -> Extraction:
        """Return what an article gave."""
        text = self._one("SELECT extraction FROM article WHERE id = ?", document)
        assert text is not None, document
        return codec.decode(text)

    def extractions(self) -> Iterator[Extraction]:
        """Yield what each article gave, by source and id."""
        for (text,) in self.execute("SELECT extraction FROM article ORDER BY source, id"):
            yield codec.decode(text)

    def insert_articles(self, extractions: Iterable[Extraction]) -> None:
        """Put articles in as they were extracted."""
        self.many(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (d.id, d.source, d.url, d.published, d.title, len(one.claims), codec.encode(one))
                for one in extractions
                for d in (one.document,)
            ),
        )

    def drop_articles(self, documents: Sequence[str]) -> None:
        """Take articles out, with their claims and with which profiles they observe."""
        for table, column in (("article", "id"), ("observed", "document")):
            self.many(f"DELETE FROM {table} WHERE {column} = ?", ((d,) for d in documents))

    # Profiles

    def profile(self, key: str) -> int | None:
        """Return the number of a profile that there is."""
        row = self.execute("SELECT number FROM profile WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else None

    def insert_profile(self, key: str, signs: Iterable[str]) -> int:
        """Put a profile in and return its number."""
        number = self.execute("INSERT INTO profile (key) VALUES (?)", (key,)).lastrowid
        assert number is not None
        self.many("INSERT INTO sign VALUES (?, ?)", ((sign, number) for sign in signs))
        return number

    def drop_profiles(self, numbers: Iterable[int]) -> None:
        """Take profiles out that no article observes any more."""
        rows = [(number,) for number in numbers]
        self.many("DELETE FROM profile WHERE number = ?", rows)
        self.many("DELETE FROM sign WHERE profile = ?", rows)

    def keys(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the profiles of these numbers."""
        return dict(self._among("SELECT number, key FROM profile WHERE number IN", numbers))

    def actors_of(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the actors that profiles are resolved to, of those that are."""
        query = "SELECT number, actor FROM profile WHERE actor IS NOT NULL AND number IN"
        return dict(self._among(query, numbers))

    def profiles_of(self, actors: Iterable[str]) -> dict[str, list[int]]:
        """Return the profiles that are resolved to each actor."""
        found: dict[str, list[int]] = {}
        for actor, number in self._among(
            "SELECT actor, number FROM profile WHERE actor IN", actors
        ):
            found.setdefault(actor, []).append(number)
        return found

    def bearers(self, signs: Iterable[str]) -> set[int]:
        """Return the profiles that have any of these signs."""
        return {p for (p,) in self._among("SELECT profile FROM sign WHERE sign IN", signs)}

    def resolve(self, rows: Iterable[tuple[int, str]]) -> None:
        """Set the actors of profiles."""
        self.many("UPDATE profile SET actor = ?2 WHERE number = ?1", rows)

    # Who observes what

    def observe(self, rows: Iterable[tuple[str, str, int, int]]) -> None:
        """Put in which entity of an article has which profile, and how often it is named."""
        self.many("INSERT INTO observed VALUES (?, ?, ?, ?)", rows)

    def observed_by(self, document: str) -> dict[str, int]:
        """Return the profile of each entity of an article."""
        query = "SELECT entity, profile FROM observed WHERE document = ?"
        return dict(self.execute(query, (document,)))

    def homes(self, document: str) -> dict[str, str]:
        """Return the actor of each entity of an article."""
        query = (
            "SELECT entity, actor FROM observed JOIN profile ON profile.number = profile"
            " WHERE document = ?"
        )
        return dict(self.execute(query, (document,)))

    def observers(self, numbers: Iterable[int]) -> list[str]:
        """Return the articles that observe any of these profiles."""
        query = "SELECT DISTINCT document FROM observed WHERE profile IN"
        return sorted({document for (document,) in self._among(query, numbers)})

    def places(self, numbers: Iterable[int]) -> dict[int, tuple[str, int]]:
        """Return the least id of the articles that observe a profile, and how often all name it.

        An entity that is named nowhere counts once; profiles that no article observes are left out.
        """
        query = (
            "SELECT profile, min(document), sum(max(mentions, 1)) FROM observed WHERE profile IN"
        )
        rows = self._among(query, numbers, "GROUP BY profile")
        return {number: (first, times) for number, first, times in rows}

    # Actors

    def actors(self, ids: Iterable[str]) -> dict[str, str]:
        """Return actors as they stand in the graph, of those that do."""
        return dict(self._among("SELECT id, entity FROM actor WHERE id IN", ids))

    def all_actors(self) -> Iterator[str]:
        """Yield every actor as it stands in the graph, by id."""
        for (text,) in self.execute("SELECT entity FROM actor ORDER BY id"):
            yield text

    def set_actors(self, gone: Iterable[str], now: dict[str, str]) -> None:
        """Replace actors."""
        self.many("DELETE FROM actor WHERE id = ?", ((own,) for own in gone))
        self.many("REPLACE INTO actor VALUES (?, ?)", now.items())

    # Claims, facts and deals

    def insert_claims(self, rows: Iterable[tuple[Claim, str, str | None]]) -> None:
        """Put claims about actors in, each with its fact and the target of its deals."""
        self.many(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?)",
            (
                (c.id, c.evidence[0].document, fact, target, run_of(c.provenance), row(c))
                for c, fact, target in rows
            ),
        )

    def drop_claims(self, ids: Iterable[str]) -> None:
        """Take claims out."""
        self.many("DELETE FROM claim WHERE id = ?", ((own,) for own in ids))

    def articles_of(self, claims: Iterable[str]) -> list[str]:
        """Return the articles that make any of these claims, by source."""
        found = dict(self._among("SELECT document, 1 FROM claim WHERE id IN", claims))
        rows = self._among("SELECT source, id FROM article WHERE id IN", found)
        return [own for _, own in sorted(rows)]

    def told(self, column: str, values: Iterable[str]) -> Iterator[tuple[str, Told]]:
        """Yield the claims of facts, or about the deals of targets, each with its value."""
        query = (
            f"SELECT {column}, claim.id, document, row, published FROM claim"
            f" JOIN article ON article.id = document WHERE {column} IN"
        )
        for value, own, document, text, published in self._among(query, values):
            yield value, Told(claim(own, document, text), published)

    def has_run(self, run: str) -> bool:
        """Tell whether any claim was found by that program."""
        return self._one("SELECT 1 FROM claim WHERE run = ? LIMIT 1", run) is not None

    def facts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return facts as they stand in the graph, of those that do."""
        return dict(self._among("SELECT id, fact FROM fact WHERE id IN", ids))

    def set_facts(self, gone: Iterable[str], now: dict[str, str]) -> None:
        """Replace facts."""
        self.many("DELETE FROM fact WHERE id = ?", ((own,) for own in gone))
        self.many("REPLACE INTO fact VALUES (?, ?)", now.items())

    def deals(self, targets: Iterable[str]) -> dict[DealKey, str]:
        """Return the deals of targets as they stand in the graph."""
        rows = self._among("SELECT target, id, deal FROM deal WHERE target IN", targets)
        return {(target, own): text for target, own, text in rows}

    def set_deals(self, gone: Iterable[DealKey], now: dict[DealKey, str]) -> None:
        """Replace deals."""
        self.many("DELETE FROM deal WHERE target = ? AND id = ?", gone)
        self.many("REPLACE INTO deal VALUES (?, ?, ?)", ((*key, d) for key, d in now.items()))

    def _one(self, query: str, *values: object) -> Any:
        row = self.execute(query, values).fetchone()
        return row[0] if row else None

    def _among(self, query: str, values: Iterable[object], end: str = "") -> Iterator[Any]:
        """Yield the rows of a query that ends in `IN`, for any number of values, and `end`."""
        rest = list(values)
        for start in range(0, len(rest), _AT_ONCE):
            some = rest[start : start + _AT_ONCE]
            yield from self.execute(f"{query} ({','.join('?' * len(some))}) {end}", some)
