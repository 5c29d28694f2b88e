"""The project's own annotated articles as tagged tokens.

A corpus is a folder with `articles/ID.txt` and `gold.jsonl`, one article a line: `id` and
`entities`, each with `type`, `text` and `aliases`, and `claims`. Every place where one of these
names stands whole, with or without attached words before it, is a mention.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.language import annotate
from kg.model import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

FOLDS = 5
_QUOTES = "\"“«„‘'"
_ATTACHED = f"(?:[وف]?(?:[بلك]?ال|لل|[بلك])?ـ?[{_QUOTES}]?)"


class Example(NamedTuple):
    """An article and what to find in it.

    Attributes:
        id: Of the article.
        doc: Its tokens.
        tags: One a token: O, or B- or I- and a type.
        mentions: Spans without attached words, and their types; in text order.
        entities: The rows of the gold file.
        claims: Its rows of claims.
    """

    id: str
    doc: Doc
    tags: list[str]
    mentions: list[tuple[Span, str]]
    entities: list[dict[str, Any]]
    claims: Sequence[dict[str, Any]] = ()

    @property
    def fold(self) -> int:
        """The fold that the article belongs to, by a hash of its id."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % FOLDS


def read(corpus: Path, *, language: str) -> Iterator[Example]:
    """Yield the articles of one language, in file order; their ids begin with its code."""
    for line in (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["id"].startswith(f"{language}_"):
            continue
        text = (corpus / "articles" / f"{row['id']}.txt").read_text(encoding="utf-8")
        doc = annotate(Document(row["id"], text, language, "", "-"))
        mentions = list(locate(text, row["entities"]))
        marked = tags(doc, mentions)
        yield Example(row["id"], doc, marked, mentions, row["entities"], row.get("claims", ()))


def locate(text: str, entities: Sequence[dict[str, Any]]) -> Iterator[tuple[Span, str]]:
    """Yield where the entities are named, in text order; of names that overlap the longest counts.

    Example:
        >>> entities = [{"text": "الرياض", "type": "Place"}, {"text": "ميتا", "type": "Company"}]
        >>> [(span.of("وميتا للرياض"), kind) for span, kind in locate("وميتا للرياض", entities)]
        [('ميتا', 'Company'), ('لرياض', 'Place')]
    """
    forms: dict[str, str] = {}
    for entity in entities:
        for form in (entity["text"], *entity.get("aliases", ())):
            forms.setdefault(form, entity["type"])
    taken: dict[Span, str] = {}
    covered = bytearray(len(text))
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        for match in _pattern(form).finditer(text):
            span = Span(*next(pair for pair in match.regs[1:] if pair[0] >= 0))
            if not any(covered[span.start : span.end]):
                covered[span.start : span.end] = b"\1" * (span.end - span.start)
                taken[span] = forms[form]
    yield from sorted(taken.items())


@cache
def _pattern(name: str) -> re.Pattern[str]:
    body = re.escape(name).replace(r"\ ", r"\s+")
    ways = f"{_ATTACHED}?({body})"
    if name.startswith("ال"):  # for + the: لل, of which the first is "for"
        ways += f"|[وف]?ل(ل{body[2:]})"
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)")


def tags(doc: Doc, mentions: Sequence[tuple[Span, str]]) -> list[str]:
    """Return the tag of each token; a token belongs to the mention that it overlaps."""
    found = ["O"] * len(doc)
    for span, kind in mentions:
        prefix = "B-"
        for token in doc.char_span(span.start, span.end, alignment_mode="expand") or ():
            if "\n" not in token.text:
                found[token.i] = prefix + kind
                prefix = "I-"
    return found
