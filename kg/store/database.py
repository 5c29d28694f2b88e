"""The SQLite database of a store: its tables, and how it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.errors import GraphError

SCHEMA = """
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, source TEXT, url TEXT, published TEXT, title TEXT, claims INTEGER,
    extraction TEXT);
CREATE INDEX IF NOT EXISTS article_source ON article (source);
CREATE INDEX IF NOT EXISTS article_url ON article (url) WHERE url IS NOT NULL;
CREATE TABLE IF NOT EXISTS profile (number INTEGER PRIMARY KEY, key TEXT UNIQUE, actor TEXT);
CREATE INDEX IF NOT EXISTS profile_actor ON profile (actor);
CREATE TABLE IF NOT EXISTS sign (
    sign TEXT, profile INTEGER, PRIMARY KEY (sign, profile)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sign_profile ON sign (profile);
CREATE TABLE IF NOT EXISTS observed (
    document TEXT, entity TEXT, profile INTEGER, mentions INTEGER,
    PRIMARY KEY (document, entity)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS observed_entity ON observed (entity);
CREATE INDEX IF NOT EXISTS observed_profile ON observed (profile, document, mentions);
CREATE TABLE IF NOT EXISTS actor (id TEXT PRIMARY KEY, entity TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (
    id TEXT PRIMARY KEY, document TEXT, fact TEXT, target TEXT, run TEXT, row TEXT);
CREATE INDEX IF NOT EXISTS claim_fact ON claim (fact);
CREATE INDEX IF NOT EXISTS claim_target ON claim (target) WHERE target IS NOT NULL;
CREATE TABLE IF NOT EXISTS fact (id TEXT PRIMARY KEY, fact TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deal (
    target TEXT, id TEXT, deal TEXT, PRIMARY KEY (target, id)) WITHOUT ROWID;
"""


def connect(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """Open the observations of a store; every change needs a transaction.

    Raises:
        GraphError: They are damaged, or no SQLite database.
    """
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # A transaction that is written before it is committed would shut readers out; and what
        # is committed must not come undone when the machine stops.
        connection.execute("PRAGMA cache_spill = OFF")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA busy_timeout = 30000")
        if create:
            connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise GraphError(f"{path}: is damaged ({error}); build the store anew") from error
    return connection
