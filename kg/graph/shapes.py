"""The shapes of a graph as RDF: shapes.ttl, and those that the ontology's relations imply."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph import terms as t
from kg.ontology import Ontology, Relation, directory

SH = "http://www.w3.org/ns/shacl#"


@cache
def parsed(name: str) -> tuple[ox.Quad, ...]:
    """Return the statements of a Turtle file under `ontologies/`.

    Raises:
        OntologyError: It cannot be read, or is no Turtle; the message says where.

    Example:
        >>> len(parsed("shapes.ttl")) > 100
        True
    """
    path = directory() / name
    try:
        return tuple(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror})") from error
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: no valid Turtle: {error.msg}") from error


def relation_shapes(ontology: Ontology) -> str:
    """Return SHACL, in Turtle, for what each relation can join.

    A shape starts at the relation and walks back to the claims that state it, so that a relation
    costs two shapes however many claims there are.

    Example:
        >>> from kg.ontology import load
        >>> "( kg:Place )" in relation_shapes(load())
        True
    """
    prefixes = "".join(
        f"@prefix {p}: <{base}> .\n" for p, base in (t.PREFIXES | {"sh": SH}).items()
    )
    return prefixes + "".join(map(_relation_shape, ontology.relations.values()))


def _relation_shape(relation: Relation) -> str:
    subjects = _types(relation.domain)
    objects = "sh:nodeKind sh:Literal" if relation.range is None else _types(relation.range)
    english, arabic = relation.labels["en"], relation.labels["ar"]
    return f"""
kg:{relation.name}Shape a sh:NodeShape ; sh:targetNode kg:{relation.name} ;
    sh:property [ sh:path ( [ sh:inversePath rdf:predicate ] rdf:subject ) ; {subjects} ;
        sh:message "An entity of this type cannot be the subject of: {english}."@en ,
            "كيان من هذا النوع لا يكون فاعلا للعلاقة: {arabic}."@ar ] ;
    sh:property [ sh:path ( [ sh:inversePath rdf:predicate ] rdf:object ) ; {objects} ;
        sh:message "This cannot be the object of: {english}."@en ,
            "هذا لا يكون مفعولا للعلاقة: {arabic}."@ar ] .
"""


def _types(names: frozenset[str]) -> str:
    listed = " ".join(f"kg:{name}" for name in sorted(names))
    return f"sh:node [ sh:property [ sh:path rdf:type ; sh:minCount 1 ; sh:in ( {listed} ) ] ]"
