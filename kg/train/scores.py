"""How much of what the articles name a recogniser finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.extract.recogniser import Recognised
from kg.language import lookup_key
from kg.train.corpus import Example

ALL = "all"
# What may be attached before a name: with or without it, a name is the same.
_ATTACHED = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب")
_SHORTEST = 3


class Result(NamedTuple):
    """An article and what was found in it."""

    example: Example
    found: list[Recognised]


class Score(NamedTuple):
    """Precision, recall and F1, in [0, 1], and how many there were to find."""

    precision: float
    recall: float
    f1: float
    wanted: int


def score(right: float, found: float, wanted: int, covered: float | None = None) -> Score:
    """Return the score; `covered` of those wanted were met if it is not `right` itself.

    >>> score(1, 2, 1)
    Score(precision=0.5, recall=1.0, f1=0.6666666666666666, wanted=1)
    """
    precision = right / found if found else 0.0
    recall = (right if covered is None else covered) / wanted if wanted else 0.0
    total = precision + recall
    return Score(precision, recall, 2 * precision * recall / total if total else 0.0, wanted)


def of_mentions(results: Iterable[Result]) -> dict[str, Score]:
    """Return by type how many mentions were found, span and type exactly right."""
    wanted, found, right = Counter[str](), Counter[str](), Counter[str]()
    for example, recognised in results:
        gold = set(example.mentions)
        for _, kind in example.mentions:
            wanted.update((ALL, kind))
        for span, kind, _ in recognised:
            found.update((ALL, kind))
            if (span, kind) in gold:
                right.update((ALL, kind))
    return {kind: score(right[kind], found[kind], wanted[kind]) for kind in wanted}


def of_entities(results: Iterable[Result], *, typed: bool) -> dict[str, Score]:
    """Return by type how many entities were found by any of their names.

    Names of one article that share a form are one entity; its type is the most frequent.
    """
    wanted, found = Counter[str](), Counter[str]()
    right, covered = Counter[str](), Counter[str]()
    for example, recognised in results:
        groups = _grouped(example.doc.text, recognised)
        gold = [(_forms([e["text"], *e.get("aliases", ())]), e["type"]) for e in example.entities]
        for forms, kind in gold:
            wanted.update((ALL, kind))
            if any(forms & group and (kind == other or not typed) for group, other in groups):
                covered.update((ALL, kind))
        for group, kind in groups:
            found.update((ALL, kind))
            if any(forms & group and (kind == other or not typed) for forms, other in gold):
                right.update((ALL, kind))
    return {k: score(right[k], found[k], wanted[k], covered[k]) for k in wanted}


def _grouped(text: str, recognised: Sequence[Recognised]) -> list[tuple[set[str], str]]:
    groups: list[tuple[set[str], Counter[str]]] = []
    for span, kind, _ in recognised:
        forms = _forms([span.of(text)])
        group = next((group for group in groups if group[0] & forms), None)
        if group is None:
            group = (set(), Counter())
            groups.append(group)
        group[0].update(forms)
        group[1][kind] += 1
    return [(forms, kinds.most_common(1)[0][0]) for forms, kinds in groups]


def _forms(texts: Iterable[str]) -> set[str]:
    keys = {lookup_key(text) for text in texts}
    bare = {
        key[len(prefix) :]
        for key in keys
        for prefix in _ATTACHED
        if key.startswith(prefix) and len(key) - len(prefix) >= _SHORTEST
    }
    return (keys | bare) - {""}


def report(results: Sequence[Result]) -> str:
    """Return the scores as a Markdown table, one type a row."""
    mentions = of_mentions(results)
    typed, untyped = of_entities(results, typed=True), of_entities(results, typed=False)
    lines = [
        "| type | mentions | P | R | F1 | entities | P | R | F1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *_rows({**typed, "all, any type": untyped[ALL]}, mentions),
    ]
    return "\n".join(lines) + "\n"


def _rows(entities: dict[str, Score], mentions: dict[str, Score]) -> Iterator[str]:
    for kind in sorted(entities, key=lambda kind: (kind.startswith(ALL), kind)):
        yield f"| {kind} | {_cells(mentions.get(kind))} | {_cells(entities[kind])} |"


def _cells(one: Score | None) -> str:
    if one is None:
        return " | | | "
    return f"{one.wanted} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f}"
