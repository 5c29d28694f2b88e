"""Train the model of pairs of a language: `kg/models/claims-CODE.npz`.

    python -m kg.train.claims --language ar --corpus corpus [--aside _w] [--names DIR] [--folds]

The folds of the corpus are always run, and what they give is printed: on them rest the confidence
of a claim and the thresholds. With `--folds` nothing is written. Articles with `--aside` in their
id are trained on in every fold and never measured on. With `--names`, the folder of the models that
`kg.train.names --folds --keep` made, both rest on names as they are found, and not as annotated,
which is what a user meets. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kg.extract.pairs.model import write
from kg.extract.recogniser.lexicon import MODELS
from kg.train import colour
from kg.train import found as as_found
from kg.train.corpus import Example, read
from kg.train.pairs import (
    UNCLEAR,
    Data,
    Key,
    Sample,
    assemble,
    fit,
    gold_entities,
    project,
    relations,
    sample,
)

SMALLEST = 0.004
"""Weights nearer to zero than this are left out."""
HOLD = 4.0
"""How strongly the offsets of the relations are held together."""
PRECISION = 0.70
"""How many of the claims that are made shall be right, in the folds."""


class Outcome(NamedTuple):
    """A claim that an article's candidates could make, their best score, and whether it holds."""

    article: str
    key: Key
    score: float
    right: bool


def samples(examples: Sequence[Example], language: str, aside: str) -> Iterator[Sample]:
    """Yield the labelled articles; `aside` marks ids that are kept out of measuring."""
    for example in examples:
        fold = fold_of(example, aside)
        yield sample(example, gold_entities(example), language=language, fold=fold)


def fold_of(example: Example, aside: str) -> int:
    """Return the fold of an article; -1 if its id has `aside` in it."""
    return -1 if aside and aside in example.id else example.fold


def without(data: Data) -> dict[int, NDArray[np.float64]]:
    """Return fold -> weights of a model that has not seen the articles of that fold."""
    known = data.labels != UNCLEAR
    measured = sorted(set(data.folds.tolist()) - {-1})
    rows = {fold: np.flatnonzero(known & (data.folds != fold)) for fold in measured}
    return {fold: fit(data.matrix[own], data.labels[own]) for fold, own in rows.items()}


