"""Two plain tables for a spreadsheet: nodes and claims.

A text that a spreadsheet would run as a formula has an apostrophe before it, as one would type it
there to have it taken as text. The mark at the head of the file tells Excel that it is UTF-8.

Source:
    OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.export._elements import KINDS, Plain, columns
from kg.export._property_graph import PropertyGraph, analysis_columns, nodes, relationships
from kg.export.graphs._rows_of_csv import Cells, csv_pieces
from kg.export.graphs._texts import plain_text

FILES = ("nodes.csv", "claims.csv")

MARK = "\ufeff"
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUOTE = "'"


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    """Return both tables, with names beside ids.

    Example:
        >>> from kg.model import Entity, KnowledgeGraph
        >>> sly = KnowledgeGraph((), (Entity("sly", "Company", "=1+1", ()),), ())
        >>> "".join(encode(PropertyGraph(sly))["nodes.csv"]).splitlines()[1].split(",")[:2]
        ['Entity | Company', 'sly']
        >>> "'=1+1" in "".join(encode(PropertyGraph(sly))["nodes.csv"])
        True
    """
    return {
        "nodes.csv": _table(_nodes(graph)),
        "claims.csv": _table(_claims(graph)),
    }


def safe(cell: Plain | None) -> Plain | None:
    """Return a cell that no spreadsheet takes for a formula; numbers as they are.

    Example:
        >>> safe("=HYPERLINK(1)"), safe(-1), safe("'+"), safe("a=b")
        ("'=HYPERLINK(1)", -1, "''+", 'a=b')
    """
    if cell is None or isinstance(cell, int | float):
        return cell
    text = plain_text(cell)
    return _QUOTE + text if text.lstrip(_QUOTE).lstrip(" ").startswith(_RUN) else text


def _table(rows: Iterable[Cells]) -> Iterator[str]:
    return chain([MARK], csv_pieces([safe(cell) for cell in row] for row in rows))


def _nodes(graph: PropertyGraph) -> Iterator[Cells]:
    own = {each.name: None for kind in KINDS for each in columns(kind)}
    own |= {each.name: None for each in analysis_columns(graph)}
    yield ["labels", *own]
    for node in nodes(graph):
        known = node.properties
        yield [list(node.labels), *map(known.get, own)]


def _claims(graph: PropertyGraph) -> Iterator[Cells]:
    names = {node.id: node.properties["name"] for node in nodes(graph, ("Entity", "Value"))}
    yield ["subject", "object", "subject_id", "object_id", *(c.name for c in columns("Claim"))]
    for _, _, start, end, values in relationships(graph, ["Claim"]):
        yield [names[start], names[end], start, end, *values]
