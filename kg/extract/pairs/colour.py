"""How the text puts a claim, and on whose word, as hashed features of the words around it.

Two questions, one table of weights. Of a claim: which modality has it, and is it somebody's word?
Of an actor in the sentence: is it the one whose word the sentence passes on?
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.claims import Article
from kg.extract.context import PRECEDENCE, modality_of
from kg.extract.pairs.candidates import End
from kg.extract.pairs.hashing import bucket, feature
from kg.extract.pairs.scene import Hit, Scene
from kg.extract.rules import SOURCES
from kg.extract.sentence import Sentence
from kg.model import Modality

MODALITIES = tuple(Modality)
ATTRIBUTED, SPEAKER = len(MODALITIES), len(MODALITIES) + 1
WIDTH = len(MODALITIES) + 2
CAUTION = math.log(2)
"""Log odds by which an assertion must be likelier than anything else: twice as likely."""
NEAR = 4
AROUND = 9


class Setting(NamedTuple):
    """Where a claim stands: its sentence, the place of its trigger, and what cues say of it."""

    sentence: Sentence
    scene: Scene
    place: int
    relation: str
    hit: Hit | None


def claim_features(setting: Setting, article: Article) -> list[int]:
    """Return the features of a claim."""
    return list(_claim(setting, article))


def _claim(setting: Setting, article: Article) -> Iterator[int]:
    sentence, scene, place, relation, hit = setting
    row = [word.text for word in scene.words]
    start = sentence.offsets[place]
    end = start + 1 + len(sentence.items[place].code)
    wide, narrow = (
        modality_of(sentence, start, end, scope=scope, rules=article.rules)
        for scope in ("clause", "noun")
    )
    cited = [one for one in article.cited(sentence) if one.start <= start]
    yield feature("colour", relation)
    yield feature("wide", wide, relation)
    yield feature("wide", wide, bool(cited))
    yield feature("wide", wide)
    yield feature("narrow", narrow)
    yield feature("cited", bool(cited), any(one.entity for one in cited))
    if hit:
        yield feature("hit", hit.modality)
        yield feature("hit", hit.modality, bool(hit.source))
        yield feature("hit", hit.modality, relation)
        yield feature("hit row", hit.row)
    yield feature("in title" if scene.title else "in text", relation)
    yield feature("said as", sentence.items[place].code.partition("[")[0], relation)
    yield feature("said as", sentence.items[place].code.partition("[")[0])
    yield from _window(row, place)
    yield from (feature("begins", word) for word in row[:2])
    yield from (feature("ends", word) for word in row[-6:])


def _window(row: Sequence[str], place: int) -> Iterator[int]:
    for step in range(1, AROUND):
        if place >= step:
            word = row[place - step]
            yield feature("said left", word)
            if step <= NEAR:
                yield feature("said left", step, word)
                yield feature("said left two", word, row[place - step + 1])
        if place + step < len(row):
            word = row[place + step]
            yield feature("said right", word)
            if step <= NEAR:
                yield feature("said right", step, word)
    clause = next((n for n in range(place - 1, -1, -1) if row[n] == ","), -1)
    yield from (feature("clause", word) for word in row[clause + 1 : place])


def speakers(found: Sequence[End]) -> list[End]:
    """Return the actors of a sentence that may be those on whose word it stands."""
    return [end for end in found if end.type in SOURCES and end.rank == 0]


def speaker_features(end: End, scene: Scene) -> list[int]:
    """Return the features of an actor as the one whose word a sentence passes on."""
    return list(_speaker(end, scene))


def _speaker(end: End, scene: Scene) -> Iterator[int]:
    row = [word.text for word in scene.words]
    yield feature("speaker", end.type, end.kind)
    yield feature("speaker", end.kind)
    if end.item < 0:
        yield from (feature("no speaker", end.type, word) for word in row)
        return
    yield feature("speaks at", bucket(end.item))
    yield feature("speaks from end", bucket(len(row) - end.item))
    yield feature("speaks first", sum(n < end.item for n in scene.names) == 0, end.type)
    for step in range(1, 6):
        for side, place in (("l", end.item - step), ("r", end.item + step)):
            word = row[place] if 0 <= place < len(row) else "#"
            yield feature("sp", side, word)
            if step <= 3:
                yield feature("sp", side, step, word)
                yield feature("sp", side, step, word, end.type)
    left = row[max(end.item - 2, 0) : end.item]
    yield feature("sp two", *left)
    yield feature("sp two", *left, end.type)


def best_modality(scores: Sequence[float]) -> Modality:
    """Return the modality with the best score; a plain assertion must be the best by a margin.

    To take a rumour for a fact is worse than the reverse, so what is nearly as likely counts first.

    >>> best_modality([2.9, 0.0, 0.0, 2.8, 0.0, 0.0]).value
    'possible'
    """
    others = max(PRECEDENCE, key=lambda modality: scores[MODALITIES.index(modality)])
    lead = scores[MODALITIES.index(Modality.ASSERTED)] - scores[MODALITIES.index(others)]
    return Modality.ASSERTED if lead > CAUTION else others
