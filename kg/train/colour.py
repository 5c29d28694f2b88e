"""Annotated claims as examples of modality and source, and weights fitted to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.extract.claims import find
from kg.extract.pairs.colour import (
    MODALITIES,
    SPEAKER,
    WIDTH,
    claim_features,
    speaker_features,
    speakers,
)
from kg.extract.pairs.rate import seen
from kg.extract.pairs.score import setting_of
from kg.train.corpus import Example
from kg.train.pairs import RIGHT, article_of, gold_entities, gold_keys, key_of, label

L2 = 2.0
STEPS = 60


class Shade(NamedTuple):
    """An example: its features and its answers; -1 where a question is not asked.

    Attributes:
        fold: Of its article; -1 if it is for training only.
        features: Hashes.
        modality: Number of the modality, of a claim.
        speaker: Of a claim and an actor: 1 if it stands on the actor's word.
    """

    fold: int
    features: NDArray[np.int64]
    modality: int = -1
    speaker: int = -1


def shades(example: Example, language: str, fold: int | None = None) -> Iterator[Shade]:
    """Yield the examples of an article: its claims, and each with every actor of its sentence."""
    article = article_of(example, gold_entities(example), language)
    gold = gold_keys(example.claims, article.text)
    rows = {_row_key(claim): claim for claim in example.claims}
    fold = example.fold if fold is None else fold
    for one in seen(article, list(find(article))):
        subject, other = one.candidate
        for relation in one.relations:
            key = key_of(str(subject.key), relation, other.key)
            if label(gold.get(key), one.sentence.span) != RIGHT or key not in rows:
                continue
            setting, row = setting_of(one, relation), rows[key]
            painted = np.unique(claim_features(setting, article))
            yield Shade(fold, painted, MODALITIES.index(row["modality"]))
            for end in speakers(one.ends):
                own = np.unique(speaker_features(end, setting, article))
                yield Shade(fold, own, speaker=int(end.key == row["attributed_to"]))


def _row_key(claim: Mapping[str, Any]) -> tuple[str, str, str | float]:
    found = gold_keys([claim], claim["evidence"])
    return next(iter(found), ("", "", ""))


class Shades(NamedTuple):
    """Examples as a matrix (m, n), what its columns are, and the answers."""

    matrix: csr_matrix
    features: NDArray[np.int64]
    examples: Sequence[Shade]


def assemble(examples: Sequence[Shade]) -> Shades:
    """Return all examples as one matrix of zeros and ones."""
    flat = np.concatenate([one.features for one in examples])
    features, places = np.unique(flat, return_inverse=True)
    ends = np.cumsum([0, *(len(one.features) for one in examples)])
    values = np.ones(len(flat), dtype=np.float32)
    shape = (len(examples), len(features))
    return Shades(csr_matrix((values, places, ends), shape=shape), features, examples)


def fit(data: Shades, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return weights (n features, `WIDTH`), fitted to the examples `rows`."""
    weights = np.zeros((len(data.features), WIDTH))
    modality = np.array([one.modality for one in data.examples])
    asked = rows[modality[rows] >= 0]
    weights[:, : len(MODALITIES)] = softmax(data.matrix[asked], modality[asked])
    speaker = np.array([one.speaker for one in data.examples])
    asked = rows[speaker[rows] >= 0]
    pair = softmax(data.matrix[asked], speaker[asked], classes=2)
    weights[:, SPEAKER] = pair[:, 1] - pair[:, 0]
    return weights


def softmax(
    matrix: csr_matrix,
    answers: NDArray[np.int64],
    classes: int = len(MODALITIES),
    *,
    l2: float = L2,
) -> NDArray[np.float64]:
    """Return the weights (n features, classes) of a multinomial logistic regression."""
    right = np.eye(classes)[answers]
    turned = matrix.T.tocsr()
    shape = (matrix.shape[1], classes)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slope = turned @ (np.exp(logs) - right) + l2 * weights
        return -float((right * logs).sum()) + 0.5 * l2 * float(flat @ flat), slope.ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return found.x.reshape(shape)  # type: ignore[no-any-return]
