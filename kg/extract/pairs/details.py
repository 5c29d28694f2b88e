"""The details of a claim of the model."""

from __future__ import annotations

from functools import cache

from kg import ontology
from kg.extract.claims import Article
from kg.extract.qualifiers import nearby, of_quantity, round_of
from kg.extract.sentence import Sentence
from kg.language import lookup_key
from kg.model import Quantity, Value
from kg.ontology import cues
from kg.ontology.cues import Anaphor

POSTS = ("headn", "head", "post", "exec", "chair")
"""The word lists of the cue tables of which the name of a post is made."""
REACH = 5
"""How many items a post may stand from the trigger."""


def qualifiers(
    sentence: Sentence, place: int, relation: str, quantity: Quantity | None, article: Article
) -> dict[str, Value]:
    """Return the details of a claim: the sum that it is about, and what stands near its trigger."""
    allowed = ontology.load().relations[relation].qualifiers
    details: dict[str, Value] = dict(of_quantity("amount", quantity)) if quantity else {}
    for key, value in nearby(sentence, place, allowed, set(details)):
        details.setdefault(key, value)
    if "round" in allowed and (name := round_of(sentence, article.rules)):
        details.setdefault("round", name)
    if "role" in allowed and (role := role_of(sentence, place, article)):
        details.setdefault("role", role)
    return details


def role_of(sentence: Sentence, place: int, article: Article) -> str | None:
    """Return the post that stands at an item or near it, as the text has it; None if none does."""
    words = _posts(article.rules.language)
    items = sentence.items
    near = [n for n, item in enumerate(items) if item.code in words and abs(n - place) <= REACH]
    if not near:
        return None
    start = end = min(near, key=lambda n: (abs(n - place), n))
    while start > 0 and items[start - 1].code in words:
        start -= 1
    while end + 1 < len(items) and _goes_on(sentence, end + 1, words):
        end += 1
    return article.text[items[start].span.start : items[end].span.end]


def _goes_on(sentence: Sentence, place: int, words: frozenset[str]) -> bool:
    """Tell whether an item belongs to a post: a word of one, or the suffix of its owner."""
    item = sentence.items[place]
    suffix = isinstance(item.content, Anaphor) and item.content.kind == "suffix"
    return suffix or item.code in words


@cache
def _posts(language: str) -> frozenset[str]:
    lists = cues.load(language).words
    forms = "|".join(lists[name] for name in POSTS if name in lists).replace("_", "|")
    return frozenset(lookup_key(form, language) for form in forms.split("|"))
