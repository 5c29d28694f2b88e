"""Which found entity is which annotated one, and which claim which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import Gold, GoldClaim, GoldEntity
from kg.language import clitics, languages, lookup_key
from kg.model import Claim, Entity, Extraction, Value
from kg.ontology import Ontology

TOLERANCE = 0.01
"""Share by which two amounts may differ and be called the same."""


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two claims of one article the same claim."""

    subject: str
    relation: str
    object: Value | None


def forms(names: Iterable[str]) -> set[str]:
    """Return the keys of names, and those without an attached word in front.

    >>> sorted(forms(["وميتا"]))
    ['ميتا', 'وميتا']
    """
    found = set()
    for name in names:
        first, *rest = name.split() or [""]
        for language in languages():
            for reading in clitics(first, language):
                if not reading.suffix and len(reading.stem) > 1:
                    found.add(lookup_key(" ".join([reading.stem, *rest])))
    return found


def align(gold: Sequence[GoldEntity], found: Sequence[Entity]) -> dict[str, str]:
    """Return found entity id -> annotated name, one to one, those with most in common first."""
    wanted = [(entity.name, forms(entity.forms)) for entity in gold]
    pairs = []
    for entity in found:
        own = forms([entity.name, *(mention.text for _, mention in entity.mentions)])
        for name, theirs in wanted:
            if shared := len(own & theirs):
                same = lookup_key(entity.name) == lookup_key(name)
                pairs.append((-same, -shared, entity.id, name))
    aligned: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, entity_id, name in sorted(pairs):
        if entity_id not in aligned and name not in taken:
            aligned[entity_id] = name
            taken.add(name)
    return aligned


def gold_keys(gold: Gold, ontology: Ontology) -> dict[Key, GoldClaim]:
    """Return the distinct annotated claims by their key."""
    return {
        _key(claim.subject, claim.relation, _literal(claim), ontology): claim
        for claim in gold.claims
    }


def found_keys(
    extraction: Extraction, aligned: Mapping[str, str], ontology: Ontology
) -> dict[Key, Claim]:
    """Return the distinct found claims by their key, entities under their annotated names."""
    names = {entity.id: aligned.get(entity.id, entity.name) for entity in extraction.entities}
    keys: dict[Key, Claim] = {}
    for claim in extraction.claims:
        other = names[claim.object] if claim.object is not None else _sum(claim)
        keys.setdefault(_key(names[claim.subject], claim.relation, other, ontology), claim)
    return keys


def _sum(claim: Claim) -> Value | None:
    return claim.value if claim.value is not None else claim.qualifier("amount")


def _literal(claim: GoldClaim) -> Value | None:
    amount = claim.qualifiers.get("amount")
    return amount if claim.object is None and amount is not None else claim.object


def _key(subject: str, relation: str, other: Value | None, ontology: Ontology) -> Key:
    known = ontology.relations.get(relation)
    if known and known.symmetric and other is not None:
        subject, other = sorted((subject, str(other)))
    if known and known.literal and isinstance(other, str):
        other = lookup_key(other)
    return Key(subject, relation, other)


def pair(
    wanted: Sequence[Key], found: Sequence[Key], technologies: frozenset[str], ontology: Ontology
) -> dict[Key, Key]:
    """Return annotated key -> found key, one to one: equal ones first, then those near enough.

    Near enough are amounts within a hundredth, and free texts (the object of `faces`, a field of
    technology) that share half of the words of the shorter one.
    """
    pairs = {key: key for key in wanted if key in set(found)}
    free = [key for key in found if key not in pairs]
    for key in wanted:
        if key in pairs:
            continue
        match = next((f for f in free if _near(key, f, technologies, ontology)), None)
        if match:
            pairs[key] = match
            free.remove(match)
    return pairs


def _near(key: Key, found: Key, technologies: frozenset[str], ontology: Ontology) -> bool:
    if (key.subject, key.relation) != (found.subject, found.relation):
        return False
    if ontology.relations[key.relation].literal:
        if key.object is None or found.object is None:
            return True
        return same(key.object, found.object)
    return str(key.object) in technologies and same(str(key.object), str(found.object))


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are near enough: numbers, or free texts.

    >>> same(100, 100.5), same("financial trouble", "trouble"), same("a", "b")
    (True, True, False)
    """
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))
    words, others = (set(lookup_key(str(text)).split()) for text in (one, other))
    return bool(words and others) and 2 * len(words & others) >= min(len(words), len(others))
