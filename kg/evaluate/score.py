"""Precision, recall and F1 of entities and claims, and how right the details of found claims are.

Source:
    Entity and claim scores are micro-averaged over articles, as usual in information extraction
    (MUC-5 Evaluation Metrics, 1993).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.evaluate.align import Key, align, found_keys, gold_keys, pair, same
from kg.evaluate.gold import Gold, GoldClaim, GoldEntity
from kg.language import lookup_key
from kg.model import Claim, Entity, Extraction
from kg.ontology import Ontology

ACCURACIES = ("type", "name", "modality", "attribution", "qualifier")


@dataclass(slots=True)
class Tally:
    """Counts of what was annotated, what was found, and what was both."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 if nothing was found."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was annotated that was found; 0 if nothing was annotated."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Tally(hit=1, gold=2, found=2).f1
        0.5
        """
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One article with both sides: what was annotated, found, and paired."""

    gold: Gold
    extraction: Extraction
    wanted: Mapping[Key, GoldClaim]
    found: Mapping[Key, Claim]
    pairs: Mapping[Key, Key]

    @property
    def missed(self) -> Iterator[Key]:
        """Annotated claims that were not found."""
        return (key for key in self.wanted if key not in self.pairs)

    @property
    def wrong(self) -> Iterator[Key]:
        """Found claims that nobody annotated."""
        right = set(self.pairs.values())
        return (key for key in self.found if key not in right)


@dataclass(slots=True)
class Card:
    """A score card.

    Attributes:
        articles: The articles, compared, in the order of the gold file.
        tallies: By name: `entities`, `claims`, `claims:LANGUAGE`, `relation:NAME`,
            `modality:NAME`.
        right: How many details of each of `ACCURACIES` are right …
        asked: … of how many.
    """

    articles: list[Compared] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ACCURACIES, 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ACCURACIES, 0))

    def tally(self, name: str) -> Tally:
        """Return the tally with that name, made if need be."""
        return self.tallies.setdefault(name, Tally())

    def note(self, detail: str, is_right: bool) -> None:
        """Count one detail."""
        self.asked[detail] += 1
        self.right[detail] += is_right

    def lines(self, by: str | None = None) -> Iterator[str]:
        """Yield the card as text; `by` adds the rows of relations or modalities."""
        rows = [name for name in self.tallies if name.split(":")[0] in ("entities", "claims")]
        rows += sorted(name for name in self.tallies if by and name.startswith(f"{by}:"))
        for name in rows:
            t = self.tallies[name]
            yield (
                f"{name:28} P {t.precision:.3f}  R {t.recall:.3f}  F1 {t.f1:.3f}   "
                f"({t.hit} of {t.gold} gold, {t.found} found)"
            )
        for detail in ACCURACIES:
            if asked := self.asked[detail]:
                share = self.right[detail] / asked
                yield f"{detail + ' accuracy':28} {share:.3f}   ({self.right[detail]} of {asked})"


def score(gold: Iterable[Gold], extractions: Mapping[str, Extraction], ontology: Ontology) -> Card:
    """Compare extractions with a gold file.

    Args:
        gold: The annotated articles.
        extractions: What was found, by the id of the gold article; none counts as all missed.
        ontology: Tells which relations are symmetric or take literals.
    """
    card = Card()
    for article in gold:
        extraction = extractions.get(article.id)
        if extraction is None:
            _count_missing(card, article, ontology)
        else:
            _compare(card, article, extraction, ontology)
    return card


def _count_missing(card: Card, article: Gold, ontology: Ontology) -> None:
    card.tally("entities").gold += len(article.entities)
    for key, claim in gold_keys(article, ontology).items():
        for name in ("claims", f"relation:{key.relation}", f"modality:{claim.modality}"):
            card.tally(name).gold += 1


def _compare(card: Card, article: Gold, extraction: Extraction, ontology: Ontology) -> None:
    aligned = align(article.entities, extraction.entities)
    _count_entities(card, article, extraction, aligned)
    wanted = gold_keys(article, ontology)
    found = found_keys(extraction, aligned, ontology)
    technologies = frozenset(e.name for e in article.entities if e.type == "Technology")
    pairs = pair(list(wanted), list(found), technologies, ontology)
    compared = Compared(article, extraction, wanted, found, pairs)
    card.articles.append(compared)
    _count_claims(card, compared)
    names = {e.id: aligned.get(e.id, e.name) for e in extraction.entities}
    for key, other in pairs.items():
        _count_details(card, wanted[key], found[other], names)


def _count_entities(
    card: Card, article: Gold, extraction: Extraction, aligned: Mapping[str, str]
) -> None:
    tally = card.tally("entities")
    tally.gold += len(article.entities)
    tally.found += len(extraction.entities)
    tally.hit += len(aligned)
    annotated: dict[str, GoldEntity] = {entity.name: entity for entity in article.entities}
    entities: dict[str, Entity] = {entity.id: entity for entity in extraction.entities}
    for entity_id, name in aligned.items():
        card.note("type", entities[entity_id].type == annotated[name].type)
        card.note("name", lookup_key(entities[entity_id].name) == lookup_key(name))


def _count_claims(card: Card, one: Compared) -> None:
    language = one.extraction.document.language
    for key, claim in one.wanted.items():
        for name in _rows(key, claim.modality, language):
            card.tally(name).gold += 1
            card.tally(name).hit += key in one.pairs
    for key, found in one.found.items():
        for name in _rows(key, found.modality, language):
            card.tally(name).found += 1


def _rows(key: Key, modality: str, language: str) -> tuple[str, ...]:
    return "claims", f"claims:{language}", f"relation:{key.relation}", f"modality:{modality}"


def _count_details(card: Card, wanted: GoldClaim, found: Claim, names: Mapping[str, str]) -> None:
    card.note("modality", wanted.modality == found.modality)
    if wanted.attributed_to:
        card.note("attribution", names.get(found.attributed_to or "") == wanted.attributed_to)
    for key, value in wanted.qualifiers.items():
        given = found.qualifier(key)
        if key == "from":
            given = names.get(str(given))
        card.note("qualifier", given is not None and same(value, given))
