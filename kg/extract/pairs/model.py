"""The model of pairs: a table of weights, one row a feature and one column a relation.

A file `kg/models/claims-CODE.npz` holds arrays (n features, r relations, t thresholds):

| array | shape, dtype | what |
| --- | --- | --- |
| `relations` | (r,) str | the columns; one more column holds the weights that all share |
| `features` | (n,) uint32 | hashes of the features that have weights, ascending |
| `weights` | (n, r + 1) float16 | the weights |

Source:
    Format NPY 1.0 in a ZIP archive, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.pairs.features import BITS

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights for every feature.

    Attributes:
        relations: The columns.
        rows: Feature -> row of `table`; (2 ** BITS,).
        table: (1 + n, r + 1); row 0, of features never met, is zero.
    """

    relations: tuple[str, ...]
    rows: NDArray[np.int32]
    table: Floats

    def plain(self, features: Sequence[int]) -> Floats:
        """Return what plain features say for each relation; (r,)."""
        return self.table[self.rows[features]].sum(axis=0)[:-1]  # type: ignore[no-any-return]

    def located(self, features: Sequence[int], column: int) -> float:
        """Return what located features say for one relation."""
        rows = self.table[self.rows[features]]
        return float(rows[:, column].sum() + rows[:, -1].sum())
