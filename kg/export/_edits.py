"""The articles of a graph that comes back: their texts, and a document of what was drawn by hand.

Without its text an article is put together of the quotes of its claims, each at its place and
blanks between, so that every offset still holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from kg.iri import digest
from kg.model import Document, Evidence, Span, Value


class Statement(NamedTuple):
    """What a relationship says that no article says."""

    subject: str
    relation: str
    object: str | None
    value: Value | None


class Edits:
    """Articles and statements, taken in one by one; then `documents` gives all of them."""

    def __init__(self, articles: Iterable[Document], names: Mapping[str, str], tool: str) -> None:
        """Begin with what is known of the articles, and the names of the entities."""
        self.articles = {article.id: article for article in articles}
        self._names = names
        self._tool = tool
        self._quotes: dict[str, dict[Span, str]] = {}
        self._lines = [f"Edited in {tool}"]

    def quote(self, evidence: Sequence[Evidence], quotes: Sequence[str]) -> None:
        """Take in the sentences of a claim, one quote per piece of evidence."""
        for each, text in zip(evidence, [*quotes, *[""] * len(evidence)], strict=False):
            own = self._quotes.setdefault(each.document, {})
            own[each.sentence] = text
            for span in filter(None, (each.subject, each.object, each.trigger)):
                own.setdefault(span, "")

    def say(self, statement: Statement) -> Evidence:
        """Take in a statement, and return where the document of the edits says it."""
        subject = self._names.get(statement.subject, statement.subject)
        ends = statement.object if statement.object is not None else statement.value
        target = "" if ends is None else " ".join(str(ends).split())
        if statement.object is not None:
            target = self._names.get(statement.object, statement.object)
        start = len(self.text) + 1
        words = f"{subject} {statement.relation}"
        self._lines.append(f"{words} {target}.".replace(" .", "."))
        after = start + len(words) + 1
        return Evidence(
            document="",
            sentence=Span(start, start + len(self._lines[-1])),
            subject=Span(start, start + len(subject)),
            object=Span(after, after + len(target)) if statement.object is not None else None,
            trigger=Span(start + len(subject) + 1, start + len(words)),
        )

    @property
    def text(self) -> str:
        """What the document of the edits says so far."""
        return "\n".join(self._lines)

    @property
    def id(self) -> str:
        """The id of the document of the edits, once all is said."""
        return sha256(self.text.encode()).hexdigest()[:16]

    def name_of(self, statement: Statement) -> str:
        """Return the id of a claim that was drawn."""
        return digest(f"edited in {self._tool}", *statement)

    def documents(self, source: str) -> tuple[Document, ...]:
        """Return the articles, and the document of the edits if anything was drawn.

        Args:
            source: Where the graph was read from.
        """
        articles = [
            article if article.text else replace(article, text=_text(self._quotes.get(own, {})))
            for own, article in self.articles.items()
        ]
        if len(self._lines) == 1:
            return tuple(articles)
        return (*articles, Document(self.id, self.text, "en", self._lines[0], source))


def _text(quotes: Mapping[Span, str]) -> str:
    letters = [" "] * max((span.end for span in quotes), default=0)
    for (start, end), text in quotes.items():
        letters[start : start + len(text)] = text[: end - start]
    return "".join(letters)
