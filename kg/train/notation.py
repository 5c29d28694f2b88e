"""Check articles that were annotated by hand, and make their gold file.

    python -m kg.train.notation corpus

reads `corpus/articles/ID.txt` and `corpus/notation/ID.ann` and writes `corpus/gold.jsonl`, one
article a line in the order of their ids. The first two letters of an id are its language. A line
of the notation is an entity or a claim:

    E Type | canonical | text | alias ; alias
    C subject | relation | object | modality | attributed_to | key=value ; key=value | snippet

`-` stands for nothing. The object of a relation that takes a literal is `#1500000`, words of the
article, with or without quotes, or `-`. The snippet is the piece of the article that carries the
claim; the sentence around it becomes the evidence. Every mistake is printed with file and line,
and then nothing is written.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg import ontology
from kg.errors import KGError, ReadError
from kg.language import annotate, sentences
from kg.model import Document, Span

NOTHING = "-"
_NUMBER = re.compile(r"\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?")
_FORMS = {
    **dict.fromkeys(("amount", "amount_max", "stake_percent", "percent"), _NUMBER),
    **dict.fromkeys(("date", "since", "until"), _DATE),
    "currency": re.compile(r"[A-Z]{3}"),
}
"""Qualifier -> what its value looks like; all others are text."""

Row = dict[str, Any]


class Article(NamedTuple):
    """An article with what its annotation says so far.

    Attributes:
        text: The article.
        sentences: Its sentences, in order.
        types: Canonical name -> type of each annotated entity.
        claims: Subject, relation and object of each annotated claim that takes an entity.
    """

    text: str
    sentences: Sequence[Span]
    types: dict[str, str]
    claims: set[tuple[str, str, str]]


def parse(name: str, text: str, notation: str, source: str) -> tuple[Row, list[KGError]]:
    r"""Return the gold row of an article, and what is wrong with its notation.

    Args:
        name: Id of the article.
        text: The article.
        notation: Lines of the notation; claims may stand before the entities that they name.
        source: Name of the notation's file, for the messages.

    Example:
        >>> claim = "C Acme | raisesFunding | #5 | asserted | - | - | raised"
        >>> text = "News\n\nIt snows. Acme raised five."
        >>> row, mistakes = parse("en_1", text, f"E Company | Acme | Acme\n{claim}", "en_1.ann")
        >>> row["claims"][0]["evidence"], row["claims"][0]["qualifiers"], mistakes
        ('Acme raised five.', {'amount': 5}, [])
    """
    lines = [(n, line) for n, line in enumerate(notation.splitlines(), start=1) if line.strip()]
    doc = annotate(Document(name, text, name[:2], "", source))
    spans = [Span(each.start_char, each.end_char) for each in sentences(doc)]
    article = Article(text, spans, {}, set())
    row: Row = {"id": name, "entities": [], "claims": []}
    readers = {"E": (_entity, row["entities"]), "C": (_claim, row["claims"])}
    mistakes: list[tuple[int, str]] = []
    # Entities first, wherever they stand: claims are checked against their types.
    for number, line in sorted(lines, key=lambda each: not each[1].startswith("E ")):
        kind, _, rest = line.partition(" ")
        try:
            if kind not in readers:
                raise ReadError(f"a line begins with E or C, not {kind!r}")
            read, rows = readers[kind]
            rows.append(read([field.strip() for field in rest.split("|")], article))
        except ReadError as error:
            mistakes.append((number, str(error)))
    return row, [ReadError(f"{source}:{number}: {what}") for number, what in sorted(mistakes)]


def _need(condition: object, message: str) -> None:
    if not condition:
        raise ReadError(message)


def _entity(fields: Sequence[str], article: Article) -> Row:
    _need(len(fields) in (3, 4), f"an entity has 3 or 4 fields, not {len(fields)}")
    kind, name, *texts = fields
    forms = [texts[0], *_split("".join(texts[1:]))]
    _need(kind in ontology.load().types, f"{kind} is no type of entity; see `kg list types`")
    _need(name and name not in article.types, f"{name or 'nobody'} stands twice, or has no name")
    for form in forms:
        _need(form and form in article.text, f"{form!r} does not stand in the article")
    article.types[name] = kind
    row = {"text": forms[0], "type": kind, "canonical": name}
    return {**row, "aliases": forms[1:]} if forms[1:] else row


def _claim(fields: Sequence[str], article: Article) -> Row:
    _need(len(fields) == 7, f"a claim has 7 fields, not {len(fields)}")
    subject, relation, what, modality, speaker, details, snippet = fields
    known = ontology.load()
    _need(relation in known.relations, f"{relation} is no relation; see `kg list relations`")
    _need(modality in known.modalities, f"{modality} is no modality")
    _need(speaker == NOTHING or speaker in article.types, f"{speaker} is no entity of the article")
    qualifiers = dict(_qualifier(each, relation, article) for each in _split(details))
    literal = known.relations[relation].literal
    _admit(subject, relation, None if literal else what, article)
    value = _literal(what, article) if literal else what
    if isinstance(value, int | float):
        qualifiers = {"amount": value, **qualifiers}
    return {
        "subject": subject,
        "relation": relation,
        "object": value,
        "qualifiers": qualifiers,
        "modality": modality,
        "attributed_to": None if speaker == NOTHING else speaker,
        "evidence": _evidence(snippet, article),
    }


def _split(field: str) -> list[str]:
    parts = [part.strip() for part in field.split(";")]
    return [part for part in parts if part not in ("", NOTHING)]


def _admit(subject: str, relation: str, what: str | None, article: Article) -> None:
    """Refuse a claim about strangers, one that the ontology does not have, and one made before."""
    for name in (subject, what):
        _need(name is None or name in article.types, f"{name} is no entity of the article")
    kinds = article.types[subject], article.types[what] if what is not None else None
    joined = f"{kinds[0]} {relation} {kinds[1] or 'a value'}"
    _need(ontology.load().admits(relation, *kinds), f"the ontology has no {joined}")
    if what is not None:
        key = (subject, relation, what)
        _need(key not in article.claims, f"{' '.join(key)} stands twice; unite the two claims")
        article.claims.add(key)


def _literal(field: str, article: Article) -> str | int | float | None:
    if field == NOTHING:
        return None
    if field.startswith("#"):
        _need(_NUMBER.fullmatch(field[1:]), f"{field} is no number")
        return _number(field[1:])
    quoted = len(field) > 1 and field[0] == field[-1] == '"' and field not in article.text
    words = field[1:-1] if quoted else field
    _need(words and words in article.text, f"{words!r} does not stand in the article")
    return words


def _qualifier(field: str, relation: str, article: Article) -> tuple[str, str | int | float]:
    key, equals, value = (part.strip() for part in field.partition("="))
    _need(equals and value, f"{field!r} is no key=value")
    allowed = ontology.load().relations[relation].qualifiers
    _need(key in allowed, f"{relation} has no {key}; it has {', '.join(allowed)}")
    form = _FORMS.get(key)
    _need(form is None or form.fullmatch(value), f"{value} is no {key}")
    if key == "role":
        _need(value in article.text, f"{value!r} does not stand in the article")
    if key == "from":
        _need(value in article.types, f"{value} is no entity of the article")
    return key, _number(value) if form is _NUMBER else value


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _evidence(snippet: str, article: Article) -> str:
    """Return the sentence that holds the snippet; several if one was cut too short for it."""
    start = article.text.find(snippet)
    _need(snippet and start >= 0, f"{snippet!r} does not stand in the article")
    end = start + len(snippet)
    touched = [each for each in article.sentences if each.start < end and start < each.end]
    _need(touched, f"{snippet!r} stands in no sentence")
    return Span(touched[0].start, touched[-1].end).of(article.text)


def read(corpus: Path) -> Iterator[tuple[Row, list[KGError]]]:
    """Yield the gold row of every article of a corpus, in the order of their ids, with mistakes.

    Raises:
        ReadError: There is no article, an article or a notation lacks the other, or is no UTF-8.
        LanguageError: An id does not begin with the code of a supported language.
    """
    articles = {path.stem: path for path in (corpus / "articles").glob("*.txt")}
    notations = {path.stem: path for path in (corpus / "notation").glob("*.ann")}
    alone = sorted(articles.keys() ^ notations.keys())
    _need(articles, f"{corpus}: no articles/*.txt; give the folder of a corpus")
    _need(not alone, f"{corpus}: only an article or only a notation of {', '.join(alone)}")
    for name in sorted(articles):
        text, notation = _text(articles[name]), _text(notations[name])
        yield parse(name, text, notation, str(notations[name]))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}; convert it") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the corpus and write its gold file; return 1 if there were mistakes."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("corpus", type=Path, help="folder of the annotated articles")
    corpus = ask.parse_args(arguments).corpus
    try:
        found = list(read(corpus))
    except KGError as error:
        found = [({}, [error])]
    mistakes = [str(mistake) for _, several in found for mistake in several]
    if mistakes:
        sys.stderr.write("".join(f"{mistake}\n" for mistake in mistakes))
        return 1
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row, _ in found]
    (corpus / "gold.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
    claims = sum(len(row["claims"]) for row, _ in found)
    sys.stdout.write(f"{len(found)} articles, {claims} claims\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
