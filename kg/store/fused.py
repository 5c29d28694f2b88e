"""Facts and deals, derived again where claims came or left."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import chain

import pyoxigraph as ox

from kg import fusion, graph, iri
from kg.fusion import Deal, Fact
from kg.model import Claim, Document, Modality
from kg.store import codec
from kg.store.index import DealKey, Index
from kg.store.told import Told

Quads = list[ox.Quad]
Keyed = tuple[Claim, str, str | None]
"""A claim, the id of its fact, and the entity with whose deals it is judged."""

_AT_ONCE = 2_000
"""Facts whose claims are in memory together."""

_TARGETS = 200
"""Targets whose claims are in memory together: thousands of articles may be about one of them."""


@dataclass
class Touched:
    """What claims came to or left, in any number of exchanges.

    Attributes:
        left: Claim -> the fact that it supported at first, if it was there.
        came: Claim -> the fact that it supports in the end, if it is there.
        targets: Entities whose deals claims are about.
    """

    left: dict[str, str] = field(default_factory=dict)
    came: dict[str, str] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)

    def add(self, before: Iterable[Claim], after: Iterable[Keyed]) -> None:
        """Put in the claims that one more exchange touched, as they were and as they are."""
        for claim in before:
            if self.came.pop(claim.id, None) is None:
                self.left[claim.id] = fact_id(claim)
            self.targets.update(filter(None, [target(claim)]))
        for claim, fact, goal in after:
            self.came[claim.id] = fact
            self.targets.update(filter(None, [goal]))


def _by_fact(claims: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim, fact in claims.items():
        found.setdefault(fact, []).append(claim)
    return found


def fact_id(claim: Claim) -> str:
    """Return the id of the fact that a claim supports."""
    return iri.digest(*fusion.fact_key(claim))


def target(claim: Claim) -> str | None:
    """Return the id of the entity with whose deals a claim is judged."""
    return fusion.deal_key(claim)


def keyed(claim: Claim) -> Keyed:
    """Return a claim with what facts and deals it is found by."""
    return claim, fact_id(claim), target(claim)


def settle(index: Index, touched: Touched) -> tuple[frozenset[ox.Quad], Quads]:
    """Derive the facts and deals again that claims touched.

    Returns:
        tuple: Quads to take out of the RDF, and quads to put in.
    """
    old: set[ox.Quad] = set()
    new: Quads = []
    for gone, come in chain(_facts(index, touched), _deals(index, touched)):
        old.update(gone)
        new += come
    return frozenset(old.difference(new) if old else ()), new


def _facts(index: Index, touched: Touched) -> Iterator[tuple[Quads, Quads]]:
    """Yield the quads that facts had and have; of a fact's claims the touched ones only."""
    left, came = _by_fact(touched.left), _by_fact(touched.came)
    ids = sorted({*left, *came})
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        told = [each for _, each in index.told("fact", some)]
        found = fusion.facts((each.claim for each in told), _days(told))
        old = {own: _fact(text) for own, text in index.facts(some).items()}
        new = {fact.id: replace(fact, claims=()) for fact in found}
        index.set_facts(
            sorted(old.keys() - new.keys()),
            {own: _dump(fact) for own, fact in new.items() if old.get(own) != fact},
        )
        gone = (replace(f, claims=tuple(left.get(own, ()))) for own, f in old.items())
        come = (replace(f, claims=tuple(came.get(own, ()))) for own, f in new.items())
        yield list(graph.describe(gone, ())), list(graph.describe(come, ()))


def _deals(index: Index, touched: Touched) -> Iterator[tuple[Quads, Quads]]:
    """Yield the quads of the deals that a target had and has; only of those that differ."""
    ids = sorted(touched.targets)
    for start in range(0, len(ids), _TARGETS):
        some = ids[start : start + _TARGETS]
        told = [each for _, each in index.told("target", some)]
        found = fusion.deals((each.claim for each in told), _days(told))
        new = {_key(deal): _dump(deal) for deal in found}
        old = index.deals(some)
        index.set_deals(
            sorted(old.keys() - new.keys()),
            {key: text for key, text in new.items() if old.get(key) != text},
        )
        gone = (_deal(text) for key, text in old.items() if new.get(key) != text)
        come = (deal for deal in found if old.get(key := _key(deal)) != new[key])
        yield list(graph.describe((), gone)), list(graph.describe((), come))


def _days(told: Iterable[Told]) -> Iterator[Document]:
    return (each.document for each in told)


def _key(deal: Deal) -> DealKey:
    return deal.target, deal.id


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
