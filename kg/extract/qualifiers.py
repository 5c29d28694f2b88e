"""What a pattern captured with its claim, and the funding round that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.rules import Rulebook
from kg.extract.sentence import Argument, Sentence
from kg.model import Qualifier, Quantity

OTHER = ("S", "O", "A", "V", "trigger", "value")
"""Groups of a pattern that are no qualifiers."""


def of_quantity(key: str, quantity: Quantity) -> Iterator[Qualifier]:
    """Yield the qualifiers that a captured quantity gives.

    >>> from kg.model import Span
    >>> [tuple(q) for q in of_quantity("amount", Quantity(Span(0, 3), "money", 5, 7, "USD"))]
    [('amount', 5), ('amount_max', 7), ('currency', 'USD')]
    """
    yield Qualifier(key, quantity.value)
    if quantity.upper is not None and key == "amount":
        yield Qualifier("amount_max", quantity.upper)
    if quantity.currency:
        yield Qualifier("currency", quantity.currency)


def captured(match: re.Match[str], sentence: Sentence, text: str) -> Iterator[Qualifier]:
    """Yield the qualifiers that a pattern captured by name."""
    for name in match.re.groupindex:
        if name in OTHER or match[name] is None:
            continue
        items = sentence.items_in(*match.span(name))
        quantity = next((i.content for i in items if isinstance(i.content, Quantity)), None)
        actor = next((i.content for i in items if isinstance(i.content, Argument)), None)
        if quantity:
            yield from of_quantity(name, quantity)
        elif name == "from":
            yield from [Qualifier(name, actor.entity)] if actor else []
        elif items:
            yield Qualifier(name, text[items[0].span.start : items[-1].span.end])


def round_of(sentence: Sentence, rules: Rulebook) -> str | None:
    """Return the funding round that a sentence names, in English ("Series A"), or None."""
    for rule in rules.rounds:
        if rule.pattern.may_match(sentence.code) and rule.pattern.regex.search(sentence.code):
            return rule.round
    return None
