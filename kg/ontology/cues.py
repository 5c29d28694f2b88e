"""Cue tables: how a language says each relation, modality and source (`ontologies/cues/`).

One folder of rows a language, one table a purpose:

| file | columns |
| --- | --- |
| `CODE.relations.tsv` | relation, scope, modality, pattern, example |
| `CODE.words.tsv` | name, forms: word lists that patterns call as `{name}` |
| `CODE.anaphors.tsv` | form, kind, types, gender |
| `CODE.modality.tsv` | modality, reach, pattern |
| `CODE.attribution.tsv` | modality, reach, pattern |
| `CODE.rounds.tsv` | round, pattern |
| `CODE.details.tsv` | key, relations, anchor, reach, pattern: what may stand near a claim |
| `CODE.triggers.tsv` | relation, forms: words that may carry it; alone they claim nothing |
| `CODE.names.tsv` | type, side, form: words that stand beside a name of that type |
| `precedence.tsv` | stronger, weaker, ends: which relation makes which superfluous |
| `shares.tsv` | below, above, share: which relation the share of a deal makes it |

The language of patterns is explained in `kg.extract.patterns`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.ontology.paths import directory


class Cue(NamedTuple):
    """One way to say a relation.

    Attributes:
        id: Language, table and line, such as `"ar.relations:12"`.
        relation: A property of the ontology.
        scope: `"clause"` if what is said of the main clause (modality, source) holds for the
            claim, `"noun"` if the phrase stands for itself (apposition, relative clause).
        modality: Fixed by the wording (السابق: ended), or empty.
        pattern: See `kg.extract.patterns`.
        example: A sentence that it matches.
    """

    id: str
    relation: str
    scope: str
    modality: str
    pattern: str
    example: str


class Anaphor(NamedTuple):
    """A word that stands for an actor named elsewhere.

    Attributes:
        form: The look-up form; several words are joined by blanks.
        kind: `"description"` (الشركة), `"suffix"` (ها), `"pronoun"` (it)
            or `"possessive"` (its).
        types: The types of actor that it may stand for.
        gender: `"f"`, `"m"`, `"p"` (plural) or empty.
    """

    form: str
    kind: str
    types: frozenset[str]
    gender: str


class Context(NamedTuple):
    """A pattern that colours a claim: its modality, or the source that it is ascribed to.

    Attributes:
        modality: One of the six; of a source `"reported"`.
        reach: Of a modality `"near"` if it holds for phrases that stand for themselves too, else
            `"clause"`; of a source `"after"` if it covers what follows it, else `"all"`.
        pattern: See `kg.extract.patterns`.
    """

    modality: str
    reach: str
    pattern: str


class Round(NamedTuple):
    """A pattern of a funding round and its English name, as in "Series A"."""

    round: str
    pattern: str


class Detail(NamedTuple):
    """A pattern of a detail that may stand near a claim.

    Attributes:
        key: The qualifier that it gives.
        relations: The relations that it may belong to.
        anchor: What it is near to: `"trigger"`, `"subject"`, or `"person"`, the end that is one.
        reach: How many items away it may stand at most.
        pattern: See `kg.extract.patterns`; its group `x` is the value.
    """

    key: str
    relations: frozenset[str]
    anchor: str
    reach: int
    pattern: str


class NameCue(NamedTuple):
    """A word beside a name that tells its type, such as شركة."""

    type: str
    side: str
    form: str


class Precedence(NamedTuple):
    """A relation that makes another one between the same ends superfluous.

    Attributes:
        stronger: The relation that stays.
        weaker: The relation that goes.
        ends: `"same"` if both have the same direction, `"swapped"` if not, or `"either"`.
    """

    stronger: str
    weaker: str
    ends: str


class Share(NamedTuple):
    """Two relations that the share of a deal tells apart.

    Attributes:
        below: The relation of a deal for that share or less.
        above: The relation of a deal for more.
        share: In percent.
    """

    below: str
    above: str
    share: float


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue tables of one language."""

    language: str
    relations: tuple[Cue, ...]
    words: dict[str, str]
    anaphors: tuple[Anaphor, ...]
    modality: tuple[Context, ...]
    attribution: tuple[Context, ...]
    rounds: tuple[Round, ...]
    details: tuple[Detail, ...]
    names: tuple[NameCue, ...]
    triggers: dict[str, str]


def _rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of each row; the first line is the header, # a comment."""
    if not path.is_file():
        raise OntologyError(
            f"{path}: the cue table is missing; add it, or install the package anew"
        )
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, cells in enumerate(reader, start=1):
            if number == 1 or not cells or cells[0].startswith("#"):
                continue
            if len(cells) != columns:
                raise OntologyError(
                    f"{path.name}:{number}: {len(cells)} columns; a row has {columns}, "
                    "separated by tabs"
                )
            yield number, [cell.strip() for cell in cells]


@cache
def load(language: str) -> Cues:
    """Read the cue tables of a language (BCP 47 code).

    Raises:
        OntologyError: A table is missing or a row has the wrong number of columns.

    Example:
        >>> any(cue.relation == "acquires" for cue in load("ar").relations)
        True
    """
    folder = directory() / "cues"

    def table(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
        return _rows(folder / f"{language}.{name}.tsv", columns)

    relations = tuple(
        Cue(f"{language}.relations:{line}", *cells) for line, cells in table("relations", 5)
    )
    anaphors = tuple(
        Anaphor(form, kind, frozenset(types.split()), gender)
        for _, (form, kind, types, gender) in table("anaphors", 4)
    )
    return Cues(
        language=language,
        relations=relations,
        words={name: forms for _, (name, forms) in table("words", 2)},
        anaphors=anaphors,
        modality=tuple(Context(*cells) for _, cells in table("modality", 3)),
        attribution=tuple(Context(*cells) for _, cells in table("attribution", 3)),
        rounds=tuple(Round(*cells) for _, cells in table("rounds", 2)),
        details=tuple(
            Detail(key, frozenset(relations.split()), anchor, int(reach), pattern)
            for _, (key, relations, anchor, reach, pattern) in table("details", 5)
        ),
        names=tuple(NameCue(*cells) for _, cells in table("names", 3)),
        triggers={relation: forms for _, (relation, forms) in table("triggers", 2)},
    )


@cache
def precedence() -> tuple[Precedence, ...]:
    """Read which relations make others superfluous, in whatever language they are said.

    Raises:
        OntologyError: The table is missing or a row has the wrong number of columns.

    Example:
        >>> Precedence("releases", "develops", "same") in precedence()
        True
    """
    path = directory() / "cues" / "precedence.tsv"
    return tuple(Precedence(*cells) for _, cells in _rows(path, 3))


@cache
def shares() -> tuple[Share, ...]:
    """Read which relation the share of a deal makes it.

    Raises:
        OntologyError: The table is missing or a row has the wrong number of columns.

    Example:
        >>> Share("investsIn", "acquires", 50.0) in shares()
        True
    """
    path = directory() / "cues" / "shares.tsv"
    return tuple(Share(below, above, float(share)) for _, (below, above, share) in _rows(path, 3))
