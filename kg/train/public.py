"""Public sets as tagged documents, their labels mapped to the types of the project.

| language | folder | licence | what of it is read |
| --- | --- | --- | --- |
| Arabic | `anercorp_corrected` | MIT | newswire: persons, places, organisations |

Where a set marks a name for which the project has another type or none (MISC), the name is cut out
and its sentence is two: left in, it would teach that such a name is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language import annotate
from kg.model import Document, Span
from kg.train.corpus import tags

if TYPE_CHECKING:
    from spacy.tokens import Doc

Sentence = list[tuple[str, str]]
"""Words and tags."""

ORGANISATION = "Organisation"
"""An organisation of which the set does not tell the kind; no type of the ontology."""
UNCLEAR = "?"
SENTENCES = 12
"""A set has lost where its articles begin: so many sentences in a row count as one."""

_NEWSWIRE = {"PERS": "Person", "LOC": "Place", "ORG": ORGANISATION}


def read(public: Path, *, language: str) -> Iterator[tuple[Doc, list[str]]]:
    """Yield the documents of the public sets of a language, and a tag for each token."""
    if language != "ar":  # English sets were tried, and made the English model no better
        return
    path = public / "anercorp_corrected" / "ANERcorp_train_corrected"
    rows = list(_sentences(path, _NEWSWIRE))
    for start in range(0, len(rows), SENTENCES):
        text, mentions = _written(rows[start : start + SENTENCES])
        doc = annotate(Document("", text, language, "", "-"))
        yield doc, tags(doc, mentions)


def _written(sentences: Sequence[Sentence]) -> tuple[str, list[tuple[Span, str]]]:
    """Return a text that has the sentences, a line each, and where it names what."""
    text, mentions = "", list[tuple[Span, str]]()
    for sentence in sentences:
        for word, tag in sentence:
            if tag.endswith(UNCLEAR):
                text = text.rstrip() + "\n"
                continue
            start = len(text)
            text += word + " "
            if tag[0] == "B":
                mentions.append((Span(start, start + len(word)), tag[2:]))
            elif tag[0] == "I":
                mentions[-1] = (Span(mentions[-1][0].start, start + len(word)), tag[2:])
        text = text[:-1] + "\n"
    return text, mentions


def _sentences(path: Path, labels: Mapping[str, str]) -> Iterator[Sentence]:
    """Yield the sentences of a file with a word and a tag a line, and a blank line between them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            yield list(_tagged((line.split() for line in group), labels))


def _tagged(rows: Iterable[list[str]], labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    before = ""
    for word, *rest in rows:
        label = rest[-1][2:] if rest and rest[-1] != "O" else ""
        kind = labels.get(label, UNCLEAR) if label else ""
        inside = kind and kind == before and rest[-1][0] == "I"
        yield word, f"{'I' if inside else 'B'}-{kind}" if kind else "O"
        before = kind
