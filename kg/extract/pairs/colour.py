"""How the text puts a claim, and on whose word, as hashed features of the words around it.

Two questions, one table of weights. Of a claim: which modality has it? Of a claim and an actor:
is it that actor's word?
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.claims import Article
from kg.extract.context import PRECEDENCE, modality_of
from kg.extract.pairs.candidates import Candidate, End
from kg.extract.pairs.hashing import bucket, feature
from kg.extract.pairs.scene import Hit, Scene
from kg.extract.rules import SOURCES
from kg.extract.sentence import Sentence
from kg.model import Modality

MODALITIES = tuple(Modality)
SPEAKER = len(MODALITIES)
WIDTH = len(MODALITIES) + 1
CAUTION = math.log(2)
"""Log odds by which an assertion or a denial must lead: twice as likely as anything else."""
CONTRADICTION = math.log(8)
"""The same where a cue says that it is but possible."""
_OPEN = tuple(m for m in PRECEDENCE if m is not Modality.DENIED)
NEAR = 4
AROUND = 9


class Setting(NamedTuple):
    """Where a claim stands.

    Attributes:
        sentence: The sentence that says it.
        scene: The same, ready for features.
        candidate: Its two ends.
        place: Place of its trigger.
        relation: What it claims.
        hit: What cues say of it.
    """

    sentence: Sentence
    scene: Scene
    candidate: Candidate
    place: int
    relation: str
    hit: Hit | None


def claim_features(setting: Setting, article: Article) -> list[int]:
    """Return the features of a claim."""
    return list(_claim(setting, article))


def _claim(setting: Setting, article: Article) -> Iterator[int]:
    sentence, scene, _, place, relation, hit = setting
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
    """Return the actors on whose word what a sentence says may stand."""
    return [end for end in found if end.type in SOURCES]


def speaker_features(end: End, setting: Setting, article: Article) -> list[int]:
    """Return the features of an actor as the one on whose word a claim stands."""
    return [
        *_speaker(end, setting.scene),
        *_role(end, setting, article),
        *_apart(end, setting),
    ]


def _speaker(end: End, scene: Scene) -> Iterator[int]:
    """Yield what surrounds the actor."""
    row = [word.text for word in scene.words]
    yield feature("speaker", end.type, end.kind, end.rank)
    yield feature("speaker", end.kind)
    if end.item < 0:
        yield from (feature("no speaker", end.type, end.rank, word) for word in row)
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


def _role(end: End, setting: Setting, article: Article) -> Iterator[int]:
    """Yield what the actor is to the claim, and whether cues take it for the source."""
    sentence, _, candidate, place, relation, hit = setting
    own = {candidate.subject.key: "subject", candidate.object.key: "object"}
    role = own.get(end.key, "other")
    yield feature("role", role, end.type)
    yield feature("role", role, end.kind, relation)
    start = sentence.offsets[place]
    cited = [one.entity for one in article.cited(sentence) if one.start <= start]
    yield feature("cited", end.key in cited, bool(cited), None in cited)
    yield feature("cited", end.key in cited, role)
    yield feature("hit source", hit is not None and hit.source == end.key, role)
    yield feature("title" if setting.scene.title else "body", role)


def _apart(end: End, setting: Setting) -> Iterator[int]:
    """Yield what stands between the actor and what says the claim."""
    if end.item < 0:
        return
    scene, place = setting.scene, setting.place
    first, last = sorted((end.item, place))
    side = "before" if end.item < place else "behind"
    inside = [word.text for word in scene.words[first + 1 : last]]
    yield feature("apart", side, bucket(last - first))
    yield feature("apart commas", side, min(scene.commas[last] - scene.commas[first], 3))
    yield feature("apart names", side, min(sum(first < n < last for n in scene.names), 3))
    yield from (feature("apart", side, word) for word in inside[:4])
    yield from (feature("apart end", side, word) for word in inside[-3:])


def best_modality(scores: Sequence[float], cued: Modality | None = None) -> Modality:
    """Return the modality with the best score; what settles a matter must be best by a margin.

    To take a rumour for a fact, or for its denial, is worse than the reverse, so what is nearly as
    likely counts first; and what a cue calls possible is settled by a wide margin only.

    Args:
        scores: Log odds, in the order of `MODALITIES`.
        cued: What the cue says that found the claim too.

    >>> best_modality([2.9, 0.0, 0.0, 2.8, 0.0, 0.0]).value
    'possible'
    >>> best_modality([0.0, 0.0, 2.8, 0.0, 2.9, 0.0]).value
    'planned'
    >>> best_modality([4.1, 0.0, 0.0, 2.7, 0.0, 0.0], Modality.POSSIBLE).value
    'possible'
    """
    rated = dict(zip(MODALITIES, scores, strict=False))
    for settled in (Modality.ASSERTED, Modality.DENIED):
        margin = CONTRADICTION if cued is Modality.POSSIBLE else CAUTION
        if rated[settled] - max(rated[m] for m in rated if m is not settled) > margin:
            return settled
    return max(_OPEN, key=lambda modality: rated[modality])
