"""Entities as a user's run would find them, by recognisers that have not seen the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.evaluate.align import align
from kg.evaluate.gold import GoldEntity
from kg.extract import find_mentions, settled
from kg.link import link
from kg.model import Document, Entity
from kg.train.corpus import FOLDS, Example
from kg.train.names import fold_path, opened
from kg.train.pairs import Sample, sample


def samples(
    examples: Sequence[Example], language: str, folder: Path, fold_of: Callable[[Example], int]
) -> Iterator[Sample]:
    """Yield the articles of every fold for which `folder` holds a recogniser, with found names.

    Args:
        examples: The corpus.
        language: Its language.
        folder: Where `kg.train.names --folds --keep` put its models.
        fold_of: The fold that an article counts for; -1 to leave it out.
    """
    for fold in range(FOLDS):
        path = fold_path(folder, language, fold)
        if not path.is_file():
            continue
        model = opened(path)
        for one in examples:
            if one.fold == fold and fold_of(one) == fold:
                document = Document(one.id, one.doc.text, language, "", "-")
                mentions = find_mentions(one.doc, language=language, model=model)
                entities = settled(one.doc, document, link(document, mentions))
                yield sample(one, entities, language=language, name=names_of(one, entities))


def names_of(example: Example, entities: Sequence[Entity]) -> Callable[[str], str]:
    """Return what gives a found entity's id the name that the annotation has for it."""
    gold = [
        GoldEntity(row["canonical"], row["type"], (row["text"], *row.get("aliases", ())))
        for row in example.entities
    ]
    aligned = align(gold, entities)
    return lambda entity: aligned.get(entity, entity)
