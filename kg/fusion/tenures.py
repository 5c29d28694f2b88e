"""Who held an office, and when: two at one time are rivals, one after the other are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.fusion import timeline
from kg.fusion.knowledge import Single, office, singles
from kg.model import Claim, Modality

_HELD = (Modality.ASSERTED, Modality.REPORTED)
_SAID = (*_HELD, Modality.PLANNED, Modality.ENDED)


class Post(NamedTuple):
    """An office of an organisation."""

    organisation: str
    office: str


def rivals(claims: Sequence[Claim], when: timeline.When) -> Iterator[Mapping[str, Sequence[Claim]]]:
    """Yield for each office that two hold at one time the holders, with the claims that say so.

    A holder who is said to have left, in an article that is not earlier than the last one to name
    them, holds it no more; and two whom one article names together are joint heads.

    Args:
        claims: About united entities.
        when: The days of the articles.
    """
    for row in singles():
        over = _over(claims, row)
        posts: dict[Post, dict[str, list[Claim]]] = {}
        for claim in timeline.in_order(claims, when):
            held = office(claim.qualifier(row.detail)) if claim.relation == row.relation else None
            if held and claim.object and _is_open(claim, over, when):
                holders = posts.setdefault(Post(claim.object, held), {})
                holders.setdefault(claim.subject, []).append(claim)
        for post in sorted(posts):
            at_once = _at_once(posts[post], when)
            if at_once:
                yield {who: posts[post][who] for who in at_once}


def _over(claims: Sequence[Claim], row: Single) -> dict[tuple[str, str], list[Claim]]:
    """Return what says that somebody's time at an organisation is over: person, organisation."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        left = claim.relation in row.over and claim.modality in _SAID
        ended = claim.relation == row.relation and claim.modality is Modality.ENDED
        if claim.object and (left or ended):
            found.setdefault((claim.subject, claim.object), []).append(claim)
    return found


def _is_open(
    claim: Claim, over: Mapping[tuple[str, str], Sequence[Claim]], when: timeline.When
) -> bool:
    """Tell whether a claim of holding an office stands, as far as the articles say."""
    if claim.modality not in _HELD or claim.qualifier("until") is not None:
        return False
    day = timeline.day_of(claim, when)
    ends = [timeline.day_of(end, when) for end in over.get((claim.subject, claim.object or ""), ())]
    return all(day and end and day > end for end in ends)


def _at_once(holders: Mapping[str, Sequence[Claim]], when: timeline.When) -> list[str]:
    """Return those who hold it at the same time as another one."""
    spans = {who: _span(claims, when) for who, claims in holders.items()}
    found: set[str] = set()
    for one, other in combinations(spans, 2):
        if _overlap(spans[one], spans[other]) and not _joint(holders[one], holders[other]):
            found |= {one, other}
    return sorted(found)


def _joint(ones: Sequence[Claim], others: Sequence[Claim]) -> bool:
    return not {*map(timeline.article_of, ones)}.isdisjoint(map(timeline.article_of, others))


def _span(claims: Sequence[Claim], when: timeline.When) -> tuple[str, str] | None:
    """Return the first and the last day that someone is named as holder; None if not known."""
    days = [str(c.qualifier("since") or "") or timeline.day_of(c, when) for c in claims]
    last = [timeline.day_of(claim, when) for claim in claims]
    return (min(days), max(last)) if all(days) and all(last) else None


def _overlap(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    """Tell whether two spans overlap; of one that is not known it cannot be ruled out."""
    if one is None or other is None:
        return True
    return one[0] <= other[1] and other[0] <= one[1]
