"""Details of claims: amounts, shares, rounds, roles, dates, what is supplied, what a suit is about.

A pattern that found a claim may have captured some; a trained tagger and rows of
`CODE.details.tsv` add what the sentence says besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.claims import Article, Found
from kg.extract.details import rows, tagger

__all__ = ["detailed"]


def detailed(found: Iterable[Found], article: Article) -> Iterator[Found]:
    """Yield the claims with the details that their sentences add; what they have stays."""
    rounds = rows.rounds_of(article)
    for one in found:
        details = dict(one.qualifiers)
        allowed = article.rules.qualifiers[one.relation]
        if tagger.may_find(one.sentence, set(allowed) - details.keys()):
            for key, value in tagger.tagged(one, article.text, article.rules.language):
                if key in allowed:
                    details.setdefault(key, value)
        for key, value in rows.details_of(one, article, details):
            details.setdefault(key, value)
        if "round" in allowed and (name := rows.round_near(one.sentence, rounds)):
            details.setdefault("round", name)
        yield one._replace(qualifiers=details)
