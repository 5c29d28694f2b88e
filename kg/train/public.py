"""Public sets as tagged documents, their labels mapped to the project's types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def read(public: Path, *, language: str) -> Iterator[tuple[Doc, list[str]]]:
    """Yield the documents of the public sets of a language, and a tag for each token."""
    yield from ()
