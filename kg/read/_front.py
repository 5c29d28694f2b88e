"""Front matter: what stands about an article above it, between two lines of three hyphens.

    ---
    date: 2025-06-10
    url: https://example.org/news/17
    ---

Only plain `key: value` lines are read, which is what such heads hold of an article's date, address
and title; other keys and nested values are passed over.

Source:
    The convention of static site generators, https://jekyllrb.com/docs/front-matter/
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from kg.errors import ReadError

_END = r"[ \t]*(?:\r\n?|\n|$)"
_HEAD = re.compile(rf"---{_END}(?P<lines>(?:(?!---{_END})[^\r\n]*(?:\r\n?|\n)){{0,60}}?)---{_END}")
_LINE = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*)")
KEYS = {
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "title": "title",
}
"""Keys that are understood -> what they say."""


class Front(NamedTuple):
    """What a head says, and the text below it."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None


def split(text: str, source: str) -> Front:
    r"""Return the front matter of a text and what stands below it; a text without one as it is.

    Args:
        text: With line ends of any kind.
        source: Its name, for messages.

    Raises:
        ReadError: The date is none; the message gives its line.

    Example:
        >>> split("---\ndate: 2025-06-10\n---\nOrion grows\n", "a.md")
        Front(text='Orion grows\n', title=None, url=None, published='2025-06-10')
    """
    head = _HEAD.match(text)
    if head is None:
        return Front(text)
    found: dict[str, str] = {}
    for number, line in enumerate(head["lines"].splitlines(), 2):
        match = _LINE.fullmatch(line.strip())
        field = KEYS.get(match["key"].lower()) if match else None
        if match and field and (value := match["value"].strip().strip("\"'").strip()):
            found.setdefault(field, _day(value, f"{source}:{number}") if _is_day(field) else value)
    return Front(text[head.end() :], **found)


def _is_day(field: str) -> bool:
    return field == "published"


def _day(value: str, place: str) -> str:
    """Return the day of an ISO 8601 date, or of one with a time."""
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError as error:
        raise ReadError(
            f"{place}: the date {value!r} is none; write it as 2025-06-10 (year, month, day)"
        ) from error
