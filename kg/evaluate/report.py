"""The error report: article by article, what the text says, what was annotated, what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.evaluate.align import Key
from kg.evaluate.score import Card, Compared

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def report(card: Card) -> str:
    """Return a Markdown report: the score card, then every error beside its sentence.

    Text of articles is escaped, so that nothing in it is read as markup.
    """
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Card) -> Iterator[str]:
    yield "# Errors\n"
    yield "```text"
    yield from card.lines("relation")
    yield "```"
    for article in card.articles:
        rows = list(_errors(article))
        if rows:
            title = _escaped(article.extraction.document.title)
            yield f"\n## {_escaped(article.gold.id)}: {title}\n"
            yield "| | claim | sentence |"
            yield "| --- | --- | --- |"
            yield from rows


def _errors(article: Compared) -> Iterator[str]:
    text = article.extraction.document.text
    for key in article.missed:
        yield _row("missed", key, article.wanted[key].evidence)
    for key in article.wrong:
        yield _row("wrong", key, article.found[key].evidence[0].sentence.of(text))
    for key, other in article.pairs.items():
        wanted, found = article.wanted[key], article.found[other]
        if wanted.modality != found.modality:
            what = f"{found.modality}, not {wanted.modality}"
            yield _row(what, key, found.evidence[0].sentence.of(text))


def _row(what: str, key: Key, sentence: str) -> str:
    claim = f"{key.subject} — {key.relation} → {key.object}"
    return f"| {what} | {_escaped(claim)} | {_escaped(sentence)} |"


def _escaped(text: str) -> str:
    r"""Return text that Markdown shows as it stands, on one line.

    >>> print(_escaped("a|b <i>"))
    a\|b \<i\>
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
