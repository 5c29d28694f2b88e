"""A trained recogniser of names: spaCy Doc -> spans with a type and a probability.

A linear-chain conditional random field over the features of `kg.extract.recogniser.features`, one
model file per language in `kg/models`; `kg.train.names` makes the files, the cards beside them say
how good they are.

Source:
    Lafferty, J., McCallum, A., Pereira, F.: Conditional Random Fields. ICML 2001. Okazaki, N.:
    CRFsuite, http://www.chokkan.org/software/crfsuite/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import LanguageError
from kg.extract.recogniser.features import featurise
from kg.extract.recogniser.known import openings
from kg.extract.recogniser.lexicon import MODELS, fold, load
from kg.extract.recogniser.look import HYPHENATED
from kg.language import lookup_key
from kg.model import Span
from kg.ontology import names

if TYPE_CHECKING:
    from pycrfsuite import Tagger
    from spacy.tokens import Doc

OUTSIDE = "O"
_NO_LIMIT = ("ال", "لل", "س")
"""What is cut off no name: "the", and "will"."""
_CERTAIN = 3
"""Fewest letters that a word must have left to be believed without other signs."""


class Recognised(NamedTuple):
    """A name in a text.

    Attributes:
        span: Without attached words before it and quotation marks around it.
        type: A class of the ontology.
        score: Probability that this is a name of that type, by the model.
    """

    span: Span
    type: str
    score: float


def recognise(doc: Doc, *, language: str, model: Tagger | None = None) -> list[Recognised]:
    """Return the names in an article, in text order, not overlapping.

    Args:
        doc: The whole article, as `kg.language.annotate` gives it.
        language: Its BCP 47 code.
        model: Instead of the one that the package has for the language.

    Raises:
        LanguageError: no model for that language is installed.

    Example:
        >>> from kg.language import annotate
        >>> from kg.model import Document
        >>> text = "The startup was founded by Jane Doe in London."
        >>> doc = annotate(Document("1", text, "en", text, "-"))
        >>> [one.span.of(text) for one in recognise(doc, language="en")]
        ['Jane Doe', 'London']
    """
    return decode(doc, model or tagger(language), language=language)


def decode(doc: Doc, model: Tagger, *, language: str) -> list[Recognised]:
    """Return the names that `model` finds in an article."""
    rows = featurise(doc, language=language)
    counts: dict[str, int] = {}
    for token in doc:
        folded = fold(token.text)
        counts[folded] = counts.get(folded, 0) + 1
    found = []
    for start, end in lines(doc):
        model.set(rows[start:end])
        tags = model.tag()
        for first, last, kind in chunks(tags):
            score = min(model.marginal(tags[at], at) for at in range(first, last))
            span = _span(doc, start + first, start + last, counts, language)
            found.append(Recognised(span, kind, score))
    return found


@cache
def tagger(language: str) -> Tagger:
    """Load the model of a language, once.

    Raises:
        LanguageError: there is none.
    """
    path = MODELS / f"names-{language}.crfsuite"
    if not path.is_file():
        raise LanguageError(f"{path}: no such model; make it with `python -m kg.train.names`")
    import pycrfsuite  # here, because reading the graph needs no model

    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


def lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens between line breaks: first and last + 1."""
    start = 0
    for token in doc:
        if "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if len(doc) > start:
        yield start, len(doc)


def chunks(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names that the tags mark: first, last + 1, type.

    >>> list(chunks(["B-Person", "I-Person", "B-Person", "O", "I-Place"]))
    [(0, 2, 'Person'), (2, 3, 'Person'), (4, 5, 'Place')]
    """
    start = 0
    for at, tag in enumerate(tags):
        if tag == OUTSIDE:
            continue
        before = tags[at - 1] if at else OUTSIDE
        if tag[0] == "B" or before[2:] != tag[2:]:
            start = at
        after = tags[at + 1] if at + 1 < len(tags) else OUTSIDE
        if after[0] != "I" or after[2:] != tag[2:]:
            yield start, at + 1, tag[2:]


def _span(doc: Doc, start: int, end: int, counts: dict[str, int], language: str) -> Span:
    first, last = doc[start], doc[end - 1]
    cut = attached(first.text, counts, language=language)
    stop = last.idx + len(last)
    if hyphenated := HYPHENATED.fullmatch(last.text):
        stop -= len(hyphenated[2]) + 1
    return Span(first.idx + cut, stop)


def attached(word: str, counts: dict[str, int], *, language: str) -> int:
    """Return how many letters before a name are other words that are attached to it.

    Args:
        word: The first word of the name, as it stands.
        counts: How often the article has each word, folded.
        language: BCP 47 code.

    Example:
        >>> attached("وميتا", {"وميتا": 1, "ميتا": 2}, language="ar")
        1
    """
    ways = _ways(word, language)
    reach = names.load(lookup_key).reach
    if not ways or lookup_key(word) in reach:
        return 0
    whole, words = fold(word), load(language).words
    signs = [
        [cut for cut, rest, _ in ways if len(rest) >= _CERTAIN and rest in counts],
        [0] if counts.get(whole, 0) > 1 else [],
        [
            cut
            for cut, rest, key in ways
            if rest.startswith("ال") or (key in reach and len(rest) > _CERTAIN)
        ],
        [0] if whole in words else [],
        [cut for cut, rest, _ in ways if len(rest) > _CERTAIN and rest in words],
    ]
    return next((cuts[0] for cuts in signs if cuts), 0)


@lru_cache(maxsize=1 << 14)
def _ways(word: str, language: str) -> tuple[tuple[int, str, str], ...]:
    """Return the ways to cut a word that leave "the" on it: letters cut, rest folded, its key."""
    return tuple(
        (cut + (rest != word[cut:]), fold(rest), key)
        for cut, rest, key in openings(word, language)
        if cut and len(rest) > 1 and not fold(word[:cut]).endswith(_NO_LIMIT)
    )
