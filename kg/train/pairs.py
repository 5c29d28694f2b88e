"""Annotated articles as labelled candidates, and weights fitted to them.

A candidate is right for a relation if the annotation has that claim with evidence in the same
sentence. Where the evidence stands elsewhere, the sentence is no example of either kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg import ontology
from kg.extract.article import read_sentences
from kg.extract.claims import Article, find
from kg.extract.pairs.features import framed, located, plain
from kg.extract.pairs.rate import SUMS, seen
from kg.extract.rules import rulebook
from kg.model import Document, Entity, Mention, Provenance, Span
from kg.train.corpus import Example

RIGHT, WRONG, UNCLEAR = 1, 0, -1
RARE = 2
"""A weight is kept for a feature only if so many candidates have it."""
L2 = 4.0
STEPS = 40
_BY = Provenance("corpus", "gold", "0")

Key = tuple[str, str, str | float]
"""Subject, relation, object or sum; names as the annotation has them."""


class Labelled(NamedTuple):
    """A candidate for one relation.

    Attributes:
        key: What it would claim.
        column: Number of the relation.
        plain: Hashes; shared by the relations of one candidate.
        located: Hashes, those of the frame too.
        label: `RIGHT`, `WRONG` or `UNCLEAR`.
    """

    key: Key
    column: int
    plain: NDArray[np.int64]
    located: NDArray[np.int64]
    label: int


class Sample(NamedTuple):
    """An article: its fold (-1 if it is for training only), its candidates, its true claims."""

    id: str
    fold: int
    candidates: list[Labelled]
    gold: frozenset[Key]


def relations() -> tuple[str, ...]:
    """Return the relations that the model knows, in the ontology's order."""
    found = ontology.load().relations.values()
    return tuple(r.name for r in found if not r.literal or r.name in SUMS)


def key_of(subject: str, relation: str, other: str | float) -> Key:
    """Return a claim as a key; of a symmetric one the ends in order."""
    if ontology.load().relations[relation].symmetric and isinstance(other, str):
        subject, other = sorted((subject, other))
    return subject, relation, other


def gold_keys(claims: Iterable[Mapping[str, Any]], text: str) -> dict[Key, list[Span]]:
    """Return the annotated claims that the model can make, and where their evidence stands."""
    keys: dict[Key, list[Span]] = defaultdict(list)
    known = relations()
    for claim in claims:
        relation = claim["relation"]
        other = claim["object"]
        if relation in SUMS:
            other = claim["qualifiers"].get("amount", other)
            other = None if other is None else float(other)
        if relation in known and other is not None:
            start = text.find(claim["evidence"])
            span = Span(start, start + len(claim["evidence"])) if start >= 0 else Span(0, len(text))
            keys[key_of(claim["subject"], relation, other)].append(span)
    return dict(keys)


def gold_entities(example: Example) -> list[Entity]:
    """Return the annotated entities with their mentions, as linking would."""
    forms: dict[str, str] = {}
    for row in example.entities:
        for form in (row["text"], *row.get("aliases", ())):
            forms.setdefault(" ".join(form.split()), row["canonical"])
    mentions: dict[str, list[Mention]] = {}
    for span, kind in example.mentions:
        text = span.of(example.doc.text)
        form = " ".join(text.split())
        # Of "for + the" (لل) the name keeps the second letter only.
        name = forms.get(form) or forms["ا" + form]
        mentions.setdefault(name, []).append(Mention(span, text, kind, None, _BY))
    return [
        Entity(name, rows[0].type, name, (), (), tuple((example.id, row) for row in rows))
        for name, rows in mentions.items()
    ]


def article_of(example: Example, entities: Sequence[Entity], language: str) -> Article:
    """Return an article with its entities in place."""
    rules = rulebook(language)
    document = Document(example.id, example.doc.text, language, "", "-")
    return Article(
        document.text, tuple(read_sentences(example.doc, document, entities, rules)), rules
    )


