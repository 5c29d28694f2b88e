"""SHACL -> SPARQL: for each shape the queries whose answers are what breaks it.

Only what shapes.ttl and the relations' shapes are written in is known; another word raises, so
that no constraint is passed over in silence. Classes and other terms of the ontology are looked
up here, not in the graph, which need not hold the ontology.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph import terms as t
from kg.graph.shapes import SH, Shapes

_STRUCTURE = frozenset(
    {
        *(f"{SH}{word}" for word in ("path", "message", "severity", "property", "targetClass")),
        *(f"{SH}{word}" for word in ("targetNode", "minCount", "maxCount", "uniqueLang")),
        *(f"{SH}{word}" for word in ("qualifiedMinCount", "qualifiedMaxCount")),
        f"{SH}qualifiedValueShape",
        t.TYPE.value,
    }
)
"""What a shape says besides conditions on single values."""

_NUMBERS = frozenset({t.INTEGER, t.DECIMAL})


class Check(NamedTuple):
    """A query whose rows are faults: `?this` and, where one value is at fault, `?value`.

    Attributes:
        sparql: SELECT.
        path: The property in question; `""` for a node as a whole or a longer path.
        severity: `"Violation"`, `"Warning"` or `"Info"`.
        messages: Language -> what should be.
    """

    sparql: str
    path: str
    severity: str
    messages: dict[str, str]


def compile_shapes(shapes: Shapes) -> Iterator[Check]:
    """Yield the queries that find what breaks the shapes.

    Raises:
        OntologyError: A shape uses a word of SHACL that is not known here.

    Source:
        SHACL, https://www.w3.org/TR/shacl/ , appendix of SPARQL definitions of constraints.
    """
    for shape, target in _targets(shapes):
        yield from _node_checks(shapes, shape, target)
        for part in sorted(shapes.all(shape, "property"), key=str):
            yield from _property_checks(shapes, part, target)


def _targets(shapes: Shapes) -> Iterator[tuple[ox.NamedNode, str]]:
    for shape in shapes.nodes():
        for node in shapes.all(shape, "targetClass"):
            yield shape, _of_class(shapes.below(node), "?this")
        for node in shapes.all(shape, "targetNode"):
            yield shape, f"VALUES ?this {{ {node} }}"


def _of_class(kinds: tuple[t.Object, ...], node: str) -> str:
    if len(kinds) == 1:
        return f"{node} a {kinds[0]} ."
    return f"VALUES ?type {{ {' '.join(map(str, kinds))} }} {node} a ?type ."


def _node_checks(shapes: Shapes, shape: t.Object, target: str) -> Iterator[Check]:
    conditions = list(_conditions(shapes, shape, "?this"))
    if conditions:
        broken = f"SELECT DISTINCT ?this (?this AS ?value) {{ {target} {_not(conditions)} }}"
        yield _check(shapes, shape, broken)


def _property_checks(shapes: Shapes, shape: t.Object, target: str) -> Iterator[Check]:
    way = _walk(shapes, shapes.one(shape, "path"), "?this", "?value")
    conditions = list(_conditions(shapes, shape, "?value"))
    if conditions:
        broken = f"SELECT DISTINCT ?this ?value {{ {target} {way} {_not(conditions)} }}"
        yield _check(shapes, shape, broken)
    yield from _counts(shapes, shape, target, way)
    if shapes.has(shape, "uniqueLang"):
        other = _walk(shapes, shapes.one(shape, "path"), "?this", "?other")
        same = "!sameTerm(?value, ?other) && LANG(?value) != '' && LANG(?value) = LANG(?other)"
        twice = f"SELECT DISTINCT ?this {{ {target} {way} {other} FILTER({same}) }}"
        yield _check(shapes, shape, twice)


def _counts(shapes: Shapes, shape: t.Object, target: str, way: str) -> Iterator[Check]:
    for prefix, wanted in (("", ""), ("qualified", _qualified(shapes, shape))):
        least, most = (
            shapes.number(shape, f"{prefix}{end}Count" if prefix else f"{end.lower()}Count")
            for end in ("Min", "Max")
        )
        counted = f"{target} {way} {wanted}"
        if least == 1:
            none = f"SELECT DISTINCT ?this {{ {target} FILTER NOT EXISTS {{ {way} {wanted} }} }}"
            yield _check(shapes, shape, none)
        elif least:
            raise OntologyError(f"{t.compact(shape)}: a count of at least {least} is not known")
        if most is not None:
            more = f"GROUP BY ?this HAVING(COUNT(DISTINCT ?value) > {most})"
            yield _check(shapes, shape, f"SELECT ?this {{ {counted} }} {more}")


def _qualified(shapes: Shapes, shape: t.Object) -> str:
    if not shapes.has(shape, "qualifiedValueShape"):
        return ""
    inner = shapes.one(shape, "qualifiedValueShape")
    return f"FILTER({_whole(shapes, inner, '?value')})"


def _conditions(shapes: Shapes, shape: t.Object, value: str) -> Iterator[str]:
    """Yield what `value` must fulfil, one expression a constraint of single values."""
    for predicate, given in shapes.about(shape):
        word = predicate.value.removeprefix(SH)
        if word in _VALUES:
            yield _VALUES[word](shapes, given, value)
        elif word in ("lessThan", "lessThanOrEquals"):
            sign = "<" if word == "lessThan" else "<="
            fails = f"?this {given} ?limit . FILTER(!COALESCE({value} {sign} ?limit, false))"
            yield f"NOT EXISTS {{ {fails} }}"
        elif predicate.value not in _STRUCTURE:
            raise OntologyError(f"{t.compact(shape)}: {t.compact(predicate)} is not known here")


def _whole(shapes: Shapes, shape: t.Object, value: str) -> str:
    """Return the expression that holds where `value` conforms to a shape within a shape."""
    parts = list(_conditions(shapes, shape, value))
    for part in shapes.all(shape, "property"):
        parts += _nested(shapes, part, value)
    return _all(parts)


def _nested(shapes: Shapes, shape: t.Object, value: str) -> Iterator[str]:
    """Yield what a property shape within a condition on `value` demands of it."""
    inner = f"{value}_"
    way = _walk(shapes, shapes.one(shape, "path"), value, inner)
    if shapes.number(shape, "minCount"):
        yield f"EXISTS {{ {way} }}"
    if shapes.number(shape, "maxCount") == 0:
        yield f"NOT EXISTS {{ {way} }}"
    conditions = list(_conditions(shapes, shape, inner))
    if conditions:
        yield f"NOT EXISTS {{ {way} {_not(conditions)} }}"


def _class(shapes: Shapes, given: t.Object, value: str) -> str:
    kinds = f"EXISTS {{ {value} a ?kind FILTER(?kind IN ({_list(shapes.below(given))})) }}"
    known = shapes.instances(given)
    return f"({value} IN ({_list(known)}) || {kinds})" if known else kinds


def _datatype(_: Shapes, given: t.Object, value: str) -> str:
    typed = f"ISLITERAL({value}) && DATATYPE({value}) = {given}"
    return f"{typed} && ISNUMERIC({value})" if given in _NUMBERS else typed


def _node_kind(_: Shapes, given: t.Object, value: str) -> str:
    return f"{'ISIRI' if str(given).endswith('#IRI>') else 'ISLITERAL'}({value})"


def _either(shapes: Shapes, given: t.Object, value: str) -> str:
    choices = (_whole(shapes, choice, value) for choice in shapes.listed(given))
    return f"({' || '.join(choices)})"


_VALUES: dict[str, Callable[[Shapes, t.Object, str], str]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "or": _either,
    "node": _whole,
    "in": lambda shapes, given, value: f"{value} IN ({_list(shapes.listed(given))})",
    "languageIn": lambda shapes, given, value: " || ".join(
        f"LANGMATCHES(LANG({value}), {code})" for code in shapes.listed(given)
    ),
    "minInclusive": lambda _, given, value: f"{value} >= {given}",
    "maxInclusive": lambda _, given, value: f"{value} <= {given}",
    "minLength": lambda _, given, value: f"STRLEN(STR({value})) >= {given}",
    "pattern": lambda _, given, value: f"REGEX(STR({value}), {given})",
}
"""Word of SHACL -> the SPARQL expression that holds where a value conforms."""


def _walk(shapes: Shapes, path: t.Object, start: str, end: str) -> str:
    """Return the graph pattern of a path from `start` to `end`."""
    if isinstance(path, ox.NamedNode):
        known = shapes.ontology_pairs(path)
        if known:
            return f"VALUES ({start} {end}) {{ {' '.join(f'({a} {b})' for a, b in known)} }}"
        return f"{start} {path} {end} ."
    if shapes.has(path, "inversePath"):
        return _walk(shapes, shapes.one(path, "inversePath"), end, start)
    if shapes.has(path, "alternativePath"):
        ways = shapes.listed(shapes.one(path, "alternativePath"))
        return " UNION ".join(f"{{ {_walk(shapes, way, start, end)} }}" for way in ways)
    steps = shapes.listed(path)
    stops = [start, *(f"{end}{number}" for number in range(1, len(steps))), end]
    return " ".join(_walk(shapes, step, *stops[i : i + 2]) for i, step in enumerate(steps))


def _all(conditions: list[str]) -> str:
    return f"({' && '.join(conditions) or 'true'})"


def _not(conditions: list[str]) -> str:
    # What cannot be compared does not conform: an error counts as false.
    return f"FILTER(!COALESCE({_all(conditions)}, false))"


def _list(nodes: tuple[t.Object, ...]) -> str:
    return ", ".join(map(str, nodes))


def _check(shapes: Shapes, shape: t.Object, sparql: str) -> Check:
    path = shapes.one(shape, "path") if shapes.has(shape, "path") else None
    severity = shapes.one(shape, "severity") if shapes.has(shape, "severity") else None
    return Check(
        sparql=sparql,
        path=t.compact(path) if isinstance(path, ox.NamedNode) else "",
        severity=t.compact(severity).removeprefix(SH) if severity else "Violation",
        messages=shapes.messages(shape),
    )
