"""Read articles: a file, a folder or "-" (standard input) -> Documents; one file per kind.

A kind of input is a module of this package; its name is the name of the kind, and it has

    SUFFIXES    file names that it reads, such as (".txt", ".md")
    parse       bytes, name of the source -> Articles

Here is what all kinds share: finding the files, reading their bytes, and making a `Document` of an
`Article`. Line ends become line feeds and the text NFC; offsets refer to the text after that.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from kg.errors import LanguageError, ReadError
from kg.iri import digest
from kg.language import detect
from kg.model import Document
from kg.read._article import Article

__all__ = ["STDIN", "Article", "Kind", "find", "kinds", "read"]

STDIN = "-"
MAX_CHARACTERS = 1_000_000
"""More is no article, and spaCy takes no more in one piece."""
_MAX_BYTES = 4 * MAX_CHARACTERS


class Kind(Protocol):
    """What a module of this package offers."""

    SUFFIXES: tuple[str, ...]

    def parse(self, data: bytes, source: str) -> Iterator[Article]:
        """Yield the articles that `data` holds; raise ReadError, the source named in front."""


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of input by its name, in alphabetical order.

    Example:
        >>> kinds()["text"].SUFFIXES
        ('.txt', '.md')
    """
    names = sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    return {name: cast(Kind, import_module(f"{__name__}.{name}")) for name in names}


def find(path: str) -> tuple[str, ...]:
    """Return the sources under `path`: itself, or the articles of a folder and all below it.

    The order of a folder is that of its names, code point by code point; hidden files and folders
    are passed over.

    Raises:
        ReadError: There is no such file, or the folder holds no article.
    """
    if path == STDIN or not Path(path).is_dir():
        return (path,)
    suffixes = tuple(suffix for kind in kinds().values() for suffix in kind.SUFFIXES)
    found = tuple(str(file) for file in _walk(Path(path)) if file.suffix.lower() in suffixes)
    if not found:
        raise ReadError(f"{path}: no article in this folder; kg reads {', '.join(suffixes)}")
    return found


def read(source: str) -> Iterator[Document]:
    """Yield the documents of one source: a file, or "-" for UTF-8 text on standard input.

    Args:
        source: As the user named it; kept as `Document.source`.

    Raises:
        ReadError: The file is missing, of no known kind, empty, binary, not in UTF-8, or longer
            than `MAX_CHARACTERS`.
        LanguageError: The article is in no supported language.
    """
    kind = _kind_of(source)
    for article in kind.parse(_bytes_of(source), source):
        yield _document(article, source)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise ReadError(f"{folder}: cannot be listed ({error.strerror})") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():  # a link may lead back up, without end
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _kind_of(source: str) -> Kind:
    """Return the kind by the file's suffix; what has none, such as a pipe, is text."""
    suffix = Path(source).suffix.lower() if source != STDIN else ""
    for kind in kinds().values():
        if suffix in kind.SUFFIXES:
            return kind
    if not suffix or not Path(source).exists():
        return kinds()["text"]
    known = ", ".join(suffix for kind in kinds().values() for suffix in kind.SUFFIXES)
    raise ReadError(f"{source}: files in {suffix} are not read; kg reads {known}")


def _bytes_of(source: str) -> bytes:
    try:
        if source == STDIN:
            data = sys.stdin.buffer.read(_MAX_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadError(f"{source}: no such file; check the path") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{source}: cannot be read ({reason})") from error
    if len(data) > _MAX_BYTES:
        raise ReadError(f"{source}: longer than {MAX_CHARACTERS:,} characters; split it")
    return data


def _document(article: Article, source: str) -> Document:
    text = article.text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    if not any(map(str.isalnum, text)):
        raise ReadError(f"{source}: empty; the article's title goes on the first line")
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"{source}: longer than {MAX_CHARACTERS:,} characters; split it")
    try:
        language = detect(text)
    except LanguageError as error:
        raise LanguageError(f"{source}: {error}") from error
    lines = (line.strip() for line in text.split("\n"))
    return Document(
        id=digest(text),
        text=text,
        language=language,
        title=article.title or next(line for line in lines if line),
        # A file name may hold bytes that are no UTF-8, and everything that is written is UTF-8.
        source=os.fsencode(source).decode("utf-8", "replace"),
        url=article.url,
        published=article.published,
    )
