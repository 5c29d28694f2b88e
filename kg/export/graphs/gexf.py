"""GEXF 1.3 for Gephi: a claim is there from its day, or else that of its article, on.

Parallel claims of one relation have its name as their `kind`; arrays are one text.

Source:
    GEXF 1.3 primer, https://gexf.net/primer.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kg.export._elements import KINDS, PARTS, Column, Node, Plain, Relationship, columns
from kg.export._property_graph import PropertyGraph, analysis_columns, nodes, relationships
from kg.export.graphs._texts import attribute, plain_text

FILES = (".gexf",)

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
"""
_TYPES = {"string": "string", "strings": "string", "integer": "long", "number": "double"}
_STARTS = ("since", "date", "published")
"""Where the day is taken from at which a claim begins, the best first."""


def encode(graph: PropertyGraph) -> dict[str, Iterable[str]]:
    """Return the one file of the format.

    Example:
        >>> from kg.model import Entity, KnowledgeGraph
        >>> meta = KnowledgeGraph((), (Entity("meta", "Company", "Meta", ()),), ())
        >>> [line] = [line for line in encode(PropertyGraph(meta))[""] if "<node " in line]
        >>> line.split("><")[0]
        '<node id="meta" label="Meta"'
    """
    return {"": _pieces(graph)}


def day(text: object, last: bool = False) -> str | None:
    """Return a day of a year, month or day, its first or its last; None if it is none.

    Example:
        >>> day("2025"), day("2025-02", last=True), day("2027-Q1")
        ('2025-01-01', '2025-02-28', None)
    """
    whole = str(text) + ("-12-31" if last else "-01-01")[3 * (str(text).count("-")) :]
    try:
        return date.fromisoformat(whole).isoformat()
    except ValueError:
        pass
    if not last or len(whole) != 10:
        return None
    return day(text) and next(
        found for number in (30, 29, 28) if (found := day(f"{text}-{number}")) is not None
    )


def _pieces(graph: PropertyGraph) -> Iterator[str]:
    own = {each.name: each for kind in KINDS for each in columns(kind)}
    own |= {each.name: each for each in analysis_columns(graph)}
    yield _HEAD
    yield from _attributes("node", [Column("labels", "string"), *own.values()])
    claims = {each.name: each for kind in ("Claim", *PARTS) for each in columns(kind)}
    yield from _attributes("edge", claims.values())
    yield "<nodes>\n"
    yield from map(_node, nodes(graph))
    yield "</nodes>\n<edges>\n"
    yield from map(_edge, relationships(graph))
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(of: str, own: Iterable[Column]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">\n'
    for name, type_ in own:
        yield f'<attribute id="{of}-{name}" title="{name}" type="{_TYPES[type_]}"/>\n'
    yield "</attributes>\n"


def _node(node: Node) -> str:
    known = node.properties
    values = _values("node", {"labels": ":".join(node.labels)} | known)
    return f"<node id={attribute(node.id)} label={attribute(str(known['name']))}>{values}</node>\n"


def _edge(edge: Relationship) -> str:
    known = edge.properties
    start = next(filter(None, (day(known.get(name)) for name in _STARTS)), None)
    end = day(known.get("until"), last=True)
    time = f' start="{start}"' if start else ""
    time += f' end="{end}"' if end and end >= (start or "") else ""
    return (
        f"<edge id={attribute(edge.id)} source={attribute(edge.start)} "
        f"target={attribute(edge.end)} label={attribute(edge.type)} kind={attribute(edge.type)} "
        f'weight="{known.get("confidence", 1.0)}"{time}>{_values("edge", known)}</edge>\n'
    )


def _values(of: str, known: Mapping[str, Plain]) -> str:
    values = "".join(
        f'<attvalue for="{of}-{name}" value={attribute(plain_text(value))}/>'
        for name, value in known.items()
    )
    return f"<attvalues>{values}</attvalues>" if values else ""
