"""Claims that the model of pairs makes, and its word on those that cues make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kg import ontology
from kg.extract.claims import Article, Found
from kg.extract.pairs.candidates import End
from kg.extract.pairs.colour import (
    SPEAKER,
    Setting,
    best_modality,
    claim_features,
    speaker_features,
    speakers,
)
from kg.extract.pairs.features import framed, located, nearest, plain
from kg.extract.pairs.model import Model, load
from kg.extract.pairs.rate import Ends, Seen, ends_of, seen
from kg.extract.pairs.scene import Hit
from kg.extract.qualifiers import of_quantity
from kg.extract.sentence import Argument
from kg.model import Modality, Quantity

EXTRACTOR = "pairs"
FAR_BELOW = -4.5
"""A plain score from which no place of a trigger lifts a candidate to a claim."""

NEGLIGIBLE = 0.05
"""Confidence below which a candidate is forgotten, unless a cue claims it."""
TURNS, UNLIKELY = 0.5, -3.0
"""Log odds of being an actor's word.

From the first on even what seems plainly asserted is somebody's word; what is not plainly asserted
is so from the second on.
"""

TRUST = 0.5
"""Share of the model's threshold that a claim must reach which a cue says too."""

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
    The others stand where the model, which knows of the cue, finds them half as likely as a claim
    of its own must be; their confidence becomes the model's.

    Args:
        article: Its sentences as items.
        found: What the cues claim.
    """
    model = load(article.rules.language)
    if model is None:
        yield from found
        return
    rated = list(scored(article, found, model))
    best = _best(rated)
    here = {(one.key, one.seen.sentence.index): one for one in rated}
    keys = [_key_of(one) for one in found]
    for one, key in zip(found, keys, strict=True):
        if key is None or key not in best or _unsaid(one):
            yield one
            continue
        likely = best[key]
        if likely.confidence >= TRUST * model.thresholds[one.relation]:
            painted = coloured(one, here.get((key, one.sentence.index)), article, model)
            yield painted._replace(confidence=round(likely.confidence, 3))
    for key, likely in best.items():
        if key not in keys and likely.confidence >= model.thresholds[likely.relation]:
            yield coloured(_found(likely, article, model), likely, article, model)


def _unsaid(found: Found) -> bool:
    """Tell whether the other side of a symmetric claim is not in the sentence at all.

    Of "the rival firm X" the model has next to no examples; the cue knows whom it is a rival of.
    """
    here = found.sentence.span
    symmetric = ontology.load().relations[found.relation].symmetric
    return symmetric and not (found.object and here.covers(found.object.mention.span))


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
    """Yield every candidate with every relation that is likely enough, or that a cue claims."""
    for _, group in groupby(seen(article, found), key=lambda one: one.sentence.index):
        yield from _scored(list(group), model)


def _scored(group: Sequence[Seen], model: Model) -> Iterator[Scored]:
    """Yield the likely ones among the candidates of one sentence; its numbers are added at once."""
    frames = model.pairs.totals([framed(one.candidate, one.scene) for one in group])
    known = model.pairs.totals([plain(one.candidate, one.scene) for one in group])
    known += frames + frames[:, -1:]
    asked = [
        (one, relation, column, score)
        for one, row in zip(group, known.tolist(), strict=True)
        for relation in one.relations
        if (column := model.columns.get(relation)) is not None
        and ((score := row[column]) >= FAR_BELOW or hit_of(one, relation))
    ]
    places = [located(one.candidate, one.scene, relation) for one, relation, *_ in asked]
    more = model.pairs.totals(places).tolist()
    for (one, relation, column, score), row in zip(asked, more, strict=True):
        confidence = model.confidence(score + row[column] + row[-1], relation)
        if confidence >= NEGLIGIBLE or hit_of(one, relation):
            yield Scored(one, relation, confidence)


def coloured(found: Found, here: Scored | None, article: Article, model: Model) -> Found:
    """Return a claim with the modality and the source that the model gives it.

    Args:
        found: The claim.
        here: What the model saw of it in its sentence; without it the claim stays as it is.
        article: Where it stands.
        model: The weights.
    """
    if here is None:
        return found
    one, relation = here.seen, here.relation
    setting = setting_of(one, relation)
    scores = model.colours.total(claim_features(setting, article)).tolist()
    modality = best_modality(scores, setting.hit and setting.hit.modality)
    source, odds = _source(setting, article, model, one.ends)
    if source and modality is Modality.ASSERTED and odds > TURNS:
        modality = Modality.REPORTED
    return found._replace(modality=modality, source=source)


def setting_of(one: Seen, relation: str) -> Setting:
    """Return where a claim of the candidate stands."""
    place, hit = place_of(one, relation), hit_of(one, relation)
    return Setting(one.sentence, one.scene, one.candidate, place, relation, hit)


def _source(
    setting: Setting, article: Article, model: Model, ends: Sequence[End]
) -> tuple[str | None, float]:
    """Return the actor on whose word a claim stands, if one is likely enough, and the log odds."""
    rated = [
        (float(model.colours.total(speaker_features(end, setting, article))[SPEAKER]), str(end.key))
        for end in speakers(ends)
    ]
    odds, source = max(rated, key=itemgetter(0), default=(FAR_BELOW, None))
    return (source if odds > UNLIKELY else None), odds


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
    quantity = other if isinstance(other, Quantity) else None
    return Found(
        relation=one.relation,
        sentence=sentence,
        subject=subject,  # type: ignore[arg-type]
        object=other if isinstance(other, Argument) else None,
        value=quantity.value if quantity else None,
        qualifiers=dict(of_quantity("amount", quantity)) if quantity else {},
        modality=Modality.ASSERTED,
        source=None,
        trigger=sentence.items[place].span,
        confidence=round(one.confidence, 3),
        by=(EXTRACTOR, model.name),
    )