def out_of_fold(data: Data, weights: Mapping[int, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return for each candidate the score of a model that has not seen its article; else NaN."""
    scores = np.full(len(data.labels), np.nan)
    for fold, own in weights.items():
        new = np.flatnonzero(data.folds == fold)
        scores[new] = data.matrix[new] @ own
    return scores


def scores_of(
    read_: Sequence[Sample], data: Data, weights: Mapping[int, NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return the same for samples of which `data` was not made."""
    folds = {one.fold: [each for each in read_ if each.fold == one.fold] for one in read_}
    scores = {
        fold: iter((project(own, data.weights) @ weights[fold]).tolist())
        for fold, own in folds.items()
    }
    return np.array([next(scores[one.fold]) for one in read_ for _ in one.candidates])


def outcomes(read_: Sequence[Sample], scores: NDArray[np.float64]) -> list[Outcome]:
    """Return each distinct claim with the best score of its candidates."""
    best: dict[tuple[str, Key], tuple[float, bool]] = {}
    rated = iter(scores.tolist())
    for one in read_:
        for each in one.candidates:
            place, score = (one.id, each.key), next(rated)
            if one.fold >= 0 and score > best.get(place, (-np.inf, False))[0]:
                best[place] = score, each.key in one.gold
    return [Outcome(article, key, *rest) for (article, key), rest in best.items()]


def calibrate(found: Sequence[Outcome]) -> NDArray[np.float64]:
    """Return what turns scores into log odds of being right: a slope, and an offset a relation.

    The offsets are held together by a penalty, so that a rare relation has nearly that of all.
    """
    scores, right, columns = _as_arrays(found)
    size = len(relations())

    def loss(line: NDArray[np.float64]) -> float:
        odds = line[0] * scores + line[1] + line[2:][columns]
        penalty = 0.5 * HOLD * float(line[2:] @ line[2:])
        return float(np.sum(np.logaddexp(0, odds) - right * odds)) + penalty

    start = np.array([1.0, 0.0, *[0.0] * size])
    slope, offset, *own = minimize(loss, start, method="L-BFGS-B").x
    return np.array([slope, *(offset + each for each in own)])


def _as_arrays(
    found: Sequence[Outcome],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    columns = {name: column for column, name in enumerate(relations())}
    return (
        np.array([one.score for one in found]),
        np.array([one.right for one in found], dtype=np.float64),
        np.array([columns[one.key[1]] for one in found]),
    )


def confidences(found: Sequence[Outcome], line: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability of each outcome."""
    scores, _, columns = _as_arrays(found)
    odds: NDArray[np.float64] = line[0] * scores + line[1:][columns]
    return 1 / (1 + np.exp(-odds))


def threshold(found: Sequence[Outcome], confidence: NDArray[np.float64], gold: int) -> float:
    """Return the least confidence at which F1 is best among those with enough precision."""
    order = np.argsort(-confidence, kind="stable")
    hits = np.cumsum([found[n].right for n in order])
    made = np.arange(1, len(order) + 1)
    f1 = np.where(hits / made >= PRECISION, 2 * hits / (made + gold), 0)
    return float(confidence[order[int(np.argmax(f1))]])


def arrays(
    data: Data, painted: colour.Shades, cut: float, line: NDArray[np.float64]
) -> dict[str, NDArray[Any]]:
    """Return what the model's file holds."""
    names = relations()
    width = len(names) + 1
    known = np.flatnonzero(data.labels != UNCLEAR)
    weights = fit(data.matrix[known], data.labels[known])
    features, rows = np.unique(data.weights // width, return_inverse=True)
    table = np.zeros((len(features), width))
    table[rows, data.weights % width] = weights
    kept, pruned = _pruned(features, table)
    everything = np.arange(len(painted.examples))
    shades, colours = _pruned(painted.features, colour.fit(painted, everything))
    return {
        "relations": np.array(names),
        "features": kept,
        "weights": pruned,
        "shades": shades,
        "colours": colours,
        "thresholds": np.full(len(names), cut, dtype=np.float32),
        "slope": np.array(line[0], dtype=np.float32),
        "offsets": line[1:].astype(np.float32),
    }


def _pruned(
    features: NDArray[np.int64], table: NDArray[np.float64]
) -> tuple[NDArray[np.uint32], NDArray[np.float16]]:
    """Return a table without small weights and the features that have no other."""
    table = np.where(np.abs(table) >= SMALLEST, table, 0)
    kept = table.any(axis=1)
    return features[kept].astype(np.uint32), table[kept].astype(np.float16)


def report(
    read_: Sequence[Sample], found: Sequence[Outcome], kept: NDArray[np.bool_]
) -> Iterator[str]:
    """Yield a line for all claims, and one for each relation."""
    gold = Counter(key[1] for one in read_ if one.fold >= 0 for key in one.gold)
    made = Counter(one.key[1] for one, keep in zip(found, kept, strict=True) if keep)
    hits = Counter(one.key[1] for one, keep in zip(found, kept, strict=True) if keep and one.right)
    rows: list[tuple[str, int, int, int]] = [("all", hits.total(), made.total(), gold.total())]
    rows += [(name, hits[name], made[name], gold[name]) for name in relations()]
    for name, hit, mine, wanted in rows:
        precision, recall = hit / max(mine, 1), hit / max(wanted, 1)
        f1 = 2 * hit / max(mine + wanted, 1)
        rates = f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        yield f"{name:15} {rates} ({hit} of {wanted}, {mine} made)\n"


def main() -> None:
    """Train, or measure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--language", required=True, choices=("ar", "en"))
    ask.add_argument("--corpus", type=Path, default=Path("corpus"), help="annotated articles")
    ask.add_argument("--aside", default="", help="part of the ids that are never measured on")
    ask.add_argument("--names", type=Path, help="folder of recognisers, one for each fold")
    ask.add_argument("--output", type=Path, default=MODELS, help="folder to write to")
    ask.add_argument("--folds", action="store_true", help="measure by cross-validation only")
    args = ask.parse_args()
    code: str = args.language
    examples = list(read(args.corpus, language=code))
    all_ = list(samples(examples, code, args.aside))
    data = assemble(all_)
    weights = without(data)
    line, cut = settle("names given", all_, out_of_fold(data, weights))
    if args.names:
        own = list(
            as_found.samples(examples, code, args.names, lambda one: fold_of(one, args.aside))
        )
        line, cut = settle("names found", own, scores_of(own, data, weights))
    if not args.folds:
        shades = (shade for each in examples for shade in colour.shades(each, code))
        painted = colour.assemble(list(shades))
        write(args.output / f"claims-{code}.npz", arrays(data, painted, cut, line))


def settle(
    title: str, read_: Sequence[Sample], scores: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Print what the folds give; return what makes scores probabilities, and the threshold."""
    made = outcomes(read_, scores)
    line = calibrate(made)
    rated = confidences(made, line)
    cut = threshold(made, rated, sum(len(one.gold) for one in read_ if one.fold >= 0))
    sys.stdout.write(f"{title}; a claim is made from confidence {cut:.3f} on\n")
    sys.stdout.writelines(report(read_, made, rated >= cut))
    sys.stdout.writelines(reliability(made, rated))
    return line, cut


def reliability(made: Sequence[Outcome], rated: NDArray[np.float64]) -> Iterator[str]:
    """Yield for each tenth of confidence how many claims have it, and how many are right."""
    right = np.array([one.right for one in made])
    for tenth in range(3, 10):
        here = (rated >= tenth / 10) & (rated < (tenth + 1) / 10)
        if count := int(here.sum()):
            shares = f"mean {rated[here].mean():.2f}, right {right[here].mean():.2f}"
            yield f"confidence from {tenth / 10:.1f} on: {count} claims, {shares}\n"


if __name__ == "__main__":
    main()
