"""Train the recogniser of names of a language.

    python -m kg.train.names --language ar --corpus corpus [--public DIR] [--folds [--keep DIR]]

With `--folds`, measure instead: train on four fifths of the articles and score on the rest, five
times (or `--only` some of them); `--keep` keeps the models, by which `kg.train.claims` learns how
sure a claim is whose names were found and not given. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from kg.extract.recogniser import chunks, decode, lines
from kg.extract.recogniser.features import featurise
from kg.extract.recogniser.lexicon import MODELS
from kg.language import languages
from kg.train import public
from kg.train.corpus import FOLDS, Example, read
from kg.train.scores import Result, report
from kg.train.variants import stock, vary

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Chosen by the folds. The first is L1: most weights become zero, and the file small.
SETTINGS = {"c1": 0.05, "c2": 0.01, "max_iterations": 80, "feature.possible_transitions": False}
ORGANISATIONS = (
    "Company",
    "GovernmentBody",
    "MediaOutlet",
    "University",
    "InvestmentFirm",
    "ResearchLab",
)
VARIANTS = 4
"""How many variants of each article are read beside it."""

Sequences = list[tuple["pycrfsuite.ItemSequence", list[str]]]


def sequences(doc: Doc, tags: Sequence[str], *, language: str) -> Sequences:
    """Return the lines of an article as the learner wants them."""
    rows = featurise(doc, language=language)
    return [
        (pycrfsuite.ItemSequence(rows[start:end]), list(tags[start:end]))
        for start, end in lines(doc)
    ]


def settled(examples: Sequences, model: pycrfsuite.Tagger) -> Sequences:
    """Return `examples` with the kind of every organisation that `model` thinks likeliest."""
    settled_ = []
    for items, tags in examples:
        tags = list(tags)
        unsettled = [chunk for chunk in chunks(tags) if chunk[2] == public.ORGANISATION]
        if unsettled:
            model.set(items)
        for start, end, _ in unsettled:
            ways = [_as(kind, end - start) for kind in ORGANISATIONS]
            likely = [_likelihood(model, way, start) for way in ways]
            tags[start:end] = ways[likely.index(max(likely))]
        settled_.append((items, tags))
    return settled_


def _as(kind: str, length: int) -> list[str]:
    return [f"B-{kind}", *[f"I-{kind}"] * (length - 1)]


def _likelihood(model: pycrfsuite.Tagger, tags: Sequence[str], start: int) -> float:
    total: float = sum(model.marginal(tag, start + number) for number, tag in enumerate(tags))
    return total


def train(data: Iterable[Sequences], path: Path) -> None:
    """Fit a model to `data` and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for lines_ in data:
        for items, tags in lines_:
            trainer.append(items, tags)
    trainer.set_params(SETTINGS)
    trainer.train(str(path))


def fit(
    examples: Sequence[Example], beside: Sequence[Sequences], path: Path, *, language: str
) -> None:
    """Train on the corpus, its variants, and the public sets beside it; write to `path`."""
    names = stock(examples, language=language)
    own = [sequences(each.doc, each.tags, language=language) for each in examples]
    made = [
        sequences(*vary(each, names, language=language, seed=str(number)), language=language)
        for number in range(VARIANTS)
        for each in examples
    ]
    if beside:
        train(own, path)
        model = opened(path)
        beside = [settled(each, model) for each in beside]
    train([*beside, *own, *made], path)


def opened(path: Path) -> pycrfsuite.Tagger:
    """Return the model in `path`."""
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


def folds(
    examples: Sequence[Example],
    beside: Sequence[Sequences],
    folder: Path,
    *,
    language: str,
    only: Sequence[int] = range(FOLDS),
) -> Iterator[Result]:
    """Yield for each article of the folds `only` what a model finds in it that has not seen it.

    The models are written to `folder`; one that is there already is used as it is.
    """
    for fold in only:
        path = fold_path(folder, language, fold)
        if not path.is_file():
            seen = [each for each in examples if each.fold != fold]
            fit(seen, beside, path, language=language)
        model = opened(path)
        for each in examples:
            if each.fold == fold:
                yield Result(each, decode(each.doc, model, language=language))


def fold_path(folder: Path, language: str, fold: int) -> Path:
    """Return where the model goes that has not seen the articles of a fold."""
    return folder / f"names-{language}-without-{fold}.crfsuite"


def main() -> None:
    """Train, or measure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--language", required=True, choices=languages())
    ask.add_argument("--corpus", type=Path, default=Path("corpus"), help="annotated articles")
    ask.add_argument("--public", type=Path, help="folder of the public data sets")
    ask.add_argument("--output", type=Path, default=MODELS, help="folder to write to")
    ask.add_argument("--folds", action="store_true", help="measure by cross-validation instead")
    ask.add_argument("--keep", type=Path, help="with --folds: folder for their models")
    ask.add_argument("--only", type=int, nargs="+", default=range(FOLDS), help="these folds alone")
    args = ask.parse_args()
    code: str = args.language
    examples = list(read(args.corpus, language=code))
    public_sets = public.read(args.public, language=code) if args.public else ()
    beside = [sequences(doc, tags, language=code) for doc, tags in public_sets]
    if args.folds:
        with tempfile.TemporaryDirectory() as folder:
            place = args.keep or Path(folder)
            place.mkdir(parents=True, exist_ok=True)
            sys.stdout.write(
                report(list(folds(examples, beside, place, language=code, only=args.only)))
            )
    else:
        fit(examples, beside, args.output / f"names-{code}.crfsuite", language=code)


if __name__ == "__main__":
    main()
