"""Articles that come and go -> the quads that come and go with them.

What is derived is never read back from the RDF: it follows from the observations alone, so that a
change is the difference of two derivations, before and after, of what it touches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.link import Decisions, renamed
from kg.model import Extraction
from kg.store import fused, resolution, statements
from kg.store.index import Index
from kg.store.statements import Side

AT_ONCE = 500
"""Articles whose quads are in memory together."""


class Change(NamedTuple):
    """Quads to take out of the RDF, and quads to put in, some of which may be there already."""

    gone: frozenset[ox.Quad]
    new: list[ox.Quad]


def changes(
    index: Index, gone: Sequence[str], new: Sequence[Extraction], decisions: Decisions
) -> Iterator[Change]:
    """Take articles out of the observations and put others in, and yield what that changes.

    Args:
        index: Within a transaction.
        gone: Ids of articles that are in.
        new: Of articles that are not in, or no more.
        decisions: Merges and splits by hand.

    Yields:
        Change: To be applied in this order; all of them, or none.

    Raises:
        GraphError: Something cannot stand in RDF; then the transaction must not be committed.
    """
    touched = fused.Touched()
    for start in range(0, max(len(new), 1), AT_ONCE):
        yield _exchange(
            index, () if start else gone, new[start : start + AT_ONCE], decisions, touched
        )
    yield Change(*fused.settle(index, touched))


def _exchange(
    index: Index,
    gone: Sequence[str],
    new: Sequence[Extraction],
    decisions: Decisions,
    claims: fused.Touched,
) -> Change:
    before, after = Side(), Side()
    left: set[int] = set()
    for document in gone:
        left.update(index.observed_by(document).values())
        _put(before, index.extraction(document), index.homes(document))
    index.drop_articles(gone)
    touched = resolution.forget(index, left)
    index.insert_articles(new)
    resolution.observe(index, new, decisions, touched)
    shift = resolution.settle(index, touched, decisions)
    before.actors, after.actors = shift.before, shift.after
    for one in new:
        _put(after, one, index.homes(one.document.id))
    coming = {one.document.id for one in new}
    for document in index.observers(sorted(shift.moved)):
        if document not in coming:
            _move(index, document, shift.moved, before, after)
    return _difference(index, before, after, claims)


def _put(side: Side, one: Extraction, homes: dict[str, str]) -> None:
    side.documents.append(one.document)
    side.claims.extend((one.document, renamed(claim, homes)) for claim in one.claims)


def _move(index: Index, document: str, moved: dict[int, str], before: Side, after: Side) -> None:
    """Put in, as they were and as they are, the claims of an article about moved profiles."""
    one = index.extraction(document)
    now = index.homes(document)
    then = {own: moved.get(n, now[own]) for own, n in index.observed_by(document).items()}
    for claim in one.claims:
        old, new = renamed(claim, then), renamed(claim, now)
        if old != new:
            before.claims.append((one.document, old))
            after.claims.append((one.document, new))


def _difference(index: Index, before: Side, after: Side, claims: fused.Touched) -> Change:
    index.drop_claims(claim.id for _, claim in before.claims)
    rows = [fused.keyed(claim) for _, claim in after.claims]
    index.insert_claims(rows)
    claims.add((claim for _, claim in before.claims), rows)
    old, shared = statements.before(before)
    new = statements.after(after)
    if shared:
        facts = sorted({fused.fact_id(claim) for _, claim in before.claims})
        standing = [told.claim for _, told in index.told("fact", facts)]
        old |= shared - statements.still(index, before, standing)
    # A difference runs through all that is new, even where there is nothing to take it from.
    return Change(frozenset(old.difference(new) if old else ()), new)
