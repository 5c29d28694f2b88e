"""Train the model of types of a language: `kg/models/types-CODE.npz`.

    python -m kg.train.kinds --language ar --corpus corpus [--folds]

With `--folds` it is measured instead, on annotated names, without the recogniser's word.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kg import ontology
from kg.extract.kinds import features, write
from kg.extract.recogniser.lexicon import MODELS
from kg.language import languages
from kg.model import Document
from kg.train.colour import softmax
from kg.train.corpus import FOLDS, Example, read
from kg.train.pairs import gold_entities

L2 = 0.5
RARE = 2
"""A feature has weights only if so many entities have it."""


class Row(NamedTuple):
    """An annotated entity: the fold of its article, its features, its type."""

    fold: int
    features: list[int]
    type: str


def rows(example: Example, language: str) -> Iterator[Row]:
    """Yield the annotated entities of an article."""
    entities = gold_entities(example)
    document = Document(example.id, example.doc.text, language, "", "-")
    seen = features(example.doc, document, entities)
    for one in entities:
        yield Row(example.fold, seen[one.id], one.type)


class Table(NamedTuple):
    """Entities as a matrix (m, n) of zeros and ones, what its columns are, and the answers."""

    matrix: csr_matrix
    features: NDArray[np.uint32]
    answers: NDArray[np.int64]
    folds: NDArray[np.int64]


def assemble(all_: Sequence[Row], types: Sequence[str]) -> Table:
    """Return all entities as one matrix."""
    flat = np.concatenate([np.array(one.features, dtype=np.uint32) for one in all_])
    known, places, counts = np.unique(flat, return_inverse=True, return_counts=True)
    ends = np.cumsum([0, *(len(one.features) for one in all_)])
    values = np.ones(len(flat), dtype=np.float32)
    matrix = csr_matrix((values, places, ends), shape=(len(all_), len(known)))
    kept = np.flatnonzero(counts >= RARE)
    answers = np.array([types.index(one.type) for one in all_])
    return Table(matrix[:, kept], known[kept], answers, np.array([one.fold for one in all_]))


def measured(table: Table, types: Sequence[str]) -> str:
    """Return in how many cases the type is right, in the folds."""
    right = 0
    for fold in range(FOLDS):
        new = table.folds == fold
        weights = softmax(table.matrix[~new], table.answers[~new], classes=len(types), l2=L2)
        right += int(np.sum(np.argmax(table.matrix[new] @ weights, axis=1) == table.answers[new]))
    return f"right {right / len(table.answers):.3f} of {len(table.answers)}\n"


def arrays(table: Table, types: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return what the model's file holds."""
    weights = softmax(table.matrix, table.answers, classes=len(types), l2=L2)
    return {
        "types": np.array(types),
        "features": table.features,
        "weights": weights.astype(np.float16),
    }


def main() -> None:
    """Train, or measure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--language", required=True, choices=languages())
    ask.add_argument("--corpus", type=Path, default=Path("corpus"), help="annotated articles")
    ask.add_argument("--output", type=Path, default=MODELS, help="folder to write to")
    ask.add_argument("--folds", action="store_true", help="measure by cross-validation instead")
    args = ask.parse_args()
    code: str = args.language
    all_ = [row for each in read(args.corpus, language=code) for row in rows(each, code)]
    types = [name for name in ontology.load().types if any(one.type == name for one in all_)]
    table = assemble(all_, types)
    if args.folds:
        sys.stdout.write(measured(table, types))
    else:
        write(args.output / f"types-{code}.npz", arrays(table, types))


if __name__ == "__main__":
    main()
