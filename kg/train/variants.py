"""Variants of an annotated article: the same sentences about other actors, quoted otherwise.

A small corpus has each name in one article. A learner that meets the same sentences with other
names goes by the sentences, and no longer by the names.

Source:
    Dai, X., Adel, H.: An Analysis of Simple Data Augmentation for Named Entity Recognition.
    COLING 2020 ("mention replacement").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.language import annotate, lookup_key
from kg.model import Document, Span
from kg.ontology import names
from kg.train.corpus import Example, tags

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUOTES = {"«": "»", '"': '"', "“": "”"}
WAYS_TO_QUOTE = (None, None, "«»", '""', "“”", "")
"""Opening and closing mark around every name that is quoted; None leaves them as they are."""
KNOWN = 0.3
"""Share of the new names that come from the tables of known actors."""


class Stock(NamedTuple):
    """Names by type: those of the corpus, and those of known actors."""

    own: Mapping[str, Sequence[str]]
    known: Mapping[str, Sequence[str]]


def stock(examples: Iterable[Example], *, language: str) -> Stock:
    """Collect the names that `examples` and the tables of known actors have in a language."""
    own: dict[str, dict[str, None]] = {}
    for example in examples:
        for entity in example.entities:
            own.setdefault(entity["type"], {})[entity["text"]] = None
    known: dict[str, dict[str, None]] = {}
    for actor in names.load(lookup_key):
        spelt = (name.text for name in actor.names if name.language == language)
        known.setdefault(actor.type, {}).update(dict.fromkeys(spelt))
    return Stock(
        {kind: sorted(some) for kind, some in own.items()},
        {kind: sorted(some) for kind, some in known.items() if some},
    )


def vary(example: Example, stock: Stock, *, language: str, seed: str) -> tuple[Doc, list[str]]:
    """Return an article with other names, and a tag for each token; the same for the same seed."""
    random = Random(f"{seed} {example.id}")
    renamed = _renamed(example.entities, stock, random)
    text, mentions = "", list[tuple[Span, str]]()
    for before, name, kind in _pieces(example, random.choice(WAYS_TO_QUOTE)):
        text += before
        new = renamed.get(name, name)
        if kind:
            mentions.append((Span(len(text), len(text) + len(new)), kind))
        text += new
    doc = annotate(Document(example.id, text, language, "", "-"))
    return doc, tags(doc, mentions)


def _renamed(entities: Sequence[dict[str, Any]], stock: Stock, random: Random) -> dict[str, str]:
    """Return old name -> new name; a part of a name becomes a part of the new one."""
    renamed = {}
    for entity in entities:
        kind, whole = entity["type"], entity["text"]
        known = random.random() < KNOWN and kind in stock.known
        new = random.choice((stock.known if known else stock.own).get(kind, [whole]))
        renamed[whole] = new
        for alias in entity.get("aliases", ()):
            is_part = set(alias.split()) < set(whole.split())
            renamed[alias] = new.split()[-1] if is_part else new
    return renamed


def _pieces(example: Example, quotes: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield the text cut at its names: what stands before, the name, its type; last no name."""
    text, at = example.doc.text, 0
    for span, kind in example.mentions:
        before, after = text[at : span.start], text[span.end : span.end + 1]
        quoted = before[-1:] in QUOTES and QUOTES[before[-1:]] == after
        if quotes is None or not quoted:
            yield before, span.of(text), kind
            at = span.end
        else:
            yield before[:-1] + quotes[:1], span.of(text), kind
            yield quotes[1:], "", ""
            at = span.end + 1
    yield text[at:], "", ""
