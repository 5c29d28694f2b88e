"""Articles with their claims, made without reading a text: for what starts where reading ends.

Everything follows from a seed and the number of an article, so that the first thousand of ten
thousand articles are those of one thousand. A few actors stand in half of all articles and most
in one or two, as in the news; a company has a few deals, which many articles report, some of them
at another price; one in four other claims repeats a fact that another article may have.

Example:
    >>> one, other = extractions(2, seed=7)
    >>> len(one.claims), one == next(extractions(1, seed=7)), one.document.id != other.document.id
    (10, True, True)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from kg.iri import digest
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)

CLAIMS = 10
"""Claims of an article."""

ACTORS = 20_000
"""Actors of each type; the n-th is met about 1/n times as often as the first."""

FIRST_DAY = date(2023, 1, 1)
DAYS = 1_000
BY = Provenance("benchmark", "made", "1")
MODALITIES = (*(Modality.ASSERTED,) * 6, *(Modality.REPORTED,) * 3, *Modality)
ROUNDS = ("Seed", "Series A", "Series B", "Series C")

RELATIONS = (
    ("investsIn", "InvestmentFirm", "Company"),
    ("investsIn", "Company", "Company"),
    ("acquires", "Company", "Company"),
    ("raisesFunding", "Company", None),
    ("valuedAt", "Company", None),
    ("partnersWith", "Company", "Company"),
    ("releases", "Company", "Product"),
    ("leads", "Person", "Company"),
    ("joins", "Person", "Company"),
    ("basedIn", "Company", "Place"),
)
SUMS = {"investsIn", "acquires", "raisesFunding", "valuedAt"}
DEALS = 8
"""Deals that a company has, at most; each of up to `PARTIES` parties."""

PARTIES = 3

SYLLABLES = tuple(
    {"en": onset + vowel + coda, "ar": first + long + last}
    for onset, first in zip("bdfhklmnrstz", "بدفهكلمنرستز", strict=True)
    for vowel, long in zip("aiu", "ايو", strict=True)
    for coda, last in zip("lmnr", "لمنر", strict=True)
)

WORDS = {
    "Company": {"en": "Labs", "ar": "لابز"},
    "InvestmentFirm": {"en": "Capital", "ar": "كابيتال"},
    "Product": {"en": "Suite", "ar": "سويت"},
    "Person": {"en": "Haddad", "ar": "حداد"},
    "Place": {"en": "City", "ar": "سيتي"},
}
"""The second word of a name of each type, so that no type bears a name of another."""


class Actor(NamedTuple):
    """One of the `ACTORS` of a type."""

    type: str
    rank: int


@dataclass
class Draft:
    """An article on its way: lines, and what was said so far."""

    number: int
    language: str
    random: Random
    lines: list[str]
    length: int = 0
    mentions: dict[Actor, list[Mention]] = field(default_factory=dict)
    said: list[tuple[str, Actor, Actor | None, tuple[Span, Span, Span | None]]] = field(
        default_factory=list
    )

    def write(self, line: str) -> int:
        """Add a line and return where it starts."""
        start = self.length
        self.lines.append(line)
        self.length += len(line) + 1
        return start


def extractions(count: int, seed: int = 0, first: int = 0) -> Iterator[Extraction]:
    """Yield what `count` articles give, half of them Arabic and half English.

    Args:
        count: Number of articles, of `CLAIMS` claims each.
        seed: Another seed, other articles.
        first: Number of the first article.
    """
    for number in range(first, first + count):
        yield extraction(number, seed)


def extraction(number: int, seed: int = 0) -> Extraction:
    """Return what article `number` gives."""
    random = Random(f"{seed} {number}")
    language = ("ar", "en")[number % 2]
    draft = Draft(number, language, random, [])
    draft.write({"ar": f"مذكرة {seed}-{number}", "en": f"Note {seed}-{number}"}[language])
    for at in range(CLAIMS):
        _say(draft, at)
    text = "\n".join(draft.lines)
    document = Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        language=language,
        title=draft.lines[0],
        source=f"notes/{seed}-{number}.txt",
        published=str(FIRST_DAY + timedelta(days=random.randrange(DAYS))),
    )
    entities = [_entity(document, actor, found) for actor, found in draft.mentions.items()]
    claims = [
        _claim(document, (relation, subject, other), places, random)
        for relation, subject, other, places in draft.said
    ]
    return Extraction(document, tuple(entities), tuple({c.id: c for c in claims}.values()))


def _say(draft: Draft, at: int) -> None:
    """Write a sentence of one claim."""
    relation, kind, target = draft.random.choice(RELATIONS)
    subject, other = _ends(draft.random, relation, kind, target)
    names = [_name(actor, draft.language) for actor in (subject, other) if actor]
    line = f"{names[0]} {relation} {' '.join(names[1:])} ({draft.number}.{at})."
    start = draft.write(line)
    first = _mention(draft, subject, start)
    second = _mention(draft, other, first.end + len(relation) + 2) if other else None
    places = (Span(start, start + len(line)), first, second)
    draft.said.append((relation, subject, other, places))


def _ends(
    random: Random, relation: str, kind: str, target: str | None
) -> tuple[Actor, Actor | None]:
    """Return who does it to whom: of a deal the party follows from the company it is about."""
    first = _rank(random)
    if target is None:
        return Actor(kind, first), None
    if relation in SUMS:
        party = (first + 1) * 31 + random.randrange(DEALS * PARTIES) ** 2
        ends = Actor(kind, party % ACTORS), Actor(target, first)
    else:
        known = random.random() < 0.25  # a fact that other articles may have
        ends = Actor(kind, first), Actor(target, first // 7 if known else _rank(random))
    return ends if ends[0] != ends[1] else (ends[0], Actor(target, ends[1].rank + 1))


def _rank(random: Random) -> int:
    return int(ACTORS ** random.random()) - 1


def _mention(draft: Draft, actor: Actor, start: int) -> Span:
    text = _name(actor, draft.language)
    span = Span(start, start + len(text))
    known = _id(actor, draft.language) if actor.rank % 3 == 0 else None
    draft.mentions.setdefault(actor, []).append(Mention(span, text, actor.type, known, BY))
    return span


def _entity(document: Document, actor: Actor, found: list[Mention]) -> Entity:
    languages = [document.language] if _divided(actor) else ["ar", "en"]
    return Entity(
        id=_id(actor, document.language),
        type=actor.type,
        name=_name(actor, "en"),
        names=tuple(Name(_name(actor, language), language) for language in languages),
        mentions=tuple((document.id, mention) for mention in found),
    )


def _claim(
    document: Document,
    said: tuple[str, Actor, Actor | None],
    places: tuple[Span, Span, Span | None],
    random: Random,
) -> Claim:
    relation, subject, other = said
    ends = [_id(actor, document.language) if actor else None for actor in (subject, other)]
    deal = random.randrange(DEALS)
    amount = 10_000_000 * (1 + (31 * (other or subject).rank + 7 * deal) % 99)
    if random.random() < 0.1:
        amount += 1_000_000
    value = amount if other is None else None
    qualifiers = [Qualifier("amount", amount), Qualifier("currency", "USD")]
    if relation in ("investsIn", "raisesFunding") and random.random() < 0.3:
        qualifiers.append(Qualifier("round", ROUNDS[deal % len(ROUNDS)]))
    return Claim(
        id=digest(document.id, ends[0], relation, ends[1], value),
        subject=str(ends[0]),
        relation=relation,
        object=ends[1],
        value=value,
        qualifiers=tuple(qualifiers) if relation in SUMS else (),
        modality=random.choice(MODALITIES),
        attributed_to=None,
        evidence=(Evidence(document.id, *places),),
        confidence=random.randrange(50, 100) / 100,
        provenance=BY,
    )


def _divided(actor: Actor) -> bool:
    """Tell whether nothing joins the Arabic and the English name of an actor."""
    return actor.rank % 3 == 2


@cache
def _name(actor: Actor, language: str) -> str:
    high, low = divmod(actor.rank, len(SYLLABLES))
    name = SYLLABLES[high][language] + SYLLABLES[low][language]
    return f"{name.capitalize()} {WORDS[actor.type][language]}"


@cache
def _id(actor: Actor, language: str) -> str:
    suffix = f"-{language}" if _divided(actor) else ""
    return f"{_name(actor, 'en').lower().replace(' ', '-')}{suffix}"
