"""Facts and deals, derived again where claims came or left."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain

import pyoxigraph as ox

from kg import fusion, iri
from kg.fusion import Deal, Fact
from kg.graph import derived
from kg.model import Claim, Document, Modality
from kg.store import codec
from kg.store.index import Index, Told

Quads = list[ox.Quad]


@dataclass(frozen=True)
class Touched:
    """What claims came to or left.

    Attributes:
        left: Fact -> ids of the claims that it had before, of those that are touched.
        came: Fact -> ids of the claims that it has after, of those that are touched.
        targets: Entities whose deals claims are about.
    """

    left: dict[str, list[str]]
    came: dict[str, list[str]]
    targets: tuple[str, ...]

    @classmethod
    def of(cls, before: Sequence[Claim], after: Sequence[Claim]) -> Touched:
        """Return what claims touch that were there before, and that are there after a change."""
        keys = {target(claim) for claim in chain(before, after)}
        return cls(
            _by_fact(before), _by_fact(after), tuple(sorted(key for key in keys if key is not None))
        )


def _by_fact(claims: Sequence[Claim]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(fact_id(claim), []).append(claim.id)
    return found


def fact_id(claim: Claim) -> str:
    """Return the id of the fact that a claim supports."""
    return iri.digest(*fusion.fact_key(claim))


def target(claim: Claim) -> str | None:
    """Return the id of the entity with whose deals a claim is judged."""
    return fusion.deal_key(claim)


def standing(index: Index, touched: Touched) -> Iterator[Claim]:
    """Yield all claims that the facts have now which claims left."""
    for own in touched.left:
        yield from (told.claim for told in index.told("fact", own))


def facts(index: Index, touched: Touched) -> tuple[Quads, Quads]:
    """Return the quads that facts had and have; of a fact's claims the touched ones only."""
    ids = sorted({*touched.left, *touched.came})
    told = [each for own in ids for each in index.told("fact", own)]
    found = fusion.facts((each.claim for each in told), _days(told))
    old = {own: _fact(text) for own, text in index.facts(ids).items()}
    new = {fact.id: replace(fact, claims=()) for fact in found}
    index.set_facts(
        sorted(old.keys() - new.keys()),
        {own: _dump(fact) for own, fact in new.items() if old.get(own) != fact},
    )
    gone = (replace(f, claims=tuple(touched.left.get(own, ()))) for own, f in old.items())
    come = (replace(f, claims=tuple(touched.came.get(own, ()))) for own, f in new.items())
    return list(derived.describe(gone, ())), list(derived.describe(come, ()))


def deals(index: Index, touched: Touched) -> tuple[Quads, Quads]:
    """Return the quads of the deals that there were and are; only of those that differ."""
    gone: list[Deal] = []
    come: list[Deal] = []
    for own in touched.targets:
        told = index.told("target", own)
        found = fusion.deals((each.claim for each in told), _days(told))
        new = {deal.id: _dump(deal) for deal in found}
        old = index.deals(own)
        index.set_deals(
            own,
            sorted(old.keys() - new.keys()),
            {key: text for key, text in new.items() if old.get(key) != text},
        )
        gone += (_deal(text) for key, text in old.items() if new.get(key) != text)
        come += (deal for deal in found if old.get(deal.id) != new[deal.id])
    return list(derived.describe((), gone)), list(derived.describe((), come))


def _days(told: Iterable[Told]) -> Iterator[Document]:
    return (each.document for each in told)


def _dump(value: Fact | Deal) -> str:
    return codec.dump([getattr(value, each.name) for each in fields(value)])


def _fact(text: str) -> Fact:
    *fields, status = json.loads(text)
    own, subject, relation, other, claims, *numbers = fields
    support, first, last, confidence = numbers
    return Fact(
        own,
        subject,
        relation,
        other,
        tuple(claims),
        support,
        first,
        last,
        confidence,
        Modality(status),
    )


def _deal(text: str) -> Deal:
    own, kind, goal, parties, named, date, status, claims = json.loads(text)
    return Deal(own, kind, goal, tuple(parties), named, date, Modality(status), tuple(claims))