def sample(
    example: Example,
    entities: Sequence[Entity],
    *,
    language: str,
    name: Callable[[str], str] = str,
    fold: int | None = None,
) -> Sample:
    """Return the labelled candidates of an article.

    Args:
        example: The article.
        entities: Its entities, annotated or found.
        language: Its language.
        name: Id of an entity -> name that the annotation gives it.
        fold: Instead of that of its id.
    """
    article = article_of(example, entities, language)
    gold = gold_keys(example.claims, article.text)
    candidates = list(_labelled(article, gold, name))
    return Sample(example.id, example.fold if fold is None else fold, candidates, frozenset(gold))


def _labelled(
    article: Article, gold: Mapping[Key, list[Span]], name: Callable[[str], str]
) -> Iterator[Labelled]:
    columns = {relation: column for column, relation in enumerate(relations())}
    for one in seen(article, list(find(article))):
        subject, other = one.candidate
        ends = [
            end.key if isinstance(end.key, float) else name(end.key) for end in (subject, other)
        ]
        features = np.array(plain(one.candidate, one.scene), dtype=np.int64)
        frame = framed(one.candidate, one.scene)
        for relation in one.relations:
            key = key_of(str(ends[0]), relation, ends[1])
            yield Labelled(
                key,
                columns[relation],
                features,
                np.array([*frame, *located(one.candidate, one.scene, relation)], dtype=np.int64),
                label(gold.get(key), one.sentence.span),
            )


def label(evidence: Sequence[Span] | None, sentence: Span) -> int:
    """Return whether evidence stands in a sentence: `RIGHT`, `WRONG` if there is none at all."""
    if evidence is None:
        return WRONG
    here = any(e.start < sentence.end and sentence.start < e.end for e in evidence)
    return RIGHT if here else UNCLEAR


class Data(NamedTuple):
    """Candidates as a matrix: (m candidates, n weights), and which weight each column is."""

    matrix: csr_matrix
    weights: NDArray[np.int64]
    labels: NDArray[np.int64]
    folds: NDArray[np.int64]


def assemble(samples: Iterable[Sample]) -> Data:
    """Return the candidates of all samples as one matrix of zeros and ones."""
    samples = list(samples)
    rows = list(_rows(samples))
    flat = np.concatenate(rows)
    weights, places, counts = np.unique(flat, return_inverse=True, return_counts=True)
    ends = np.cumsum([0, *map(len, rows)])
    values = np.ones(len(flat), dtype=np.float32)
    matrix = csr_matrix((values, places.astype(np.int32), ends), shape=(len(rows), len(weights)))
    kept = np.flatnonzero(counts >= RARE)
    labels = [each.label for one in samples for each in one.candidates]
    folds = [one.fold for one in samples for _ in one.candidates]
    return Data(matrix[:, kept], weights[kept], np.array(labels), np.array(folds))


def project(samples: Iterable[Sample], weights: NDArray[np.int64]) -> csr_matrix:
    """Return the candidates of samples as a matrix whose columns are `weights`, ascending."""
    rows = list(_rows(samples))
    flat = np.concatenate(rows)
    places = np.minimum(np.searchsorted(weights, flat), len(weights) - 1)
    known = (weights[places] == flat).astype(np.float32)
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((known, places.astype(np.int32), ends), shape=(len(rows), len(weights)))


def _rows(samples: Iterable[Sample]) -> Iterator[NDArray[np.int64]]:
    """Yield of each candidate which weights it asks for: of its relation, and shared ones."""
    width = len(relations()) + 1
    for one in samples:
        for each in one.candidates:
            own = np.concatenate([each.plain, each.located]) * width + each.column
            yield np.unique(np.concatenate([own, each.located * width + width - 1]))


def fit(matrix: csr_matrix, labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression with L2 penalty.

    Source:
        Byrd et al., "A Limited Memory Algorithm for Bound Constrained Optimization", 1995.
    """
    turned = matrix.T.tocsr()
    right = (labels == RIGHT).astype(np.float64)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        error = 1 / (1 + np.exp(-scores)) - right
        value = np.sum(np.logaddexp(0, scores) - right * scores) + 0.5 * L2 * weights @ weights
        return value, turned @ error + L2 * weights

    start = np.zeros(matrix.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x  # type: ignore[no-any-return]
