"""Reads the examples of cue tables: sentences in which each name is marked `[Type Name]`."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.extract.claims import Article, Found, find
from kg.extract.rules import rulebook
from kg.extract.sentence import Argument, Sentence, encode
from kg.language import annotate, quantities, sentences
from kg.model import Document, Mention, Provenance, Span

MARK = re.compile(r"\[(\w+) ([^\]]+)\]")
BY_HAND = Provenance("hand", "example", "0")


def _unmarked(example: str) -> tuple[str, list[Argument]]:
    """Return the bare text of an example, and its names; equal names are one entity."""
    text = ""
    names = []
    at = 0
    for match in MARK.finditer(example):
        text += example[at : match.start()]
        span = Span(len(text), len(text) + len(match[2]))
        mention = Mention(span, match[2], match[1], None, BY_HAND)
        names.append(Argument(mention, match[2], match[1]))
        text += match[2]
        at = match.end()
    return text + example[at:], names


def _encoded(text: str, names: list[Argument], language: str) -> list[Sentence]:
    rules = rulebook(language)
    doc = annotate(Document("example", text, language, "", "example"))
    numbers = [q for q in quantities(doc) if not any(n.mention.span.covers(q.span) for n in names)]
    return [
        encode(
            index,
            sent,
            lexicon=rules.lexicon,
            letters=rules.letters,
            arguments=[n for n in names if _inside(n.mention.span, sent)],
            quantities=[q for q in numbers if _inside(q.span, sent)],
        )
        for index, sent in enumerate(sentences(doc))
    ]


def _inside(span: Span, sent) -> bool:  # type: ignore[no-untyped-def]
    return bool(sent.start_char <= span.start < sent.end_char)


def _article(example: str, language: str) -> Article:
    text, names = _unmarked(example)
    return Article(text, _encoded(text, names, language), rulebook(language))


def _read(example: str, language: str) -> list[Found]:
    return list(find(_article(example, language)))


@pytest.fixture
def read_article() -> Callable[[str, str], Article]:
    """Read a marked text of a language into an article of sentences."""
    return _article


@pytest.fixture(scope="session")
def read_example() -> Callable[[str, str], list[Found]]:
    """A function from a marked example and its language to what the cues find in it."""
    return _read
