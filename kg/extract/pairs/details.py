"""The details of a claim of the model."""

from __future__ import annotations

from kg import ontology
from kg.extract.qualifiers import nearby, of_quantity, round_of
from kg.extract.rules import Rulebook
from kg.extract.sentence import Sentence
from kg.model import Quantity, Value


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
