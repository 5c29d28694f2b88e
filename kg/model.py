"""The domain types: what is read, found and claimed. No I/O, and no import of ours.

Three things are kept apart and none overwrites another: the observation (`Mention`, `Claim`), the
resolution (`Entity`) and the graph (RDF, made of a `KnowledgeGraph` by `kg.graph`).

Offsets are half-open and count Unicode code points of `Document.text`, which is in NFC from
reading on and never changes afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Value = str | int | float
"""A literal: text, an ISO 8601 date, or a number."""


class Modality(StrEnum):
    """How the text puts a claim; the strongest evidence first."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    ENDED = "ended"


class Span(NamedTuple):
    """A half-open interval of a document's text.

    >>> Span(0, 4).of("ميتا تستثمر")
    'ميتا'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class Name(NamedTuple):
    """A name of an entity, in one language (BCP 47)."""

    text: str
    language: str


class Qualifier(NamedTuple):
    """One detail of a claim, such as `("amount", 15_000_000_000)`."""

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Provenance:
    """What found something: the extractor, the row or model it went by, and its version."""

    extractor: str
    rule: str
    version: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Attributes:
        id: Hash of the text (first 16 hex digits of SHA-256).
        text: The article in NFC, title included.
        language: BCP 47 code.
        title: The first line that is not blank.
        source: Where it was read from, as the user named it; "-" for standard input.
        url: The article's address, if known.
        published: ISO 8601 date, if known.
    """

    id: str
    text: str
    language: str
    title: str
    source: str
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, sum of money, percentage or date that stands in a text.

    Attributes:
        span: Where it stands.
        kind: `"money"`, `"percent"`, `"number"` or `"date"`.
        value: A plain number; for a date the ISO 8601 string to the stated precision.
        upper: The upper end, where the text gives a range.
        currency: ISO 4217, of money only.
    """

    span: Span
    kind: str
    value: Value
    upper: Value | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names something.

    Attributes:
        span: Where; `document.text[start:end] == text`.
        text: The name as it stands, without attached clitics.
        type: A class of the ontology, such as `"Company"`.
        known: The id of the known actor that it names, if a name table has it.
        provenance: What found it.
    """

    span: Span
    text: str
    type: str
    known: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor, across spellings, scripts and articles.

    Attributes:
        id: The last part of its IRI; of a known actor the id of the name table.
        type: A class of the ontology.
        name: The usual English name, or a transliteration where there is none.
        names: All names met or known, in order of the text.
        same_as: IRIs of the same actor elsewhere (Wikidata).
        mentions: `(document id, mention)`, in document order.
    """

    id: str
    type: str
    name: str
    names: tuple[Name, ...]
    same_as: tuple[str, ...] = ()
    mentions: tuple[tuple[str, Mention], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a claim; quotes are cut from the document at these spans.

    Attributes:
        document: Id of the document.
        sentence: The sentence that says it.
        subject: Where the subject is named, if inside the article.
        object: Where the object is named.
        trigger: The word or phrase that says the relation.
    """

    document: str
    sentence: Span
    subject: Span | None = None
    object: Span | None = None
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one article.

    Attributes:
        id: Hash of document, subject, relation, object and value.
        subject: Id of an entity.
        relation: A property of the ontology, such as `"investsIn"`.
        object: Id of an entity; None where the relation takes a literal.
        value: The literal; None where the relation takes an entity, or the amount is not said.
        qualifiers: Sorted by key, each key once.
        modality: How the text puts it.
        attributed_to: Id of the entity on whose word it stands.
        evidence: At least one, in document order; the first is the clearest.
        confidence: In [0, 1].
        provenance: What found it.
    """

    id: str
    subject: str
    relation: str
    object: str | None
    value: Value | None
    qualifiers: tuple[Qualifier, ...]
    modality: Modality
    attributed_to: str | None
    evidence: tuple[Evidence, ...]
    confidence: float
    provenance: Provenance

    def qualifier(self, key: str) -> Value | None:
        """Return the value of the qualifier `key`, or None."""
        return next((q.value for q in self.qualifiers if q.key == key), None)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gives: its entities in order of first mention, its claims in text order."""

    document: Document
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """What several articles give together, one entity per actor."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]

    def entity(self, entity_id: str) -> Entity:
        """Return the entity with that id; KeyError if there is none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)
