"""Train the tagger of details of a language: `kg/models/details-CODE.crfsuite`.

    python -m kg.train.details --language ar --corpus corpus [--folds]

With `--folds` it is measured instead: trained on four fifths of the articles, right or wrong for
each kind of detail of the claims of the rest. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from kg.extract.claims import find
from kg.extract.details.tagger import ACTOR, OUTSIDE, QUANTITIES, Frame, features
from kg.extract.pairs.rate import SUMS, seen
from kg.extract.pairs.score import place_of
from kg.extract.recogniser.lexicon import MODELS
from kg.extract.sentence import Argument, Item, Sentence
from kg.language import languages
from kg.model import Quantity, Span
from kg.train.corpus import FOLDS, Example, read
from kg.train.pairs import RIGHT, article_of, gold_entities, gold_keys, key_of, label

SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 100, "feature.possible_transitions": False}
WORDS = ("role", "what", "about")
"""Qualifiers whose value is a piece of the text."""


class Row(NamedTuple):
    """A claim in its sentence, tagged with its details.

    Attributes:
        fold: Of its article.
        features: One list an item.
        tags: One an item.
    """

    fold: int
    features: list[list[str]]
    tags: list[str]


def rows(example: Example, language: str) -> Iterator[Row]:
    """Yield the annotated claims of an article, each in every sentence that says it."""
    article = article_of(example, gold_entities(example), language)
    gold = gold_keys(example.claims, article.text)
    claims = {key: claim for claim in example.claims for key in gold_keys([claim], article.text)}
    for one in seen(article, list(find(article))):
        subject, other = one.candidate
        for relation in one.relations:
            key = key_of(str(subject.key), relation, other.key)
            if key in claims and label(gold.get(key), one.sentence.span) == RIGHT:
                frame = Frame(relation, subject.item, other.item, place_of(one, relation))
                yield Row(
                    example.fold,
                    features(one.sentence, frame, language),
                    tags(one.sentence, article.text, claims[key]),
                )


def tags(sentence: Sentence, text: str, claim: Mapping[str, Any]) -> list[str]:
    """Return the tags of a sentence's items for one annotated claim."""
    found = [OUTSIDE] * len(sentence.items)
    for key, value in claim["qualifiers"].items():
        if claim["relation"] in SUMS and key == "amount":
            continue
        places = _places(sentence.items, key, value, sentence.span, text)
        for number, place in enumerate(places):
            if found[place] == OUTSIDE:
                found[place] = f"{'I' if number else 'B'}-{key}"
    return found


def _places(items: Sequence[Item], key: str, value: Any, span: Span, text: str) -> Sequence[int]:
    if key in QUANTITIES:
        kind = QUANTITIES[key]
        return [
            n
            for n, item in enumerate(items)
            if isinstance(item.content, Quantity)
            and item.content.kind == kind
            and _same(item.content.value, value)
        ][:1]
    if key == ACTOR:
        return [
            n
            for n, item in enumerate(items)
            if isinstance(item.content, Argument) and item.content.entity == value
        ][:1]
    if key not in WORDS:
        return ()
    start = span.of(text).find(str(value))
    if start < 0:
        return ()
    wanted = Span(span.start + start, span.start + start + len(str(value)))
    return [n for n, item in enumerate(items) if wanted.covers(item.span)]


def _same(found: Any, annotated: Any) -> bool:
    if isinstance(found, str) or isinstance(annotated, str):
        return str(found) == str(annotated)
    return bool(abs(float(found) - float(annotated)) <= 1e-6 * abs(float(annotated)))


def train(examples: Sequence[Row], path: Path) -> None:
    """Fit a tagger and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for one in examples:
        trainer.append(pycrfsuite.ItemSequence(one.features), one.tags)
    trainer.set_params(SETTINGS)
    trainer.train(str(path))


def measured(all_: Sequence[Row]) -> Iterator[str]:
    """Yield for each kind of detail how often it was found, right, and annotated, in the folds."""
    right, made, wanted = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            path = Path(folder, f"{fold}.crfsuite")
            train([one for one in all_ if one.fold != fold], path)
            model = pycrfsuite.Tagger()
            model.open(str(path))
            for one in all_:
                if one.fold == fold:
                    mine = _starts(model.tag(pycrfsuite.ItemSequence(one.features)))
                    gold = _starts(one.tags)
                    right.update(kind for kind, _ in mine & gold)
                    made.update(kind for kind, _ in mine)
                    wanted.update(kind for kind, _ in gold)
    for kind in sorted(wanted):
        hit, mine_, gold_ = right[kind], made[kind], wanted[kind]
        rates = f"P {hit / max(mine_, 1):.3f} R {hit / gold_:.3f}"
        yield f"{kind:15} {rates} ({hit} of {gold_}, {mine_} made)\n"


def _starts(found: Sequence[str]) -> set[tuple[str, int]]:
    return {(tag[2:], n) for n, tag in enumerate(found) if tag.startswith("B-")}


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
    if args.folds:
        sys.stdout.writelines(measured(all_))
    else:
        train(all_, args.output / f"details-{code}.crfsuite")


if __name__ == "__main__":
    main()
