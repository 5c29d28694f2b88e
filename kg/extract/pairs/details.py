"""What stands around a claim of the model: its modality, source and details."""

from __future__ import annotations

from kg import ontology
from kg.extract.claims import Article
from kg.extract.context import modality_of, sources
from kg.extract.qualifiers import nearby, of_quantity, round_of
from kg.extract.rules import Rulebook
from kg.extract.sentence import Sentence
from kg.model import Modality, Quantity, Value

STANDING = frozenset({"basedIn", "leads", "worksFor", "subsidiaryOf", "specializesIn", "founded"})
"""Relations that phrases beside a name say mostly, on which the main clause has no hold."""


def context(
    sentence: Sentence, place: int, relation: str, article: Article
) -> tuple[Modality, str | None]:
    """Return modality and source of a claim whose trigger is the item at `place`."""
    start = sentence.offsets[place]
    end = start + 1 + len(sentence.items[place].code)
    scope = "noun" if relation in STANDING else "clause"
    modality = modality_of(sentence, start, end, scope=scope, rules=article.rules)
    if scope == "noun":
        return modality, None
    covering = [s for s in sources(sentence, article.rules, article.history) if s.start <= start]
    if not covering:
        return modality, None
    named = next((source.entity for source in covering if source.entity), None)
    return (Modality.REPORTED if modality is Modality.ASSERTED else modality), named


def qualifiers(
    sentence: Sentence, place: int, relation: str, quantity: Quantity | None, rules: Rulebook
) -> dict[str, Value]:
    """Return the details of a claim: the sum that it is about, and what stands near its trigger."""
    allowed = ontology.load().relations[relation].qualifiers
    details: dict[str, Value] = dict(of_quantity("amount", quantity)) if quantity else {}
    for key, value in nearby(sentence, place, allowed, set(details)):
        details.setdefault(key, value)
    if "round" in allowed and (name := round_of(sentence, rules)):
        details.setdefault("round", name)
    return details
