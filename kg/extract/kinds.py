"""The type of a new name, by all that the article says around it.

The recogniser tells types mention by mention, with a few words in view. Here the words around all
mentions of one actor are weighed together (an assistant is launched, a company has a head), and
the recogniser's own word counts as one more sign. Actors that the name tables know keep the type
they have there.

A file `kg/models/types-CODE.npz` holds arrays (n features, t types):

| array | shape, dtype | what |
| --- | --- | --- |
| `types` | (t,) str | the columns |
| `features` | (n,) uint32 | CRC-32 of the features, ascending |
| `weights` | (n, t) float16 | of a multinomial logistic regression |

Source:
    NPY 1.0 in a ZIP archive, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.extract import arrays
from kg.extract.article import is_adjective, read_sentences
from kg.extract.pairs.words import Word, words
from kg.extract.recogniser.lexicon import MODELS
from kg.extract.rules import rulebook
from kg.extract.sentence import Argument, Sentence
from kg.language import lookup_key
from kg.model import Document, Entity

FIELDS = ("types", "features", "weights")
TRUST = 0.6
"""Weight of the recogniser's votes, as log probabilities, beside the words around."""
FLOOR = 0.02
"""Probability that the recogniser gives at least to any type."""
NEAR, BESIDE, CARRIERS = 4, 2, 6
"""How many items at each side count as near, as right beside, and are searched for triggers."""


class Model(NamedTuple):
    """Weights of hashed features."""

    types: tuple[str, ...]
    features: NDArray[np.uint32]
    weights: NDArray[np.float32]

    def scores(self, features: Sequence[int]) -> NDArray[np.float64]:
        """Return the log probability of each type."""
        asked = np.unique(np.array(features, dtype=np.uint32))
        places = np.searchsorted(self.features, asked)
        places = places[places < len(self.features)]
        places = places[np.isin(self.features[places], asked)]
        total = self.weights[places].sum(axis=0, dtype=np.float64)
        total -= total.max()
        scores: NDArray[np.float64] = total - np.log(np.exp(total).sum())
        return scores


@cache
def load(language: str) -> Model | None:
    """Return the model of a language; None if there is none, and the recogniser must do.

    Raises:
        LanguageError: The file is no such model.
    """
    return arrays.read(MODELS / f"types-{language}.npz", FIELDS, _model, what="types")


def _model(read: arrays.Arrays) -> Model:
    types = tuple(map(str, read["types"]))
    return Model(types, read["features"], read["weights"].astype(np.float32))


def write(path: Path, made: arrays.Arrays) -> None:
    """Write a model; the same arrays give the same bytes."""
    arrays.write(path, made, FIELDS)


def settled(doc: Doc, document: Document, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the entities, those that no table knows with the type that the article speaks for.

    Args:
        doc: The article, annotated.
        document: The article.
        entities: Its entities, with their mentions in it.
    """
    model = load(document.language)
    if model is None or all(map(_is_settled, entities)):
        return tuple(entities)
    seen = features(doc, document, entities)
    return tuple(
        one if _is_settled(one) else _typed(one, _best(one, model, seen[one.id]))
        for one in entities
    )


def _is_settled(entity: Entity) -> bool:
    mentions = entity.mentions
    return any(mention.known for _, mention in mentions) or all(map(is_adjective, mentions))


def _best(entity: Entity, model: Model, seen: Sequence[int]) -> str:
    votes = Counter(mention.type for _, mention in entity.mentions)
    shares = np.array([votes[kind] for kind in model.types]) / votes.total()
    scores = model.scores(seen) + TRUST * np.log(FLOOR + (1 - FLOOR * len(shares)) * shares)
    return model.types[int(np.argmax(scores))]


def _typed(entity: Entity, kind: str) -> Entity:
    if all(mention.type == kind for _, mention in entity.mentions) and entity.type == kind:
        return entity
    mentions = tuple((place, replace(mention, type=kind)) for place, mention in entity.mentions)
    return replace(entity, type=kind, mentions=mentions)


def features(doc: Doc, document: Document, entities: Sequence[Entity]) -> dict[str, list[int]]:
    """Return the features of each entity, as hashes, by its id."""
    found = {entity.id: set(_named(entity)) for entity in entities}
    for sentence in read_sentences(doc, document, entities, rulebook(document.language)):
        row = words(sentence.items, document.language)
        for place, item in enumerate(sentence.items):
            if isinstance(item.content, Argument):
                found[item.content.entity].update(_around(row, place))
                found[item.content.entity].update(_set(sentence, place, document.text))
    return {name: sorted(crc32(each.encode()) for each in own) for name, own in found.items()}


def _named(entity: Entity) -> Iterator[str]:
    """Yield what its names look like."""
    yield "bias"
    yield f"mentions {min(len(entity.mentions), 5)}"
    for text in dict.fromkeys(mention.text for _, mention in entity.mentions):
        parts = lookup_key(text).split()
        yield f"length {min(len(parts), 4)}"
        yield from (f"has {part}" for part in parts)
        if parts:
            yield f"first {parts[0]}"
            yield f"last {parts[-1]}"
        yield "digit" if any(map(str.isdigit, text)) else "no digit"
        yield "Latin" if text.isascii() else "not Latin"
        yield from (f"begins {text[:size]}" for size in (2, 3))
        yield from (f"ends {text[-size:]}" for size in (2, 3))
        if "-" in text:
            yield "hyphen"


def _around(row: Sequence[Word], place: int) -> Iterator[str]:
    """Yield the words around a mention, and the relations whose triggers stand near it."""

    def word(step: int) -> str:
        return row[place + step].text if 0 <= place + step < len(row) else "#"

    for step in range(1, NEAR + 1):
        for side, at in (("left", -step), ("right", step)):
            yield f"{side} {word(at)}"
            if step <= BESIDE:
                yield f"{side} {step} {word(at)}"
    yield f"left two {word(-2)} {word(-1)}"
    yield f"between {word(-1)} {word(1)}"
    for side, places in (
        ("left", range(max(0, place - CARRIERS), place)),
        ("right", range(place + 1, min(len(row), place + CARRIERS))),
    ):
        yield from (f"carrier {side} {each}" for at in places for each in row[at].relations)


def _set(sentence: Sentence, place: int, text: str) -> Iterator[str]:
    """Yield how a mention is set: in quotation marks, before brackets, in the title."""
    start, end = sentence.items[place].span
    if text[max(start - 1, 0) : start] in ("«", '"', "“"):
        yield "quoted"
    if "(" in text[end : end + 2]:
        yield "before bracket"
    if sentence.index == 0:
        yield "title"
