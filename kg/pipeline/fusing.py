"""What the articles of a graph say against each other, and which of its actors may be one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kg import fusion, graph, link, ontology
from kg.errors import GraphError
from kg.link import Decisions
from kg.model import Claim, Document, Entity
from kg.pipeline.articles import Source
from kg.pipeline.graph import Graph

Change = Callable[..., Decisions]


class Disputed(NamedTuple):
    """One claim of a conflict, for the eyes.

    Attributes:
        conflict: Number of the conflict, from 1; its claims follow each other.
        kind: `"amount"`, `"head"` or `"denial"`.
        about: What is in dispute, in names.
        says: The sum, the head or the modality that the claim is for.
        modality: How the article puts it.
        published: Day of the article; "" if not known.
        source: Where the article was read from.
        quote: The sentence.
        claim: Id of the claim.
    """

    conflict: int
    kind: str
    about: str
    says: str
    modality: str
    published: str
    source: str
    quote: str
    claim: str


class Doubted(NamedTuple):
    """Two actors that may be one, for the eyes.

    Attributes:
        one: Name and type of one.
        other: Name and type of the other.
        reason: Why they may be one.
        shared: Number of actors that claims join both to.
        one_id: Id of one, as `kg merge` takes it.
        other_id: Id of the other.
    """

    one: str
    other: str
    reason: str
    shared: int
    one_id: str
    other_id: str


def conflicts(of: Graph) -> tuple[Disputed, ...]:
    """Return the claims that are in conflict, conflict by conflict."""
    known = of.knowledge
    facts = fusion.facts(known.claims, known.documents)
    deals = fusion.deals(known.claims, known.documents)
    found = fusion.conflicts(known.claims, facts, deals, known.documents)
    claims = {claim.id: claim for claim in known.claims}
    names = {entity.id: entity.name for entity in known.entities}
    documents = {document.id: document for document in known.documents}
    return tuple(
        Disputed(
            conflict=number,
            kind=conflict.kind,
            about=_about(conflict, names),
            says=names.get(side.says, side.says),
            modality=claims[own].modality,
            published=documents[claims[own].evidence[0].document].published or "",
            source=documents[claims[own].evidence[0].document].source,
            quote=_quote(claims[own], documents, conflict.kind),
            claim=own,
        )
        for number, conflict in enumerate(found, 1)
        for side in conflict.sides
        for own in side.claims
    )


def _quote(claim: Claim, documents: Mapping[str, Document], kind: str) -> str:
    """Return the sentence that says it; of a sum, the first one with figures in it."""
    quotes = [e.sentence.of(documents[e.document].text) for e in claim.evidence]
    telling = (quote for quote in quotes if any(map(str.isdigit, quote)))
    return " ".join((next(telling, quotes[0]) if kind == "amount" else quotes[0]).split())


def _about(conflict: fusion.Conflict, names: Mapping[str, str]) -> str:
    relation = ontology.load().relations[conflict.relation]
    labels = relation.inverse_labels if conflict.kind == "head" else relation.labels
    ends = (names[conflict.subject], labels["en"], names.get(conflict.object or "", ""))
    return " ".join(end for end in ends if end)


def doubts(of: Graph, language: str = "en") -> tuple[Doubted, ...]:
    """Return the pairs of actors that are left apart in doubt, the likeliest to be one first."""
    names = {entity.id: f"{entity.name} ({entity.type})" for entity in of.entities}
    why = link.reasons()
    return tuple(
        Doubted(names[one], names[other], why[rule][language], shared, one, other)
        for one, other, rule, shared in link.doubts(of.entities, of.claims)
    )


def merge(folder: Source, one: str, other: str) -> tuple[Entity, ...]:
    """Make two actors of a store one, and return it.

    Args:
        folder: The store.
        one: A name or an id of an actor.
        other: Of another.

    Raises:
        GraphError: It is no store, there is no such actor, or both are one already.
    """
    return _decide(folder, (one, other), link.merged)


def split(folder: Source, one: str) -> tuple[Entity, ...]:
    """Take apart what was joined last to make an actor of a store, and return the parts.

    Args:
        folder: The store.
        one: A name or an id of the actor.

    Raises:
        GraphError: It is no store, there is no such actor, or nothing was joined to make it.
    """
    return _decide(folder, (one,), link.split)


def _decide(folder: Source, asked: Sequence[str], change: Change) -> tuple[Entity, ...]:
    from kg import store  # only those who decide need it

    if not store.is_store(Path(folder)):
        raise GraphError(
            f"{folder}: no store, and decisions are kept in one; "
            "make it with `kg build --store FOLDER ARTICLE...`"
        )
    with store.Store(Path(folder)) as writer:
        extractions = list(writer.extractions())
        before = link.resolve(extractions, writer.decisions)
        ids = [before.replaced.get(name) or graph.resolve(before.graph, name).id for name in asked]
        observed = [entity for one in extractions for entity in one.entities]
        decisions = change(writer.decisions, *ids, observed)
        writer.decide(decisions)
    touched = {mention for own in ids for mention in before.graph.entity(own).mentions}
    actors = link.actors(observed, decisions)
    return tuple(actor for actor in actors if touched.intersection(actor.mentions))
