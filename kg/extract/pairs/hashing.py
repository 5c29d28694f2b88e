"""Features as hashes: of parts, and of every word of a sentence in every role it may play.

Source:
    Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from kg.extract.pairs.words import Word

BITS = 20
_MASK = (1 << BITS) - 1

DIRECTED = (
    "between", "between2", "first_between", "last_between", "before", "before1", "before2",
    "before3", "after", "after1", "after2", "after3", "opening",
)  # fmt: skip
SIDED = (
    "left", "left1", "left2", "left3", "left_far", "left_two", "right", "right1", "right2",
    "right3", "right_far", "right_two", "sentence", "opening1",
)  # fmt: skip
_TEMPLATES = {
    name: number
    for number, name in enumerate(
        [
            *(f"{d}:{t}" for d in ("SO", "OS") for t in DIRECTED),
            *(f"{d}:{t}" for d in ("S", "O") for t in SIDED),
            *(
                f"{e}:{t}"
                for e in ("s", "o")
                for t in ("before", "after", "before_far", "after_far")
            ),
            *(f"{d}:near_{t}" for d in ("SO", "OS") for t in ("first", "last")),
            "start",
        ]
    )
}
_SEEDS = np.array([crc32(name.encode()) for name in _TEMPLATES], dtype=np.uint32)[:, None]
_TWO = frozenset({"between2", "left_two", "right_two"})
_GOLDEN = np.uint32(0x9E3779B1)


# Typed, for True and 1 are one key else, but not one feature.
@lru_cache(maxsize=1 << 18, typed=True)
def feature(*parts: str | int) -> int:
    """Return the hash of a feature that is told by its parts."""
    return crc32("\t".join(map(str, parts)).encode()) & _MASK


def bucket(distance: int) -> int:
    """Return a distance, the coarser the larger it is."""
    return next((top for top in (14, 9, 6, 4) if distance >= top), distance)


def hashes(row: Sequence[Word]) -> dict[str, list[int]]:
    """Return for each role the features of the words in it, one a place."""
    single = np.array([word.hash for word in row], dtype=np.uint32)
    double = np.zeros_like(single)
    double[:-1] = single[:-1] * np.uint32(31) + single[1:]
    table = np.empty((len(_SEEDS), len(row)), dtype=np.uint32)
    two = _TWO_ROWS
    table[~two] = (single ^ _SEEDS[~two]) * _GOLDEN
    table[two] = (double ^ _SEEDS[two]) * _GOLDEN
    return dict(zip(_TEMPLATES, (table >> np.uint32(32 - BITS)).tolist(), strict=True))


_TWO_ROWS = np.array([name.partition(":")[2] in _TWO for name in _TEMPLATES])
