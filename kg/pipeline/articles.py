"""Articles -> what each of them says, one after the other."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path, PurePath

from kg import evaluate as evaluation
from kg import export, language, link, ontology, read
from kg.errors import KGError
from kg.model import Document, Extraction

Source = str | PathLike[str]
"""A path to a file or a folder, or "-" for standard input."""


def extract(document: Document) -> Extraction:
    """Return the entities and the claims of one article."""
    # Half of what a cold start takes is spaCy, which only this verb needs.
    from kg.extract import find_claims, find_mentions, settled, supported

    doc = language.annotate(document)
    mentions = find_mentions(doc, language=document.language)
    entities = settled(doc, document, link.link(document, mentions))
    claims = find_claims(doc, document, entities)
    return Extraction(document, supported(entities, claims), claims)


def confident(extraction: Extraction, least: float) -> Extraction:
    """Return an extraction without the claims that are less sure than `least`."""
    from kg.extract import supported

    claims = tuple(claim for claim in extraction.claims if claim.confidence >= least)
    if len(claims) == len(extraction.claims):
        return extraction
    return Extraction(extraction.document, supported(extraction.entities, claims), claims)


def evaluate(gold: Source, extractions: Iterable[Extraction]) -> evaluation.Card:
    """Score extractions against a gold file; an article's id is the stem of its source's name.

    Raises:
        ReadError: The gold file is missing or broken; said before anything is extracted.
    """
    annotated = tuple(evaluation.read(Path(fspath(gold))))
    found = {PurePath(one.document.source).stem: one for one in extractions}
    return evaluation.score(annotated, found, ontology.load())


def sources(paths: Iterable[Source]) -> Iterator[str | KGError]:
    """Yield every article under `paths`, folders opened; for what is not there, its error."""
    for path in paths:
        try:
            yield from read.find(fspath(path))
        except KGError as error:
            yield error


def extractions(articles: Source | Iterable[Source | KGError]) -> Iterator[Extraction | KGError]:
    """Yield what each article says, in their order.

    An article that cannot be read gives its error instead, and the others go on; an error that
    stands among `articles` is passed through, so that `sources` can be called before.
    """
    try:
        for article in [articles] if isinstance(articles, (str, PathLike)) else articles:
            for source in (article,) if isinstance(article, KGError) else sources([article]):
                yield from (source,) if isinstance(source, KGError) else _attempt(source)
                gc.freeze()  # what stays need not be walked over again: a tenth of the time
    finally:
        gc.unfreeze()


def _attempt(source: str) -> Iterator[Extraction | KGError]:
    try:
        for document in read.read(source):
            yield extract(document)
    except KGError as error:
        yield error


def rows(results: Iterable[Extraction]) -> Iterator[export.Row]:
    """Yield the claims for the eyes: who, relation, whom, amount, share, modality, said by."""
    for extraction in results:
        yield from export.rows(extraction)
