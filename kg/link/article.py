"""The mentions of one article -> its entities."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.iri import digest
from kg.language import lookup_key
from kg.link.clusters import KINDS, Surface, cluster
from kg.link.keys import is_whole
from kg.link.spelling import in_english
from kg.model import Document, Entity, Mention, Name
from kg.ontology import names

_BETWEEN = re.compile(r"""["»”']?\s?[(\[]["«“']?""")


def link(document: Document, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """Return the entities that mentions name, in order of first mention.

    Args:
        document: The article.
        mentions: Its mentions, sorted.

    Example:
        >>> from kg.model import Provenance, Span
        >>> text = "أسس سامي نور الشركة، وقال نور إنها تنمو."
        >>> document = Document("x", text, "ar", text, "-")
        >>> by = Provenance("test", "test", "0")
        >>> spans = [Span(4, 12), Span(26, 29)]
        >>> found = [Mention(s, s.of(text), "Person", None, by) for s in spans]
        >>> [[m.text for _, m in e.mentions] for e in link(document, found)]
        [['سامي نور', 'نور']]
    """
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(lookup_key(mention.text), []).append(mention)
    surfaces = [_surface(key, group) for key, group in grouped.items()]
    numbers = {surface.key: number for number, surface in enumerate(surfaces)}
    groups = cluster(surfaces, _bracketed(document.text, mentions, numbers))
    entities = [
        _entity(document, [m for n in group for m in grouped[surfaces[n].key]]) for group in groups
    ]
    return tuple(sorted(entities, key=lambda entity: entity.mentions[0][1].span))


def _surface(key: str, group: Sequence[Mention]) -> Surface:
    known = next((mention.known for mention in group if mention.known), None)
    return Surface(key, group[0].text, _type(group), known)


def _type(group: Sequence[Mention]) -> str:
    votes = Counter(mention.type for mention in group)
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _bracketed(
    text: str, mentions: Sequence[Mention], numbers: dict[str, int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of names of which the second stands in brackets right behind the first."""
    for before, after in pairwise(mentions):
        if before.type == after.type and _BETWEEN.fullmatch(
            text, before.span.end, after.span.start
        ):
            yield numbers[lookup_key(before.text)], numbers[lookup_key(after.text)]


def _entity(document: Document, group: list[Mention]) -> Entity:
    group.sort(key=lambda mention: mention.span)
    fullest = max(group, key=lambda mention: (len(mention.text.split()), -mention.span.start))
    known = next((mention.known for mention in group if mention.known), None)
    actor = names.load(lookup_key).by_id(known) if known else None
    texts = dict.fromkeys(Name(m.text, _language(m.text, document.language)) for m in group)
    name = actor.name if actor else _english(group, fullest)
    return Entity(
        id=actor.id if actor else _local(document, _type(group), name, lookup_key(fullest.text)),
        type=_type(group),
        name=name,
        names=tuple(dict.fromkeys([*(actor.names if actor else ()), *texts])),
        same_as=actor.same_as if actor else (),
        mentions=tuple((document.id, mention) for mention in group),
    )


def _local(document: Document, type_: str, name: str, key: str) -> str:
    """Return the id of an unknown actor: the same in every article if the name says who it is."""
    kind = KINDS.get(type_, type_)
    bearer = kind if is_whole(type_, key) else document.id
    return f"{slug(name)}-{digest(bearer, key, length=8)}"


def _english(group: Sequence[Mention], fullest: Mention) -> str:
    """Return the fullest name in Latin letters, or the fullest one transliterated."""
    latin = [m.text for m in group if _language(m.text, "") == "en"]
    return max(latin, key=len) if latin else in_english(fullest.text)


def _language(text: str, default: str) -> str:
    """Tell the language of a name by its script: Latin letters are taken for English."""
    letters = [c for c in text if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return "en" if letters and latin * 2 > len(letters) else default


def slug(name: str) -> str:
    """Return a name as the readable part of an identifier.

    >>> slug("Mistral AI"), slug("Café Déjà+")
    ('mistral-ai', 'cafe-deja')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "x"
