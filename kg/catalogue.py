"""What kg knows, as tables: relations, entity types, languages, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg import pipeline
from kg.language import get, languages
from kg.ontology import EntityType, Relation, load

Rows = Iterator[tuple[str, ...]]


def relations() -> Rows:
    """Yield the relations of the ontology, the head first."""
    yield "name", "subject", "object", "English", "Arabic"
    for relation in load().relations.values():
        ends = (_types(relation.domain), _types(relation.range))
        yield relation.name, *ends, *_labels(relation)


def types() -> Rows:
    """Yield the entity types of the ontology, the head first."""
    yield "name", "English", "Arabic"
    for each in load().types.values():
        yield each.name, *_labels(each)


def languages_() -> Rows:
    """Yield the supported languages, the head first."""
    yield "code", "English", "own name"
    for code in languages():
        yield code, get(code).names["en"], get(code).names[code]


def formats() -> Rows:
    """Yield what is read and what is written, the head first.

    Example:
        >>> list(formats())[1]
        ('text', 'article', '.txt .md')
    """
    yield "name", "of", "files"
    yield from pipeline.formats()


def queries() -> Rows:
    """Yield the saved queries, the head first.

    Example:
        >>> "investors-of" in [row[0] for row in queries()]
        True
    """
    yield "name", "parameters", "English", "Arabic"
    yield from pipeline.questions()


TABLES: dict[str, Callable[[], Rows]] = {
    "relations": relations,
    "types": types,
    "languages": languages_,
    "formats": formats,
    "queries": queries,
}


def _types(names: frozenset[str] | None) -> str:
    """Return the types in few words: a class stands for all its leaves, the widest first."""
    if names is None:
        return "value"
    known = load().types
    leaves: dict[str, set[str]] = {}
    for each in known.values():
        for parent in each.parents:
            leaves.setdefault(parent, set()).add(each.name)
    shown, left = [], set(names)
    for parent in sorted(leaves, key=lambda name: (-len(leaves[name]), name)):
        if len(leaves[parent]) > 1 and leaves[parent] <= left:
            shown.append(parent)
            left -= leaves[parent]
    return ", ".join([*shown, *(name for name in known if name in left)])


def _labels(term: EntityType | Relation) -> tuple[str, str]:
    return term.labels["en"], term.labels["ar"]
