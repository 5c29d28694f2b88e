"""What the size of a share says of the deal: less than half is an investment, more a purchase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.claims import Found
from kg.ontology import cues


def by_share(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the claims, those of a deal under the relation that its share makes it.

    The relations and the share that divides them are rows of `ontologies/cues/shares.tsv`.
    """
    for one in found:
        share = one.qualifiers.get("stake_percent")
        row = next((r for r in cues.shares() if one.relation in (r.below, r.above)), None)
        if row and isinstance(share, int | float):
            yield one._replace(relation=row.below if share <= row.share else row.above)
        else:
            yield one
