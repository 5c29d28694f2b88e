"""The model of pairs: a table of weights, one row a feature and one column a relation.

A file `kg/models/claims-CODE.npz` holds arrays (n features, r relations):

| array | shape, dtype | what |
| --- | --- | --- |
| `relations` | (r,) str | the columns; one more column holds the weights that all share |
| `features` | (n,) uint32 | hashes of the features that have weights, ascending |
| `weights` | (n, r + 1) float16 | the weights |
| `shades` | (m,) uint32 | the same for the words around a claim |
| `colours` | (m, 7) float16 | their weights: six modalities, and whose word it is |
| `thresholds` | (r,) float32 | the confidence from which on a claim of the relation is made |
| `slope`, `offsets` | (), (r,) float32 | score -> log odds of being right (Platt) |

Source:
    NPY 1.0 in a ZIP archive, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
    Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.extract import arrays
from kg.extract.pairs.hashing import BITS
from kg.extract.recogniser.lexicon import MODELS

Floats = NDArray[np.float32]
FIELDS = (
    "relations", "features", "weights", "shades", "colours", "thresholds", "slope", "offsets",
)  # fmt: skip


class Table(NamedTuple):
    """Weights of hashed features.

    Attributes:
        rows: Feature -> row of `values`; (2 ** BITS,).
        values: (1 + n features, columns); row 0, of features never met, is zero.
    """

    rows: NDArray[np.int32]
    values: Floats

    def total(self, features: Sequence[int]) -> Floats:
        """Return the sum of the weights of some features, for each column."""
        total: Floats = self.values[self.rows[features]].sum(axis=0)
        return total

    def totals(self, lists: Sequence[Sequence[int]]) -> Floats:
        """Return `total` of each list, none of them empty; (n lists, columns)."""
        if not lists:
            return self.values[:0]
        flat = np.fromiter(chain.from_iterable(lists), dtype=np.int64)
        starts = np.cumsum([0, *map(len, lists[:-1])])
        totals: Floats = np.add.reduceat(self.values[self.rows[flat]], starts, axis=0)
        return totals


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for every feature, and how a score is read.

    Attributes:
        name: The file, without its ending.
        columns: Relation -> column of `pairs`; its last column is shared.
        pairs: Weights of what speaks for a relation.
        colours: Weights of what speaks for a modality and a source.
        thresholds: Relation -> least confidence of a claim.
        slope: Of the log odds over the score.
        offsets: Relation -> log odds of score 0.
    """

    name: str
    columns: Mapping[str, int]
    pairs: Table
    colours: Table
    thresholds: Mapping[str, float]
    slope: float
    offsets: Mapping[str, float]

    def confidence(self, score: float, relation: str) -> float:
        """Return the probability that a claim with this score is right."""
        return 1 / (1 + exp(-max(min(self.slope * score + self.offsets[relation], 30), -30)))


def from_arrays(name: str, made: arrays.Arrays) -> Model:
    """Return the model that the arrays of a file hold."""
    relations = [str(relation) for relation in made["relations"]]
    return Model(
        name,
        {relation: column for column, relation in enumerate(relations)},
        _table(made["features"], made["weights"]),
        _table(made["shades"], made["colours"]),
        dict(zip(relations, map(float, made["thresholds"]), strict=True)),
        float(made["slope"]),
        dict(zip(relations, map(float, made["offsets"]), strict=True)),
    )


def _table(features: NDArray[Any], weights: NDArray[Any]) -> Table:
    rows = np.zeros(1 << BITS, dtype=np.int32)
    rows[features.astype(np.int64)] = np.arange(1, len(features) + 1)
    values = np.zeros((len(features) + 1, weights.shape[1]), dtype=np.float32)
    values[1:] = weights
    return Table(rows, values)


@cache
def load(language: str) -> Model | None:
    """Return the model of a language; None if there is none, and cues must do.

    Raises:
        LanguageError: The file is no such model.
    """
    path = MODELS / f"claims-{language}.npz"
    return arrays.read(path, FIELDS, lambda read: from_arrays(path.stem, read), what="pairs")


def write(path: Path, made: arrays.Arrays) -> None:
    """Write a model; the same arrays give the same bytes."""
    arrays.write(path, made, FIELDS)
