"""UTF-8 text, plain or Markdown: one article a file, its title on the first line.

A date and an address may stand above it as front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import ReadError
from kg.read import _front
from kg.read._article import Article

SUFFIXES = (".txt", ".md")
_BOM = "\ufeff"
_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_HEADING = re.compile(r"#{1,6}\s+")
_TEXT_CONTROLS = frozenset(b"\t\n\f\r\x1b")
_SAMPLE = 4096
"""Bytes that are looked at to tell what a file is that is not UTF-8."""


def parse(data: bytes, source: str) -> Iterator[Article]:
    """Yield the one article that `data` is; a byte order mark in front is dropped.

    Args:
        data: The file.
        source: Its name, for messages.

    Raises:
        ReadError: `data` is binary or not in UTF-8, or the date above it is none; the message says
            where and what to do.

    Example:
        >>> next(parse("# ميتا تستثمر".encode(), "a.md"))
        Article(text='# ميتا تستثمر', title='ميتا تستثمر', url=None, published=None)
    """
    text = _decode(data, source).removeprefix(_BOM)
    front = _front.split(text, source)
    text, title = front.text, _title(front.text)
    if front.title and front.title != title:
        text, title = f"{front.title}\n\n{text}", front.title
    yield Article(text, title, front.url, front.published)


def _decode(data: bytes, source: str) -> str:
    if encoding := _utf_16(data):
        raise _unreadable(source, 0, encoding)
    if (at := data.find(0)) >= 0:
        raise ReadError(f"{source}: a binary file (NUL at byte {at}); kg reads UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_binary(data):
            what = f"{source}: a binary file (no text at byte {error.start}); kg reads UTF-8 text"
            raise ReadError(what) from error
        raise _unreadable(source, error.start, _legacy(data)) from error


def _unreadable(source: str, at: int, encoding: str) -> ReadError:
    return ReadError(
        f"{source}: not UTF-8 at byte {at}, perhaps {encoding}; "
        f"convert it: iconv -f {encoding} -t UTF-8 FILE > NEW"
    )


def _utf_16(data: bytes) -> str | None:
    """Return the name of the UTF-16 form that `data` has, judged by its mark or its letters."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if 0 in data[:_SAMPLE]:
        for name in ("UTF-16LE", "UTF-16BE"):
            text = data[: _SAMPLE - _SAMPLE % 2].decode(name, "replace")
            if _share_of_letters(text) > 0.9:
                return name
    return None


def _share_of_letters(text: str) -> float:
    """Return how much of `text` is Arabic or Latin writing, in [0, 1]."""
    known = sum(" " <= char <= "ɏ" or "\u0600" <= char <= "ۿ" or char in "\r\n\t" for char in text)
    return known / len(text)


def _is_binary(data: bytes) -> bool:
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in data[:_SAMPLE])
    return controls * 50 > len(data[:_SAMPLE])


def _legacy(data: bytes) -> str:
    """Return the likelier of the two old encodings: Arabic letters come in rows, accents do not."""
    text = data[:_SAMPLE].decode("cp1256", "replace")
    letters = [char for char in text if char.isalpha() and not char.isascii()]
    arabic = sum("\u0600" <= char <= "ۿ" for char in letters)
    in_rows = 10 * len(letters) > len(text)
    return "cp1256" if in_rows and 2 * arabic > len(letters) else "cp1252"


def _title(text: str) -> str | None:
    """Return the first line that is not blank, without Markdown's heading mark."""
    lines = (_HEADING.sub("", line.strip(), count=1) for line in text.splitlines())
    return next(filter(None, lines), None)
