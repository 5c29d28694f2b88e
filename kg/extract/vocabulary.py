"""The words that cue tables know, and how a word of a text meets them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.language import clitics, lookup_key
from kg.ontology.cues import Anaphor


class Lexicon:
    """The words that the cue tables of a language know, and how a word meets them."""

    def __init__(self, language: str, forms: frozenset[str], anaphors: Sequence[Anaphor]) -> None:
        self.language = language
        self.exact = {form for form in forms if not form.endswith("*")}
        self.open = {form[:-1] for form in forms if form.endswith("*")}
        self.lengths = sorted({len(form) for form in self.open})
        self.suffixes = {a.form: a for a in anaphors if a.kind == "suffix"}
        self.descriptions = {
            tuple(lookup_key(word, language) for word in a.form.split()): a
            for a in anaphors
            if a.kind in ("description", "pronoun", "possessive")
        }
        self.longest = max((len(form) for form in self.descriptions), default=0)
        self.analyse = lru_cache(maxsize=50_000)(self._analyse)

    def knows(self, key: str) -> bool:
        """Tell whether some cue asks for this word."""
        return key in self.exact or any(key[:n] in self.open for n in self.lengths)

    def _analyse(self, text: str) -> tuple[tuple[str, ...], str, str]:
        """Return proclitics, look-up key of the stem, and suffix of a word."""
        whole = lookup_key(text, self.language)
        if whole in self.exact:
            return (), whole, ""
        known = [
            (proclitics(prefix), key, suffix)
            for prefix, stem, suffix in clitics(text, self.language)
            if self.knows(key := lookup_key(stem, self.language))
            and (not suffix or suffix in self.suffixes)
        ]
        with_suffix = [analysis for analysis in known if analysis[2]]
        return next(iter(with_suffix + known), ((), whole, ""))


def proclitics(prefix: str) -> tuple[str, ...]:
    """Cut a run of proclitics into words; the article is dropped.

    >>> proclitics("وال"), proclitics("لل")
    (('و',), ('ل',))
    """
    bare = prefix.removesuffix("ال")
    if bare == "لل":
        bare = "ل"
    return tuple(bare)
