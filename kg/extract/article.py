"""The claims of one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from kg.extract import pairs
from kg.extract.claims import Article, find
from kg.extract.details import detailed
from kg.extract.merge import merge
from kg.extract.precedence import without_weaker
from kg.extract.rules import Rulebook, rulebook
from kg.extract.sentence import Argument, Sentence, encode
from kg.extract.shares import by_share
from kg.language import quantities, sentences
from kg.model import Claim, Document, Entity, Mention, Span

ONLY_IN_CLAIMS = frozenset({"Technology"})
"""Types that everything belongs to, and that are worth an entity only where a claim uses them."""


def find_claims(doc: Doc, document: Document, entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """Return what an article says of its entities, in text order.

    Args:
        doc: The article, annotated.
        document: The article.
        entities: Its entities, with their mentions in it.

    Raises:
        OntologyError: The language has no cue tables, or they are malformed.
    """
    rules = rulebook(document.language)
    read = tuple(read_sentences(doc, document, entities, rules))
    article = Article(document.text, read, rules)
    found = pairs.find(article, list(find(article)))
    return merge(without_weaker(by_share(detailed(found, article))), document)


def read_sentences(
    doc: Doc, document: Document, entities: Sequence[Entity], rules: Rulebook
) -> Iterator[Sentence]:
    """Yield the sentences as items, with the entities' names in place."""
    arguments = [
        Argument(mention, entity.id, entity.type)
        for entity in entities
        for place, mention in entity.mentions
        if place == document.id
    ]
    arguments.sort(key=lambda argument: argument.mention.span)
    taken = [argument.mention.span for argument in arguments]
    numbers = [q for q in quantities(doc) if not any(_overlap(q.span, span) for span in taken)]
    for index, sent in enumerate(sentences(doc)):
        here = Span(sent.start_char, sent.end_char)
        yield encode(
            index,
            sent,
            lexicon=rules.lexicon,
            letters=rules.letters,
            arguments=[a for a in arguments if here.covers(a.mention.span)],
            quantities=[q for q in numbers if here.covers(q.span)],
        )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def supported(entities: Iterable[Entity], claims: Iterable[Claim]) -> tuple[Entity, ...]:
    """Drop the entities that stand in the text but that nothing is said of.

    A field of technology, or a country that only an adjective names (الصينية), counts as an entity
    where a claim needs it.
    """
    used = {end for claim in claims for end in (claim.subject, claim.object)}
    return tuple(
        entity
        for entity in entities
        if entity.id in used
        or not (entity.type in ONLY_IN_CLAIMS or all(map(is_adjective, entity.mentions)))
    )


def is_adjective(placed: tuple[str, Mention]) -> bool:
    """Tell whether a mention is a nationality adjective."""
    return placed[1].provenance.extractor == "nationality"
