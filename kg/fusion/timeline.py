"""Claims in the order in which their articles came, and what holds at the end of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.model import Claim, Document, Modality

_STRENGTH = {modality: rank for rank, modality in enumerate(Modality)}

When = Mapping[str, str]
"""Id of an article -> the day it was published (ISO 8601), where known."""


def days(documents: Iterable[Document]) -> dict[str, str]:
    """Return when each article was published, of those whose date is known."""
    return {document.id: document.published for document in documents if document.published}


def article_of(claim: Claim) -> str:
    """Return the id of the article that a claim stands in."""
    return claim.evidence[0].document


def day_of(claim: Claim, when: When) -> str:
    """Return when the article of a claim was published, or nothing."""
    return when.get(article_of(claim), "")


def in_order(claims: Iterable[Claim], when: When) -> tuple[Claim, ...]:
    """Return claims by the day of their article, undated ones first; of one day by article."""
    return tuple(sorted(claims, key=lambda c: (day_of(c, when), article_of(c), c.id)))


def status(claims: Sequence[Claim], when: When) -> Modality:
    """Return how the latest article puts it; of several of that day, how the strongest does."""
    latest = max(day_of(claim, when) for claim in claims)
    last = (claim.modality for claim in claims if day_of(claim, when) == latest)
    return min(last, key=lambda modality: _STRENGTH[modality])


def confidence(claims: Iterable[Claim]) -> float:
    """Return how sure it is that some article says it, by noisy-or over the articles.

    An article that says it twice is no second witness: its surest claim counts.

    Source:
        J. Pearl, Probabilistic Reasoning in Intelligent Systems (1988), section 4.3.
    """
    surest: dict[str, float] = {}
    for claim in claims:
        article = article_of(claim)
        surest[article] = max(claim.confidence, surest.get(article, 0.0))
    doubt = 1.0
    for article in sorted(surest):
        doubt *= 1 - surest[article]
    return round(1 - doubt, 4)
