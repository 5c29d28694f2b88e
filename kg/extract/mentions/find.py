"""The finders together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kg import __version__
from kg.extract.mentions import beside, field, nationality, propagate, table, trained
from kg.extract.mentions.candidate import Candidate, settle
from kg.extract.recogniser import lexicon
from kg.language import lookup_key
from kg.model import Mention
from kg.ontology import cues, names
from kg.ontology.names import NameTable

if TYPE_CHECKING:
    from pycrfsuite import Tagger


def find_mentions(doc: Doc, *, language: str, model: Tagger | None = None) -> list[Mention]:
    """Return the names in a text, sorted, not overlapping.

    Args:
        doc: The whole article, as `kg.language.annotate` gives it.
        language: Its BCP 47 code.
        model: A recogniser to use instead of the one that the package has for the language.

    Example:
        >>> from kg.language import annotate
        >>> from kg.model import Document
        >>> text = "OpenAI hired her."
        >>> doc = annotate(Document("x", text, "en", text, "-"))
        >>> [(m.text, m.type, m.known) for m in find_mentions(doc, language="en")]
        [('OpenAI', 'Company', 'openai')]
    """
    known = names.load(lookup_key)
    tables = cues.load(language)
    words = tables.names
    # Both are made anew by spaCy whenever they are asked for.
    text, tokens = doc.text, list(doc)
    found = [
        *table.find(tokens, text, known, language=language),
        *trained.find(doc, language=language, model=model),
        *beside.find(tokens, words, language=language),
        *field.find(tokens, words, language=language),
    ]
    typed = _typed([_identified(c, text, known) for c in settle(_backed(found))], text)
    spread = list(propagate.find(tokens, text, typed, _parts(tables), language=language))
    named = settle([*typed, *spread])
    near = list(nationality.find(doc, named, known))
    final = settle([*nationality.told_apart(named, text, known), *near])
    return [one.mention(text, __version__) for one in final if one.type]


def _parts(tables: cues.Cues) -> propagate.Parts:
    particles = frozenset(map(lookup_key, tables.words.get("particle", "").split("|")))
    known = lexicon.load(tables.language).words

    def common(word: str) -> bool:
        folded = lexicon.fold(word)
        return bool(lexicon.word_class(folded, lexicon.stem(folded), known))

    return propagate.Parts(particles, common)


def _backed(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Drop known names that are common words too, unless another finder takes them for a name.

    A field of technology is always such a word: it is an entity only where it is somebody's field.
    """
    sure = {one.span for one in found if one.finder != "table"}
    for one in found:
        common = one.score < table.WEAK + table.LEAD or one.type == "Technology"
        if one.finder != "table" or not common or one.span in sure:
            yield one


def _identified(one: Candidate, text: str, known: NameTable) -> Candidate:
    """Say which known actor a name is: one of the type that it was recognised as, if there is."""
    bearers = [name.actor for name in known.match(one.span.of(text))]
    if not bearers:
        return one
    actor = next((a for a in bearers if a.type == one.type), bearers[0])
    return one._replace(type=actor.type, known=(actor.id,))


def _typed(found: Sequence[Candidate], text: str) -> list[Candidate]:
    """Give each untyped candidate the type that its name has elsewhere in the article."""
    votes: dict[str, Counter[str]] = {}
    for one in found:
        if one.type:
            votes.setdefault(lookup_key(one.span.of(text)), Counter())[one.type] += 1
    return list(_voted(found, text, votes))


def _voted(
    found: Sequence[Candidate], text: str, votes: dict[str, Counter[str]]
) -> Iterator[Candidate]:
    for one in found:
        if one.type:
            yield one
        elif elected := votes.get(lookup_key(one.span.of(text))):
            yield one._replace(type=min(elected, key=lambda t: (-elected[t], t)))
