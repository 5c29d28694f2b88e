"""A claim as facts and deals are judged by it, as a row of a table and back."""

from __future__ import annotations

import json
from typing import NamedTuple

from kg.model import Claim, Document, Evidence, Modality, Provenance, Qualifier, Span
from kg.store import codec

_NOBODY = Provenance("", "", "")


class Told(NamedTuple):
    """A claim about actors as facts and deals are judged by it.

    Attributes:
        claim: Of its evidence only article and sentence, and nothing of its provenance.
        published: Day of its article, or None.
    """

    claim: Claim
    published: str | None

    @property
    def document(self) -> Document:
        """Its article: id and day only."""
        return Document(self.claim.evidence[0].document, "", "", "", "", published=self.published)


def run_of(provenance: Provenance) -> str:
    """Return what tells one program and version from another."""
    return codec.dump([provenance.extractor, provenance.version])


def row(claim: Claim) -> str:
    """Return what facts and deals are judged by, of a claim about actors, as JSON."""
    ends = (claim.subject, claim.relation, claim.object, claim.value)
    sentence = claim.evidence[0].sentence
    return codec.dump([*ends, claim.qualifiers, claim.modality, claim.confidence, sentence])


def claim(own: str, document: str, text: str) -> Claim:
    """Return the claim that `row` made `text` of."""
    subject, relation, other, value, qualifiers, modality, confidence, sentence = json.loads(text)
    return Claim(
        own,
        subject,
        relation,
        other,
        value,
        tuple(Qualifier(*pair) for pair in qualifiers),
        Modality(modality),
        None,
        (Evidence(document, Span(*sentence)),),
        confidence,
        _NOBODY,
    )
