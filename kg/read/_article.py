"""What every kind of input gives, before it becomes a `Document`."""

from __future__ import annotations

from typing import NamedTuple


class Article(NamedTuple):
    """An article as its source gives it.

    Attributes:
        text: Title included, as it stands.
        title: Where the source marks it; else the first line that is not blank.
        url: The article's address, if the source says it.
        published: ISO 8601 date, if the source says it.
    """

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
