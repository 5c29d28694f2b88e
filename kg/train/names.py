"""Train the recogniser of names of a language.

    python -m kg.train.names --language ar --corpus corpus [--public DIR] [--folds]

With `--folds`, measure instead: train on four fifths of the articles and score on the rest, five
times. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from kg.extract.features import featurise
from kg.extract.lexicon import MODELS
from kg.extract.recogniser import decode, lines
from kg.train import public
from kg.train.corpus import FOLDS, Example, read
from kg.train.scores import Result, report

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Chosen by the folds. The first is L1: most weights become zero, and the file small.
SETTINGS = {"c1": 0.05, "c2": 0.01, "max_iterations": 80, "feature.possible_transitions": False}
REPEATS = 3
"""How often the corpus is read beside the public sets, whose texts are older and more."""

Sequences = list[tuple["pycrfsuite.ItemSequence", list[str]]]


def sequences(doc: Doc, tags: Sequence[str], *, language: str) -> Sequences:
    """Return the lines of an article as the learner wants them."""
    rows = featurise(doc, language=language)
    return [
        (pycrfsuite.ItemSequence(rows[start:end]), list(tags[start:end]))
        for start, end in lines(doc)
    ]


def train(data: Iterable[Sequences], path: Path) -> None:
    """Fit a model to `data` and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for lines_ in data:
        for items, tags in lines_:
            trainer.append(items, tags)
    trainer.set_params(SETTINGS)
    trainer.train(str(path))


def folds(
    data: Sequence[tuple[Example, Sequences]], beside: Sequence[Sequences], *, language: str
) -> Iterator[Result]:
    """Yield for each article what a model finds in it that has not seen it."""
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            path = Path(folder) / f"{fold}.crfsuite"
            train(_mixed([each for one, each in data if one.fold != fold], beside), path)
            model = pycrfsuite.Tagger()
            model.open(str(path))
            for example, _ in data:
                if example.fold == fold:
                    yield Result(example, decode(example.doc, model, language=language))


def _mixed(own: Sequence[Sequences], beside: Sequence[Sequences]) -> Iterator[Sequences]:
    yield from beside
    for _ in range(REPEATS if beside else 1):
        yield from own


def main() -> None:
    """Train, or measure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--language", required=True, choices=("ar", "en"))
    ask.add_argument("--corpus", type=Path, default=Path("corpus"), help="annotated articles")
    ask.add_argument("--public", type=Path, help="folder of the public data sets")
    ask.add_argument("--output", type=Path, default=MODELS, help="folder to write to")
    ask.add_argument("--folds", action="store_true", help="measure by cross-validation instead")
    args = ask.parse_args()
    code: str = args.language
    data = [
        (example, sequences(example.doc, example.tags, language=code))
        for example in read(args.corpus, language=code)
    ]
    beside = [
        sequences(doc, tags, language=code)
        for doc, tags in (public.read(args.public, language=code) if args.public else ())
    ]
    if args.folds:
        sys.stdout.write(report(list(folds(data, beside, language=code))))
    else:
        train(_mixed([each for _, each in data], beside), args.output / f"names-{code}.crfsuite")


if __name__ == "__main__":
    main()
