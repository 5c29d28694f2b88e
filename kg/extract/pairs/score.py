"""Claims that the model of pairs makes, and its word on those that cues make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg import ontology
from kg.extract.claims import Article, Found
from kg.extract.pairs.details import context, qualifiers
from kg.extract.pairs.features import Hit, located, nearest, plain
from kg.extract.pairs.model import Model, load
from kg.extract.pairs.rate import Ends, Seen, ends_of, seen
from kg.extract.sentence import Argument
from kg.model import Quantity

EXTRACTOR = "pairs"
FAR_BELOW = -6.0
"""A plain score from which no place of a trigger lifts a candidate to a claim."""

Key = tuple[str, Ends]


class Scored(NamedTuple):
    """A candidate as a claim of one relation."""

    seen: Seen
    relation: str
    confidence: float

    @property
    def key(self) -> Key:
        """What it claims, wherever in the article."""
        return _key(
            self.relation, (self.seen.candidate.subject.key, self.seen.candidate.object.key)
        )


def _key(relation: str, ends: Ends) -> Key:
    if ontology.load().relations[relation].symmetric:
        ends = min(ends, ends[::-1], key=str)
    return relation, ends


def find(article: Article, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the claims of an article: the model's, and those of the cues that it lets stand.

    A claim of a cue whose ends the model did not see (a phrase as object, say) stands as it is.
    The others stand where the model, which knows of the cue, finds them likely; their confidence
    becomes the model's.

    Args:
        article: Its sentences as items.
        found: What the cues claim.
    """
    model = load(article.rules.language)
    if model is None:
        yield from found
        return
    best = _best(scored(article, found, model))
    keys = [_key_of(one) for one in found]
    for one, key in zip(found, keys, strict=True):
        rated = best.get(key) if key else None
        if rated is None:
            yield one
        elif rated.confidence >= model.thresholds[one.relation]:
            yield one._replace(confidence=round(rated.confidence, 3))
    for key, rated in best.items():
        if key not in keys and rated.confidence >= model.thresholds[rated.relation]:
            yield _found(rated, article, model)


def _best(rated: Iterable[Scored]) -> dict[Key, Scored]:
    """Return the surest candidate for each claim, the first of equals, in text order."""
    best: dict[Key, Scored] = {}
    for one in rated:
        if one.key not in best or one.confidence > best[one.key].confidence:
            best[one.key] = one
    return best


def _key_of(found: Found) -> Key | None:
    ends = ends_of(found)
    return _key(found.relation, ends) if ends else None


def scored(article: Article, found: Sequence[Found], model: Model) -> Iterator[Scored]:
    """Yield every candidate with every relation that is not out of the question."""
    for one in seen(article, found):
        scores = model.plain(plain(one.candidate, one.scene)).tolist()
        for relation in one.relations:
            column = model.columns.get(relation)
            if column is None or scores[column] < FAR_BELOW:
                continue
            more = model.located(located(one.candidate, one.scene, relation), column)
            yield Scored(one, relation, model.confidence(scores[column] + more))


def place_of(one: Seen, relation: str) -> int:
    """Return where a claim stands: at its trigger, or at its last end if it has none."""
    place = nearest(one.candidate, one.scene, relation)
    return max(end.item for end in one.candidate) if place is None else place


def hit_of(one: Seen, relation: str) -> Hit | None:
    """Return what a cue says of a claim, if one claims it in this sentence."""
    hits = one.scene.cues.get((one.candidate.subject.key, one.candidate.object.key), ())
    return next((hit for hit in hits if hit.relation == relation), None)


def _found(one: Scored, article: Article, model: Model) -> Found:
    """Return a claim of the model; it stands at the trigger, or at its last end if it has none."""
    sentence, _, _, candidate, _ = one.seen
    subject, other = candidate.subject.content, candidate.object.content
    place = place_of(one.seen, one.relation)
    modality, source = context(sentence, place, one.relation, article)
    quantity = other if isinstance(other, Quantity) else None
    return Found(
        relation=one.relation,
        sentence=sentence,
        subject=subject,  # type: ignore[arg-type]
        object=other if isinstance(other, Argument) else None,
        value=quantity.value if quantity else None,
        qualifiers=qualifiers(sentence, place, one.relation, quantity, article.rules),
        modality=modality,
        source=source,
        trigger=sentence.items[place].span,
        confidence=round(one.confidence, 3),
        by=(EXTRACTOR, model.name),
    )
