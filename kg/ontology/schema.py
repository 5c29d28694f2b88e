"""What the graph can say, as plain values: entity types, relations, modalities, qualifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Term(NamedTuple):
    """A word of the vocabulary: its labels and comments by language (BCP 47)."""

    name: str
    labels: dict[str, str]
    comments: dict[str, str]


@dataclass(frozen=True, slots=True)
class EntityType:
    """A class that an entity can have.

    Attributes:
        name: Such as `"Company"`.
        labels: Language -> label.
        comments: Language -> what it covers.
        parents: The classes of ours above it, nearest first.
    """

    name: str
    labels: dict[str, str]
    comments: dict[str, str]
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that a claim can state.

    Attributes:
        name: Such as `"investsIn"`.
        labels: Language -> label.
        comments: Language -> how it is read.
        domain: Names of the entity types that can be its subject.
        range: Names of those that can be its object; None where it takes a literal.
        symmetric: Whether it holds in both directions.
        inverse: Name of the property that reads it backwards, if it has one.
        inverse_labels: Language -> label of the inverse; empty without one.
        qualifiers: Keys of the details a claim of it may carry, such as `"stake_percent"`.
    """

    name: str
    labels: dict[str, str]
    comments: dict[str, str]
    domain: frozenset[str]
    range: frozenset[str] | None
    symmetric: bool
    inverse: str | None
    inverse_labels: dict[str, str]
    qualifiers: tuple[str, ...]

    @property
    def literal(self) -> bool:
        """Whether its object is a value, not an entity."""
        return self.range is None


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything the graph can say; each mapping in the order of the file.

    Attributes:
        types: Name -> entity type.
        relations: Name -> relation.
        modalities: Name -> how a text can put a claim.
        qualifiers: Key in snake_case, as in `Claim.qualifiers` -> the property's term.
    """

    types: dict[str, EntityType]
    relations: dict[str, Relation]
    modalities: dict[str, Term]
    qualifiers: dict[str, Term]

    def admits(self, relation: str, subject_type: str, object_type: str | None) -> bool:
        """Tell whether `relation` can join the two types; `object_type` None means a literal.

        Example:
            >>> from kg.ontology import load
            >>> load().admits("investsIn", "Person", "Company")
            True
            >>> load().admits("investsIn", "Place", "Company")
            False
            >>> load().admits("valuedAt", "Company", None)
            True
        """
        known = self.relations.get(relation)
        if known is None or subject_type not in known.domain:
            return False
        return object_type is None if known.range is None else object_type in known.range


def snake(name: str) -> str:
    """Return the key of a qualifier for the name of its property.

    Example:
        >>> snake("stakePercent")
        'stake_percent'
    """
    return re.sub("[A-Z]", lambda match: "_" + match[0].lower(), name)


def camel(key: str) -> str:
    """Return the name of a property for the key of its qualifier, the inverse of `snake`.

    Example:
        >>> camel("stake_percent")
        'stakePercent'
    """
    return re.sub("_([a-z])", lambda match: match[1].upper(), key)
