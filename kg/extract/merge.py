"""What an article says several times becomes one claim, with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import __version__, ontology
from kg.extract.claims import Found
from kg.extract.context import PRECEDENCE
from kg.iri import digest
from kg.model import Claim, Document, Evidence, Modality, Provenance, Qualifier, Value

Key = tuple[str, str, str | None, Value | None]


def key_of(found: Found) -> Key:
    """Return what makes two findings one claim; a symmetric relation has no direction."""
    relation = found.relation
    subject, other = found.subject.entity, found.object.entity if found.object else None
    if other is not None and ontology.load().relations[relation].symmetric:
        subject, other = sorted((subject, other))
    return subject, relation, other, found.value


def merge(found: Iterable[Found], document: Document) -> tuple[Claim, ...]:
    """Return one claim for each distinct statement, in text order."""
    groups: dict[Key, list[Found]] = {}
    for one in found:
        groups.setdefault(key_of(one), []).append(one)
    return tuple(_claim(group, document) for group in groups.values())


def _claim(group: Sequence[Found], document: Document) -> Claim:
    best = max(group, key=lambda one: one.confidence)
    subject, relation = best.subject.entity, best.relation
    other = best.object.entity if best.object else None
    qualifiers: dict[str, Value] = {}
    for one in sorted(group, key=lambda one: -one.confidence):
        for key, value in one.qualifiers.items():
            qualifiers.setdefault(key, value)
    modality = _modality(group, best)
    return Claim(
        id=digest(document.id, subject, relation, other, best.value),
        subject=subject,
        relation=relation,
        object=other,
        value=best.value,
        qualifiers=tuple(Qualifier(k, qualifiers[k]) for k in sorted(qualifiers)),
        modality=modality,
        attributed_to=_source(group, modality),
        evidence=_evidence(group, best, document),
        confidence=best.confidence,
        provenance=Provenance(*best.by, __version__),
    )


def _modality(group: Sequence[Found], best: Found) -> Modality:
    """A denial anywhere denies; for the rest the clearest evidence decides."""
    found = {one.modality for one in group}
    return next((m for m in PRECEDENCE[:1] if m in found), best.modality)


def _source(group: Sequence[Found], modality: Modality) -> str | None:
    """Return on whose word a claim stands; what is plainly asserted stands on nobody's."""
    if modality is Modality.ASSERTED:
        return None
    return next((one.source for one in group if one.source), None)


def _evidence(group: Sequence[Found], best: Found, document: Document) -> tuple[Evidence, ...]:
    ordered = [best, *(one for one in group if one is not best)]
    seen: dict[object, Evidence] = {}
    for one in ordered:
        seen.setdefault(
            one.sentence.span,
            Evidence(
                document=document.id,
                sentence=one.sentence.span,
                subject=one.subject.mention.span,
                object=one.object.mention.span if one.object else None,
                trigger=one.trigger,
            ),
        )
    return tuple(seen.values())
