"""The model of pairs: a table of weights, one row a feature and one column a relation.

A file `kg/models/claims-CODE.npz` holds arrays (n features, r relations):

| array | shape, dtype | what |
| --- | --- | --- |
| `relations` | (r,) str | the columns; one more column holds the weights that all share |
| `features` | (n,) uint32 | hashes of the features that have weights, ascending |
| `weights` | (n, r + 1) float16 | the weights |
| `thresholds` | (r,) float32 | the confidence from which on a claim of the relation is made |
| `slope`, `offset` | () float32 | score -> log odds of being right (Platt) |

Source:
    NPY 1.0 in a ZIP archive, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
    Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import LanguageError
from kg.extract.lexicon import MODELS
from kg.extract.pairs.features import BITS

Floats = NDArray[np.float32]
FIELDS = ("relations", "features", "weights", "thresholds", "slope", "offset")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for every feature, and how a score is read.

    Attributes:
        name: The file, without its ending.
        columns: Relation -> column of `table`.
        rows: Feature -> row of `table`; (2 ** BITS,).
        table: (1 + n, r + 1); row 0, of features never met, is zero.
        thresholds: Relation -> least confidence of a claim.
        slope: Of the log odds over the score.
        offset: Log odds of score 0.
    """

    name: str
    columns: Mapping[str, int]
    rows: NDArray[np.int32]
    table: Floats
    thresholds: Mapping[str, float]
    slope: float
    offset: float

    def plain(self, features: Sequence[int]) -> Floats:
        """Return what plain features say for each relation; (r,)."""
        total: Floats = self.table[self.rows[features]].sum(axis=0)
        return total

    def located(self, features: Sequence[int], column: int) -> float:
        """Return what located features say for one relation."""
        rows = self.rows[features]
        return float(self.table[rows, column].sum() + self.table[rows, -1].sum())

    def confidence(self, score: float) -> float:
        """Return the probability that a claim with this score is right."""
        return 1 / (1 + exp(-max(min(self.slope * score + self.offset, 30), -30)))


def from_arrays(name: str, arrays: Mapping[str, NDArray[np.generic]]) -> Model:
    """Return the model that the arrays of a file hold."""
    relations = [str(relation) for relation in arrays["relations"]]
    features = arrays["features"].astype(np.int64)
    weights = arrays["weights"].astype(np.float32)
    rows = np.zeros(1 << BITS, dtype=np.int32)
    rows[features] = np.arange(1, len(features) + 1)
    table = np.vstack([np.zeros((1, weights.shape[1]), dtype=np.float32), weights])
    return Model(
        name,
        {relation: column for column, relation in enumerate(relations)},
        rows,
        table,
        dict(zip(relations, map(float, arrays["thresholds"]), strict=True)),
        float(arrays["slope"]),
        float(arrays["offset"]),
    )


@cache
def load(language: str) -> Model | None:
    """Return the model of a language; None if there is none, and cues must do.

    Raises:
        LanguageError: The file is no such model.
    """
    path = MODELS / f"claims-{language}.npz"
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as file:
            return from_arrays(path.stem, {name: file[name] for name in FIELDS})
    except (KeyError, ValueError, OSError) as error:
        raise LanguageError(
            f"{path}: no model of pairs: {error}; install the package anew"
        ) from error


def write(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write a model; the same arrays give the same bytes."""
    np.savez_compressed(path, **{name: arrays[name] for name in FIELDS})  # type: ignore[arg-type]
