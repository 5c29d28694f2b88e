"""What the graph says of one thing -> what a page shows of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote

from kg import iri
from kg.ontology import Ontology, snake
from kg.serve.lookup import MOST_CLAIMS, MOST_MENTIONS, Findings, Row, Term

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
_SHOWN_ELSEWHERE = {
    f"{iri.ONTOLOGY}{name}"
    for name in ("modality", "confidence", "rule", "evidence", "attributedTo")
}
_LINKS = {f"{iri.ONTOLOGY}supports": "fact", f"{iri.ONTOLOGY}partOfDeal": "deal"}
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left (CLDR, layout/orientation)."""


class Cell(NamedTuple):
    """Something to read, and where it leads.

    Attributes:
        text: Plain text.
        language: Of the text, or "".
        href: An address that may be followed, or "".
        outside: Whether that is no page of this server.
    """

    text: str
    language: str = ""
    href: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """How things are named on a page.

    Attributes:
        language: Of the page.
        labels: IRI -> language -> label, of what the graph names.
        ontology: Names types, relations, modalities and qualifiers.
        prefixes: Shorten the names of everything else.
        words: The page's own words.
    """

    language: str
    labels: Mapping[str, Mapping[str, str]]
    ontology: Ontology
    prefixes: Mapping[str, str]
    words: Mapping[str, str]


def local(address: str, language: str = "") -> str:
    """Return the path of a page of this server for an IRI of the graph, or "".

    Example:
        >>> local(iri.ENTITY + "meta", "ar"), local(iri.BASE + "/evil.example"), local("x:y")
        ('/entity/meta?lang=ar', '', '')
    """
    path = address.removeprefix(iri.BASE)
    # A path that begins with a second slash would be the name of another server.
    if path == address or path.startswith("/"):
        return ""
    place, mark, anchor = path.partition("#")
    if language:
        place += ("&" if "?" in place else "?") + f"lang={language}"
    return f"/{place}{mark}{anchor}"


def cell(term: Term, words: Words) -> Cell:
    """Return a node as something to read; only web addresses become links."""
    if term.kind != "uri":
        return Cell(term.value, term.language)
    text, language = _name(term.value, words)
    inside = local(term.value, words.language)
    if inside:
        return Cell(text, language, inside)
    outside = term.value.startswith(("http://", "https://"))
    return Cell(text, language, term.value if outside else "", outside)


def thing(node: str, found: Findings, words: Words) -> dict[str, Any]:
    """Return what the page of a thing shows."""
    names = [
        Cell(row["o"].value, row["o"].language)
        for row in found.statements
        if row["p"].value in (f"{_SKOS}prefLabel", f"{_SKOS}altLabel")
    ]
    claims = [
        _claim(own, rows, found.evidence.get(own, []), words) for own, rows in found.claims.items()
    ]
    label = dict(found.labels.get(node, {}))
    title = cell(Term("uri", node, ""), words)
    return {
        "iri": node,
        "title": Cell(title.text, title.language),
        "types": _objects(found.statements, f"{_RDF}type", words),
        "names": list(dict.fromkeys(names)) if label else [],
        "links": _objects(found.statements, _SAME_AS, words),
        "claims": claims[:MOST_CLAIMS],
        "more_claims": len(claims) > MOST_CLAIMS,
        "statements": _table(found.statements, "p", "o", words),
        "mentions": _table(found.mentions[:MOST_MENTIONS], "p", "s", words),
        "more_mentions": len(found.mentions) > MOST_MENTIONS,
    }


def _claim(own: str, rows: list[Row], evidence: list[Row], words: Words) -> dict[str, Any]:
    of = {row["p"].value: row["o"] for row in rows}
    modality = of.get(f"{iri.ONTOLOGY}modality", Term("literal", "", ""))
    target = of.get(f"{_RDF}object")
    return {
        "self": cell(Term("uri", own, ""), words),
        "subject": _cell(of.get(f"{_RDF}subject"), words),
        "relation": _cell(of.get(f"{_RDF}predicate"), words),
        "object": cell(target, words) if target else None,
        "modality": cell(modality, words).text,
        # The name of a class in the style sheet: nothing of the graph's own making.
        "status": modality.value.removeprefix(iri.ONTOLOGY)
        if modality.value.removeprefix(iri.ONTOLOGY) in words.ontology.modalities
        else "",
        "details": list(_details(rows, of, words)),
        "evidence": [_quote(row, words) for row in evidence],
    }


def _details(rows: list[Row], of: Mapping[str, Term], words: Words) -> Iterable[tuple[str, Cell]]:
    attributed = of.get(f"{iri.ONTOLOGY}attributedTo")
    if attributed:
        yield words.words["attributed"], cell(attributed, words)
    for row in rows:
        name = row["p"].value
        if name.startswith(iri.ONTOLOGY) and name not in _SHOWN_ELSEWHERE:
            label = words.words.get(_LINKS.get(name, "")) or cell(row["p"], words).text
            yield label, cell(row["o"], words)
    confidence = of.get(f"{iri.ONTOLOGY}confidence")
    if confidence:
        yield words.words["confidence"], cell(confidence, words)


def _quote(row: Row, words: Words) -> dict[str, Any]:
    quote, url = row["quote"], row.get("url")
    address = url.value if url else ""
    safe = address.startswith(("http://", "https://")) and address.isprintable()
    return {
        "text": quote.value,
        "language": quote.language,
        "dir": "rtl" if quote.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
        "article": cell(row["article"], words),
        "date": row["date"].value if "date" in row else "",
        "address": Cell(address, "", address, outside=True) if safe else None,
    }


def _cell(term: Term | None, words: Words) -> Cell:
    return cell(term, words) if term else Cell("")


def _objects(rows: Iterable[Row], predicate: str, words: Words) -> list[Cell]:
    return [cell(row["o"], words) for row in rows if row["p"].value == predicate]


def _table(
    rows: Iterable[Row], key: str, value: str, words: Words
) -> list[tuple[Cell, list[Cell]]]:
    """Return the rows of a table, one for each predicate."""
    cells: dict[str, list[Cell]] = {}
    names: dict[str, Term] = {}
    for row in rows:
        names[row[key].value] = row[key]
        cells.setdefault(row[key].value, []).append(cell(row[value], words))
    return [(cell(names[name], words), found) for name, found in cells.items()]


def _name(address: str, words: Words) -> tuple[str, str]:
    """Return what something is called, and in which language."""
    labels = words.labels.get(address)
    if labels:
        language = next((code for code in (words.language, "en") if code in labels), min(labels))
        return labels[language], language
    if address.startswith(iri.ONTOLOGY):
        return _term(address.removeprefix(iri.ONTOLOGY), words)
    for prefix, base in sorted(words.prefixes.items(), key=lambda item: -len(item[1])):
        if address.startswith(base) and address != base:
            return f"{prefix}:{unquote(address.removeprefix(base))}", ""
    return address, ""


def _term(name: str, words: Words) -> tuple[str, str]:
    ontology = words.ontology
    tables = (ontology.types, ontology.relations, ontology.modalities)
    known = next((table[name] for table in tables if name in table), None)
    known = known or ontology.qualifiers.get(snake(name))
    label = known.labels.get(words.language) if known else None
    return (label, words.language) if label else (f"kg:{name}", "")
