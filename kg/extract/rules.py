"""The cue tables of a language, compiled once: what `find_claims` works with."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from kg import ontology
from kg.extract.patterns import Index, Pattern, compile_pattern, lexicon
from kg.extract.vocabulary import Lexicon
from kg.language import lookup_key
from kg.ontology import cues as cue_tables
from kg.ontology.cues import Context, Cue, Cues, Detail

SOURCES = frozenset(
    {
        "Person",
        "MediaOutlet",
        "Company",
        "InvestmentFirm",
        "GovernmentBody",
        "ResearchLab",
        "University",
    }
)


ORGANISATIONS = SOURCES - {"Person"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A cue with its pattern compiled.

    Attributes:
        cue: The row.
        pattern: Its pattern.
        domain: Types that the subject may have.
        range: Types that the object may have; empty where the object is a literal.
        symmetric: Whether the relation has no direction.
    """

    cue: Cue
    pattern: Pattern
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Colour:
    """A modality or source pattern, compiled."""

    modality: str
    reach: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class RoundRule:
    """A pattern of a funding round, compiled."""

    round: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class DetailRule:
    """A pattern of a detail, compiled; its group `x` is the value, an actor where so marked."""

    key: str
    actor: bool
    relations: frozenset[str]
    anchor: str
    reach: int
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All compiled tables of one language; `relatives` are the words that open a clause."""

    language: str
    letters: dict[str, str]
    lexicon: Lexicon
    relatives: frozenset[str]
    relations: tuple[Rule, ...]
    index: Index
    modality: tuple[Colour, ...]
    attribution: tuple[Colour, ...]
    rounds: tuple[RoundRule, ...]
    details: tuple[DetailRule, ...]
    qualifiers: dict[str, tuple[str, ...]]


@cache
def letters() -> dict[str, str]:
    """Return one capital letter for each type of entity, in the ontology's order."""
    return dict(zip(ontology.load().types, string.ascii_uppercase, strict=False))


def _slot(types: frozenset[str]) -> str:
    known = letters()
    return rf"\[[{''.join(sorted(known[t] for t in types if t in known))}~]\d+\]"


def _compile(pattern: str, tables: Cues, **slots: frozenset[str]) -> Pattern:
    key = partial(lookup_key, language=tables.language)
    place = letters()["Place"]
    regexes = {
        **{name: _slot(types) for name, types in slots.items()},
        "lead": _lead(tables, key),
        "owner": _not_before(tables.words.get("owner", ""), key),
        "tail": rf"(?: \( \[[A-Z]\d+\] \))?(?: \[{place}\d+\])?",
        "sep": rf"(?:(?: ,)?{_alternatives(tables.words['and'], key)}| ,)",
    }
    return compile_pattern(pattern, slots=regexes, words=tables.words, key=key)


def _lead(tables: Cues, key: partial[str]) -> str:
    """Return the regex of one item that may introduce a name: a word, or a name (French, audio)."""
    types = tables.words.get("lead_types", "").split("|")
    words = _alternatives(tables.words["descriptor"], key)
    return rf"(?:{words}|{_name(types)})" if types != [""] else words


def _name(types: Iterable[str]) -> str:
    return rf" \[[{''.join(letters()[t] for t in types)}]\d+\]"


def _not_before(forms: str, key: partial[str]) -> str:
    return f"(?!{_alternatives(forms, key)}(?= |$))" if forms else ""


def _alternatives(forms: str, key: partial[str]) -> str:
    return "(?:" + "|".join(f" {key(form.replace('_', ' '))}" for form in forms.split("|")) + ")"


def _rule(cue: Cue, tables: Cues) -> Rule:
    relation = ontology.load().relations[cue.relation]
    reach = relation.range or frozenset()
    return Rule(
        cue,
        _compile(cue.pattern, tables, S=relation.domain, O=reach, A=ORGANISATIONS),
        relation.domain,
        reach,
        relation.symmetric,
    )


@cache
def rulebook(language: str) -> Rulebook:
    """Compile the cue tables of a language.

    Raises:
        OntologyError: A table is missing or a pattern is malformed.

    Example:
        >>> rulebook("en").relations[0].cue.relation in ontology.load().relations
        True
    """
    tables = cue_tables.load(language)
    relations = tuple(_rule(cue, tables) for cue in tables.relations)
    return Rulebook(
        language=language,
        letters=letters(),
        lexicon=Lexicon(language, _vocabulary(tables), tables.anaphors),
        relatives=lexicon(
            iter(["{relative}"]), tables.words, partial(lookup_key, language=language)
        ),
        relations=relations,
        index=Index([rule.pattern for rule in relations]),
        modality=_colours(tables.modality, tables),
        attribution=_colours(tables.attribution, tables),
        rounds=tuple(RoundRule(r.round, _compile(r.pattern, tables)) for r in tables.rounds),
        details=tuple(_detail(row, tables) for row in tables.details),
        qualifiers={
            name: relation.qualifiers for name, relation in ontology.load().relations.items()
        },
    )


def _vocabulary(tables: Cues) -> frozenset[str]:
    """Return every word that some table asks for."""
    patterns = [
        *(row.pattern for row in tables.relations),
        *(row.pattern for row in tables.modality),
        *(row.pattern for row in tables.attribution),
        *(row.pattern for row in tables.rounds),
        *(row.pattern for row in tables.details),
    ]
    lists = [f"{{{name}}}" for name in ("descriptor", "and", "relative")]
    key = partial(lookup_key, language=tables.language)
    return lexicon(iter([*patterns, *lists]), tables.words, key)


def _colours(rows: Iterable[Context], tables: Cues) -> tuple[Colour, ...]:
    return tuple(
        Colour(row.modality, row.reach, _compile(row.pattern, tables, A=SOURCES)) for row in rows
    )


def _detail(row: Detail, tables: Cues) -> DetailRule:
    return DetailRule(
        key=row.key,
        actor=row.key == "from",
        relations=row.relations,
        anchor=row.anchor,
        reach=row.reach,
        pattern=_compile(row.pattern, tables, A=ORGANISATIONS),
    )
