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


class Shapes:
    """Shapes and the ontology, to be looked up by the words of SHACL without their prefix."""

    def __init__(self, ontology: Ontology) -> None:
        """Hold shapes.ttl, the shapes of the relations, and actors.ttl."""
        derived = ox.parse(relation_shapes(ontology), format=ox.RdfFormat.TURTLE)
        self._shapes = ox.Store()
        self._shapes.extend((*parsed("shapes.ttl"), *derived))
        self._ontology = ox.Store()
        self._ontology.extend(parsed("actors.ttl"))

    def nodes(self) -> list[ox.NamedNode]:
        """Return the node shapes, sorted."""
        found = self._shapes.quads_for_pattern(None, t.TYPE, ox.NamedNode(f"{SH}NodeShape"))
        return sorted((q.subject for q in found if isinstance(q.subject, ox.NamedNode)), key=str)

    def about(self, shape: t.Object) -> list[tuple[ox.NamedNode, t.Object]]:
        """Return what is said of a shape, sorted."""
        assert isinstance(shape, ox.NamedNode | ox.BlankNode)
        quads = self._shapes.quads_for_pattern(shape, None, None)
        return sorted(((q.predicate, q.object) for q in quads), key=str)

    def all(self, shape: t.Object, word: str) -> list[t.Object]:
        """Return the values of a word of SHACL."""
        return [value for predicate, value in self.about(shape) if predicate.value == SH + word]

    def has(self, shape: t.Object, word: str) -> bool:
        """Tell whether a shape uses a word of SHACL."""
        return bool(self.all(shape, word))

    def one(self, shape: t.Object, word: str) -> t.Object:
        """Return the value of a word that the shape uses."""
        return self.all(shape, word)[0]

    def number(self, shape: t.Object, word: str) -> int | None:
        """Return the value of a word as a number, or None."""
        found = self.all(shape, word)
        return int(found[0].value) if found and isinstance(found[0], ox.Literal) else None

    def messages(self, shape: t.Object) -> dict[str, str]:
        """Return what should be: language -> message."""
        found = (text for text in self.all(shape, "message") if isinstance(text, ox.Literal))
        return dict(sorted((str(text.language), text.value) for text in found))

    def listed(self, head: t.Object) -> tuple[t.Object, ...]:
        """Return the members of an RDF list."""
        members = []
        rest, first = t.term("rdf:rest"), t.term("rdf:first")
        while head != t.term("rdf:nil"):
            block = dict(self.about(head))
            members.append(block[first])
            head = block[rest]
        return tuple(members)

    def below(self, kind: t.Object) -> tuple[t.Object, ...]:
        """Return a class and all its sub-classes, sorted."""
        found, waiting = {kind}, [kind]
        while waiting:
            above = waiting.pop()
            for quad in self._ontology.quads_for_pattern(None, t.term("rdfs:subClassOf"), above):
                if quad.subject not in found:
                    found.add(quad.subject)
                    waiting.append(quad.subject)
        return tuple(sorted(found, key=str))

    def instances(self, kind: t.Object) -> tuple[t.Object, ...]:
        """Return what the ontology itself declares to be of a class, sorted."""
        found = self._ontology.quads_for_pattern(None, t.TYPE, kind)
        return tuple(sorted((quad.subject for quad in found), key=str))

    def ontology_pairs(self, predicate: ox.NamedNode) -> list[tuple[t.Subject, t.Object]]:
        """Return the ends of a property of RDF Schema, which the ontology has and no graph."""
        if not predicate.value.startswith(t.PREFIXES["rdfs"]) or predicate == t.LABEL:
            return []
        quads = self._ontology.quads_for_pattern(None, predicate, None)
        # The other end may be a nameless union of classes: only that there is one counts here.
        nodes = [q.subject for q in quads if isinstance(q.subject, ox.NamedNode)]
        return [(node, predicate) for node in sorted(nodes, key=str)]
