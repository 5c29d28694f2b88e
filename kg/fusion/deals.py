"""Claims of several articles about one deal -> the deal, with what each of them says of it.

Claims of one target are judged together, in four steps that do not depend on the order in which
the articles came: claims of one party and round make a run, cut where sums or times cannot be
those of one deal; then runs are joined that one sentence states together, that name one round,
that have one party, or that state one total. A join that would put what cannot be one deal under
one node is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from kg.fusion import timeline
from kg.fusion.offers import Offer, apart, differ, offers
from kg.iri import digest
from kg.model import Claim, Document, Modality, Value

Link = tuple[int, int]

_BETWEEN = (1, 2)
"""Characters between a sentence and the next: a blank, or a new paragraph."""


class Run(NamedTuple):
    """Offers of one party and round that can be one deal.

    Attributes:
        offers: All of them.
        sums: One of each sum and time; the others could not tell it from another deal.
    """

    offers: list[Offer]
    sums: dict[object, Offer]

    @property
    def told(self) -> Iterator[Offer]:
        """Those that say when the deal was."""
        return (offer for offer in self.offers if offer.stated)

    @property
    def head(self) -> Offer:
        """Any of them; party and round are those of all."""
        return self.offers[0]

    def differs(self, offer: Offer) -> bool:
        """Tell whether an offer of the same party cannot be of the same deal."""
        return any(differ(offer, other) for other in self.sums.values())

    def add(self, offer: Offer) -> None:
        """Put an offer in."""
        self.offers.append(offer)
        if offer.amount:
            self.sums.setdefault((offer.amount, offer.period, offer.stated), offer)


@dataclass(frozen=True, slots=True)
class Deal:
    """An investment, an acquisition or a funding round.

    Attributes:
        id: Hash of the first claim: later articles do not change it.
        kind: `"investment"`, `"acquisition"` or `"fundingRound"`.
        target: Id of the entity that is bought or given money.
        parties: Ids of the buyers or investors, sorted.
        round: Such as `"Series A"`, if said.
        date: Of the deal, as the latest article that tells it has it (ISO 8601).
        status: Modality in the latest article; of one day the strongest.
        claims: Ids of its claims by the day of their article.
    """

    id: str
    kind: str
    target: str
    parties: tuple[str, ...]
    round: str | None
    date: Value | None
    status: Modality
    claims: tuple[str, ...]


def deals(claims: Iterable[Claim], documents: Iterable[Document]) -> tuple[Deal, ...]:
    """Return the deals that claims speak of, by id; each claim about a deal belongs to one.

    Args:
        claims: Of any number of articles, about united entities; their order is of no account.
        documents: The articles, whose dates tell a deal from a later one.
    """
    when = timeline.days(documents)
    unique = {claim.id: claim for claim in claims}
    together: dict[tuple[str, str], list[Offer]] = {}
    for offer in offers(unique.values(), when):
        together.setdefault((offer.family, offer.target), []).append(offer)
    found = [_deal(group, when) for same in together.values() for group in _groups(same)]
    return tuple(sorted(found, key=lambda deal: deal.id))


def _groups(same: Sequence[Offer]) -> list[list[Offer]]:
    """Part what is said of one target's deals of one family."""
    runs = _runs(same)
    groups = [[number] for number in range(len(runs))]
    home = list(range(len(runs)))
    for one, other in _links(runs):
        low, high = sorted((home[one], home[other]))
        if low != high and _fit(runs, groups[low], groups[high]):
            for number in groups[high]:
                home[number] = low
            groups[low] += groups[high]
            groups[high] = []
    return [
        [offer for number in group for offer in runs[number].offers] for group in groups if group
    ]


def _runs(same: Sequence[Offer]) -> list[Run]:
    """Part offers by party and round, and where one cannot be of the same deal as another."""
    buckets: dict[tuple[str | None, str | None], list[Run]] = {}
    for offer in same:
        runs = buckets.setdefault((offer.party, offer.round), [])
        for run in reversed(runs):
            if not run.differs(offer):
                run.add(offer)
                break
        else:
            runs.append(Run([], {}))
            runs[-1].add(offer)
    return [run for runs in buckets.values() for run in runs]


def _links(runs: Sequence[Run]) -> Iterator[Link]:
    """Yield pairs of runs that may be one deal, the surest first."""
    for sign in (_places, _rounds, _parties, _totals, _adjoining):
        first: dict[object, list[int]] = {}
        for number, run in enumerate(runs):
            for each in sign(run):
                first.setdefault(each, []).append(number)
        for numbers in first.values():
            if sign is not _parties or len(numbers) == 2:  # which of two rounds, nobody says
                yield from pairwise(numbers)


def _places(run: Run) -> Iterator[object]:
    """What one sentence states of one target is of one deal, but for what it denies."""
    for offer in run.offers:
        denied = offer.claim.modality is Modality.DENIED
        yield from ((offer.article, sentence, denied) for sentence in offer.sentences)


def _adjoining(run: Run) -> Iterator[object]:
    """Who invests is told in the sentence behind the total, if it is not told otherwise."""
    for offer in run.offers:
        where = offer.article, offer.claim.modality
        for start, end in offer.sentences:
            yield from [(*where, start)] if offer.party else ((*where, end + n) for n in _BETWEEN)


def _rounds(run: Run) -> Iterator[object]:
    if run.head.round:
        yield run.head.round


def _parties(run: Run) -> Iterator[object]:
    """One party's investment, with the round named in some articles only."""
    if run.head.party:
        yield run.head.party


def _totals(run: Run) -> Iterator[object]:
    """One sum in one article is one deal's; a total without a round is that of the same sum."""
    for offer in run.sums.values():
        if offer.amount:
            yield offer.claim.evidence[0].document, offer.amount
            if offer.party is None:
                yield offer.amount


def _fit(runs: Sequence[Run], one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two groups of runs can be one deal."""
    return not any(_clash(runs[a], runs[b]) for a in one for b in other)


def _clash(one: Run, other: Run) -> bool:
    if one.head.round and other.head.round and one.head.round != other.head.round:
        return True
    if one.head.party != other.head.party:
        return any(apart(a, b) for a, b in product(one.told, other.told))
    return any(one.differs(offer) for offer in other.sums.values())


def _deal(group: Sequence[Offer], when: timeline.When) -> Deal:
    claims = timeline.in_order((offer.claim for offer in group), when)
    parties = sorted({offer.party for offer in group if offer.party})
    dates = [date for claim in claims if (date := claim.qualifier("date")) is not None]
    kinds = {offer.kind for offer in group}
    named = next((offer.round for offer in group if offer.round), None)
    kind = "fundingRound" if named or "fundingRound" in kinds else group[0].kind
    first = next((claim for claim in claims if timeline.day_of(claim, when)), claims[0])
    return Deal(
        id=digest(first.id),
        kind=kind,
        target=group[0].target,
        parties=tuple(parties),
        round=named,
        date=dates[-1] if dates else None,
        status=timeline.status(claims, when),
        claims=tuple(claim.id for claim in claims),
    )
