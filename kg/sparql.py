"""The text of a SPARQL request, without a parser: its words, what it reaches for, its graphs.

A parser says what a request means, but has no word for what it must not do; and it recurses, so
that a text nested deeply enough brings it down. These readings come before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

SERVICE_REFUSED = "SERVICE is refused: a query sees this graph only; leave it out"
DEEPEST = 256
"""Brackets within brackets; the parser's stack ends somewhere above a thousand."""

_TOKENS = re.compile(
    r"""(?P<string>"{3}(?:[^\\]|\\.)*?"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<iri><[^<>"{}|^`\\\s]*>)"""
    r"""|(?P<comment>\#[^\n]*)"""
    r"""|(?P<word>[?$@]?[^\W\d][\w-]*(?:\.[\w-]+)*(?::[\w%.\\-]*)?|:[\w%.\\-]*)"""
    r"""|(?P<bracket>[][(){}])""",
    re.DOTALL,
)
_ESCAPES = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS = frozenset({"select", "ask", "construct", "describe"})


class Graphs(NamedTuple):
    """The graphs that a request asks for, as its dataset clauses write them.

    Attributes:
        prologue: The BASE and PREFIX lines that the names need.
        default: Those of FROM.
        named: Those of FROM NAMED.
    """

    prologue: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def refusal(sparql: str) -> str | None:
    """Return why a request is not even parsed, or None.

    Rather once too often: a prefix with "service" or "load" in it is taken for the keyword.

    Source:
        SPARQL 1.1 Federated Query, https://www.w3.org/TR/sparql11-federated-query/ ; SPARQL 1.1
        Update, section 3.1.4 (LOAD), https://www.w3.org/TR/sparql11-update/

    Example:
        >>> refusal("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
        'SERVICE is refused: a query sees this graph only; leave it out'
        >>> refusal('ASK { ?s ?p "SERVICE" }') is None
        True
    """
    if says(sparql, "service"):
        return SERVICE_REFUSED
    if says(sparql, "load"):
        return "LOAD is refused: no file and no address is read; send the statements instead"
    if _depth(sparql) > DEEPEST:
        return f"brackets are nested deeper than {DEEPEST} levels; write it flatter"
    return None


def graphs(sparql: str) -> Graphs:
    """Return the dataset clauses of a query.

    Example:
        >>> graphs("PREFIX g: <http://e/> SELECT * FROM g:a FROM NAMED <http://b> { ?s ?p ?o }")
        Graphs(prologue='PREFIX g: <http://e/> ', default=('g:a',), named=('<http://b>',))
    """
    if "from" not in sparql.lower():
        return Graphs("", (), ())
    start, clause = None, ""
    found: dict[str, list[str]] = {"from": [], "named": []}
    for kind, text, at, _ in _tokens(sparql):
        lower = text.lower()
        if kind == "word" and start is None and lower in _FORMS:
            start = at
        if kind == "word" and (lower == "from" or (lower == "named" and clause == "from")):
            clause = lower
        elif clause and kind in ("iri", "word"):
            found[clause].append(text)
            clause = ""
    return Graphs(sparql[:start], tuple(found["from"]), tuple(found["named"]))


def with_using(update: str, clauses: str) -> str:
    """Return an update whose every WHERE looks into the graphs of `clauses`.

    Args:
        update: Of one or more operations.
        clauses: USING and USING NAMED clauses.

    Raises:
        ValueError: The update itself says USING or WITH.

    Source:
        SPARQL 1.1 Protocol, section 2.2.3, https://www.w3.org/TR/sparql11-protocol/

    Example:
        >>> with_using("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", "USING <http://a>")
        'DELETE { ?s ?p 1 } USING <http://a> WHERE { ?s ?p 1 }'
        >>> with_using("DELETE WHERE { ?s ?p 1 }", "USING <http://a>")
        'DELETE { ?s ?p 1 } USING <http://a> WHERE { ?s ?p 1 }'
    """
    pieces, done = [], 0
    outer = [token for token in _tokens(update) if token.depth == 0 and token.kind != "comment"]
    for number, token in enumerate(outer):
        word = token.text.lower()
        if word in ("using", "with"):
            raise ValueError("graphs are given both in the update and beside it; give them once")
        if word != "where":
            continue
        pieces.append(update[done : token.at])
        if number and outer[number - 1].text.lower() == "delete":
            # The short form is its own template: DELETE WHERE P is DELETE P WHERE P.
            pieces.append(_block(update, outer[number + 1 : number + 3]))
        pieces.append(f"{clauses} ")
        done = token.at
    return "".join([*pieces, update[done:]])


def says(sparql: str, keyword: str) -> bool:
    """Tell whether a keyword may stand outside strings and comments; rather once too often.

    Args:
        sparql: A request.
        keyword: In small letters.

    Example:
        >>> says("ASK { ?s ?p 'service' }", "service"), says("ASK { SERVICE?x {} }", "service")
        (False, True)
    """
    return any(_says(reading, keyword) for reading in _readings(sparql))


def words(sparql: str) -> Iterator[str]:
    """Yield keywords and prefixed names: what is no string, IRI, comment, variable or tag."""
    for kind, text, _, _ in _tokens(sparql):
        if kind == "word" and text[0] not in "?$@":
            yield text


class _Token(NamedTuple):
    kind: str
    text: str
    at: int
    depth: int


def _tokens(sparql: str) -> Iterator[_Token]:
    """Yield the tokens, each with the number of brackets that it stands in."""
    depth = 0
    for match in _TOKENS.finditer(sparql):
        kind, text = str(match.lastgroup), match[0]
        depth -= kind == "bracket" and text in ")]}"
        yield _Token(kind, text, match.start(), depth)
        depth += kind == "bracket" and text in "([{"


def _block(sparql: str, brackets: list[_Token]) -> str:
    """Return the text from the first bracket to the second."""
    if len(brackets) < 2:
        return ""
    return f"{sparql[brackets[0].at : brackets[1].at + 1]} "


def _depth(sparql: str) -> int:
    if sum(map(sparql.count, "([{")) <= DEEPEST:
        return 0
    return max((token.depth for token in _tokens(sparql)), default=0)


def _readings(sparql: str) -> Iterator[str]:
    """Yield the text, and the text with its code point escapes resolved, as parsers may do."""
    yield sparql
    if "\\" in sparql:
        yield _ESCAPES.sub(
            lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)),
            sparql,
        )


def _says(sparql: str, keyword: str) -> bool:
    """Tell whether a keyword may stand outside strings and comments.

    Parsers ask for no space behind one: `LOADSILENT<...>` loads.
    """
    if keyword not in sparql.lower():
        return False
    if any(keyword in word.partition(":")[0].lower() for word in words(sparql)):
        return True
    # In `1<2)SERVICE?x#>` the parser finds no IRI but a comparison, a keyword and a comment.
    iris = (token.text for token in _tokens(sparql) if token.kind == "iri")
    return any(re.search(keyword + "[?$]", iri, re.IGNORECASE) for iri in iris)
