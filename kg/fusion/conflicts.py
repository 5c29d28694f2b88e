"""What claims of several articles cannot all be true of: prices, heads, and denials.

Nothing is settled here and nothing left out: a conflict names the claims of each side, and a reader
decides. What a story explains by itself is none: a price in talks and the price at closing, one
head who left and another who came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.fusion import timeline
from kg.fusion.amounts import Amount, agree, amount_of
from kg.fusion.deals import Deal
from kg.fusion.facts import Fact
from kg.fusion.knowledge import contradictions, explained
from kg.fusion.offers import deal_key
from kg.fusion.tenures import rivals
from kg.model import Claim, Document, Modality

_OVER = (Modality.DENIED, Modality.ENDED)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the statements that are in conflict.

    Attributes:
        says: The sum, the head, or the modality.
        claims: Ids of the claims that say so, by the day of their article.
    """

    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be true.

    Attributes:
        kind: `"amount"`, `"head"` or `"denial"`.
        subject: Id of the entity that the claims are about.
        relation: Of the claims.
        object: Id of the other entity; None where the relation takes a value.
        sides: At least two.
    """

    kind: str
    subject: str
    relation: str
    object: str | None
    sides: tuple[Side, ...]


def conflicts(
    claims: Iterable[Claim],
    facts: Iterable[Fact],
    deals: Iterable[Deal],
    documents: Iterable[Document],
) -> tuple[Conflict, ...]:
    """Return what is in conflict: sums first, then heads, then denials; each kind by who is meant.

    Args:
        claims: Of all articles, about united entities.
        facts: What `kg.fusion.facts` makes of them.
        deals: What `kg.fusion.deals` makes of them.
        documents: The articles.
    """
    by_id = {claim.id: claim for claim in claims}
    when = timeline.days(documents)
    deals = tuple(deals)
    groups = [[by_id[own] for own in fact.claims] for fact in facts]
    talks = [[by_id[own] for own in deal.claims] for deal in deals]
    found = [conflict for talk in talks for conflict in _amounts(talk, when)]
    found += _heads(list(by_id.values()), when)
    found += (c for group in groups if _is_plain(group[0]) for c in _denials(group, when))
    found += (c for talk in talks for group in _same(talk) for c in _denials(group, when))
    order = {"amount": 0, "head": 1, "denial": 2}
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda c: (order[c.kind], c.subject, c.relation, c.object or "", c.sides[0].claims),
        )
    )


def _is_plain(claim: Claim) -> bool:
    """Tell whether a fact is one thing: values are many, and of deals each is judged alone."""
    return claim.object is not None and deal_key(claim) is None


def _same(talk: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims of a deal that state the same relation of the same pair."""
    groups: dict[tuple[str, str, str | None], list[Claim]] = {}
    for claim in talk:
        groups.setdefault((claim.subject, claim.relation, claim.object), []).append(claim)
    return list(groups.values())


def _amounts(talk: Sequence[Claim], when: timeline.When) -> Iterator[Conflict]:
    for group in _same(talk):
        stated = [(c, a) for c in group if c.modality not in _OVER and (a := amount_of(c))]
        sums: dict[Amount, list[Claim]] = {}
        for claim, amount in stated:
            sums.setdefault(amount, []).append(claim)
        at_odds = {
            each
            for one, other in combinations(sums, 2)
            if not agree(one, other) and not _is_explained(sums[one], sums[other], when)
            for each in (one, other)
        }
        if at_odds:
            yield _conflict("amount", group[0], {str(a): sums[a] for a in sorted(at_odds)})


def _is_explained(ones: Sequence[Claim], others: Sequence[Claim], when: timeline.When) -> bool:
    """Tell whether one sum was open, and the other what came of it."""
    return all(
        _came_of(one, other, when) or _came_of(other, one, when) for one in ones for other in others
    )


def _came_of(one: Claim, other: Claim, when: timeline.When) -> bool:
    first, last = timeline.day_of(one, when), timeline.day_of(other, when)
    known_later = first and last and first > last
    return (one.modality, other.modality) in explained() and not known_later


def _heads(claims: Sequence[Claim], when: timeline.When) -> Iterator[Conflict]:
    for sides in rivals(claims, when):
        first = next(iter(sides.values()))[0]
        yield Conflict("head", first.object or "", first.relation, None, _sides(sides))


def _denials(group: Sequence[Claim], when: timeline.When) -> Iterator[Conflict]:
    for said, against in sorted(contradictions()):
        pairs = [
            (one, other)
            for one in group
            for other in group
            if one.modality is said and other.modality is against and _contradict(one, other)
        ]
        if pairs:
            ones, others = (timeline.in_order(set(side), when) for side in zip(*pairs, strict=True))
            yield _conflict("denial", group[0], {said: ones, against: others})


def _contradict(one: Claim, other: Claim) -> bool:
    """Tell whether two articles speak of the same sum, as far as they name one."""
    amounts = amount_of(one), amount_of(other)
    same = amounts[0] is None or amounts[1] is None or agree(amounts[0], amounts[1])
    return same and timeline.article_of(one) != timeline.article_of(other)


def _conflict(kind: str, claim: Claim, sides: Mapping[str, Sequence[Claim]]) -> Conflict:
    return Conflict(kind, claim.subject, claim.relation, claim.object, _sides(sides))


def _sides(sides: Mapping[str, Sequence[Claim]]) -> tuple[Side, ...]:
    return tuple(Side(str(says), tuple(c.id for c in claims)) for says, claims in sides.items())
