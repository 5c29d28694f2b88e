"""actors.ttl -> `Ontology`.

pyoxigraph parses the file in a few milliseconds where rdflib needs most of the start-up time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.iri import ONTOLOGY
from kg.ontology.paths import directory
from kg.ontology.schema import EntityType, Ontology, Relation, Term, snake

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"

Block = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]
"""What is said of one subject: predicate -> objects, in the order of the file."""
Facts = dict[str, Block]
"""Subject -> its block, in the order of the file."""


@cache
def load() -> Ontology:
    """Return the ontology of the package, read once.

    Raises:
        OntologyError: actors.ttl is missing or malformed.

    Example:
        >>> load().relations["founded"].inverse
        'foundedBy'
        >>> load().relations["partnersWith"].symmetric
        True
    """
    return parse(directory() / "actors.ttl")


def parse(path: Path) -> Ontology:
    """Return the ontology that the Turtle file at `path` holds.

    Raises:
        OntologyError: The file is missing, is no Turtle, or a relation lacks its domain, range,
            or a label or comment in English or Arabic.
    """
    facts = _facts(path)
    try:
        return _ontology(facts)
    except OntologyError as error:
        raise OntologyError(f"{path}: {error}") from error


def _facts(path: Path) -> Facts:
    facts: Facts = {}
    try:
        data = path.read_bytes()
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            objects = facts.setdefault(_key(quad.subject), {})
            objects.setdefault(quad.predicate.value, []).append(quad.object)
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror})") from error
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: no valid Turtle: {error.msg}") from error
    return facts


def _ontology(facts: Facts) -> Ontology:
    leaves = _leaves(facts)
    types = {
        name: EntityType(*_term(facts, name), tuple(_ancestors(facts, name))) for name in leaves
    }
    relations = {
        relation.name: relation
        for relation in (_relation(facts, name, types) for name in _properties(facts))
        if relation is not None
    }
    if not relations:
        raise OntologyError("no relation in it; is it the right file?")
    used = {key for relation in relations.values() for key in relation.qualifiers}
    names = [_local(subject) for subject in facts]
    return Ontology(
        types=types,
        relations=relations,
        modalities={n: _term(facts, n) for n in _instances(facts, "Modality")},
        qualifiers={snake(n): _term(facts, n) for n in names if n and snake(n) in used},
    )


def _relation(facts: Facts, name: str, types: dict[str, EntityType]) -> Relation | None:
    """Return the relation, or None if the property is an inverse or describes claims."""
    own = facts[ONTOLOGY + name]
    if OWL + "inverseOf" in own:
        return None
    domain = _expand(facts, name, RDFS + "domain")
    if not domain & types.keys():
        return None
    literal = OWL + "DatatypeProperty" in _values(own, RDF + "type")
    reach = _expand(facts, name, RDFS + "range")
    inverse = _inverse_of(facts, name)
    return Relation(
        *_term(facts, name),
        domain=frozenset(domain & types.keys()),
        range=None if literal else frozenset(reach & types.keys()),
        symmetric=OWL + "SymmetricProperty" in _values(own, RDF + "type"),
        inverse=inverse,
        inverse_labels=_texts(facts[ONTOLOGY + inverse], RDFS + "label") if inverse else {},
        qualifiers=tuple(snake(_local(v) or v) for v in _values(own, ONTOLOGY + "hasQualifier")),
    )


def _properties(facts: Facts) -> Iterator[str]:
    kinds = {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    for subject, own in facts.items():
        name = _local(subject)
        if name and kinds.intersection(_values(own, RDF + "type")):
            yield name


def _instances(facts: Facts, kind: str) -> Iterator[str]:
    for subject, own in facts.items():
        name = _local(subject)
        if name and ONTOLOGY + kind in _values(own, RDF + "type"):
            yield name


def _leaves(facts: Facts) -> list[str]:
    """Return the classes below kg:Entity that have no class of ours below them."""
    classes = [n for n in map(_local, facts) if n and "Entity" in _ancestors(facts, n)]
    inner = {parent for name in classes for parent in _ancestors(facts, name)}
    return [name for name in classes if name not in inner]


def _ancestors(facts: Facts, name: str) -> list[str]:
    found: list[str] = []
    queue = [name]
    for current in queue:
        own = facts.get(ONTOLOGY + current, {})
        parents = [p for p in map(_local, _values(own, RDFS + "subClassOf")) if p]
        fresh = [p for p in parents if p not in found]
        found += fresh
        queue += fresh
    return found


def _expand(facts: Facts, name: str, predicate: str) -> set[str]:
    """Return the classes that a domain or range admits, those of a union and below included."""
    nodes = facts[ONTOLOGY + name].get(predicate)
    if not nodes:
        raise OntologyError(f"kg:{name} has no {_short(predicate)}; every relation needs one")
    named = {member for node in nodes for member in _members(facts, _key(node))}
    for member in sorted(named):
        if ONTOLOGY + member not in facts:
            raise OntologyError(f"kg:{name}: {_short(predicate)} kg:{member} is not declared")
    below = {n for n in map(_local, facts) if n and named.intersection(_ancestors(facts, n))}
    return named | below


def _members(facts: Facts, node: str) -> Iterator[str]:
    """Yield the names of a class, or of the members of an owl:unionOf."""
    name = _local(node)
    if name:
        yield name
    for head in facts.get(node, {}).get(OWL + "unionOf", []):
        yield from _listed(facts, _key(head))


def _listed(facts: Facts, head: str) -> Iterator[str]:
    cell = facts.get(head, {})
    while RDF + "first" in cell:
        yield from _members(facts, _key(cell[RDF + "first"][0]))
        cell = facts.get(_key(cell[RDF + "rest"][0]), {}) if RDF + "rest" in cell else {}


def _inverse_of(facts: Facts, name: str) -> str | None:
    for subject, own in facts.items():
        if ONTOLOGY + name in _values(own, OWL + "inverseOf"):
            return _local(subject)
    return None


def _term(facts: Facts, name: str) -> Term:
    own = facts[ONTOLOGY + name]
    term = Term(name, _texts(own, RDFS + "label"), _texts(own, RDFS + "comment"))
    for what, texts in (("rdfs:label", term.labels), ("rdfs:comment", term.comments)):
        missing = sorted({"en", "ar"} - texts.keys())
        if missing:
            raise OntologyError(f"kg:{name} has no {what} in {', '.join(missing)}; add one")
    return term


def _texts(own: Block, key: str) -> dict[str, str]:
    literals = (node for node in own.get(key, []) if isinstance(node, ox.Literal))
    return {node.language: node.value for node in literals if node.language}


def _values(own: Block, key: str) -> list[str]:
    return [_key(node) for node in own.get(key, [])]


def _key(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)


def _local(iri: str) -> str | None:
    return iri.removeprefix(ONTOLOGY) if iri.startswith(ONTOLOGY) else None


def _short(iri: str) -> str:
    return iri.replace(RDFS, "rdfs:").replace(OWL, "owl:")
