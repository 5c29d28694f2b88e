"""A graph against shapes.ttl and the ontology's domains and ranges, by SHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.errors import GraphError, OntologyError
from kg.graph import terms as t
from kg.graph.convert import rdflib_dataset
from kg.ontology import Ontology, Relation, directory, load

if TYPE_CHECKING:
    import rdflib

SH = "http://www.w3.org/ns/shacl#"


class Finding(NamedTuple):
    """One thing that is wrong.

    Attributes:
        severity: `"Violation"`, `"Warning"` or `"Info"`.
        node: What is wrong, such as `"claim:3f0c…"`.
        path: The property in question, such as `"kg:evidence"`; `""` if the node as a whole.
        value: The offending value; `""` where one is missing.
        messages: Language -> what should be.
    """

    severity: str
    node: str
    path: str
    value: str
    messages: dict[str, str]

    def line(self, language: str = "en") -> str:
        """Return the finding as one line.

        Example:
            >>> Finding("Violation", "claim:1", "kg:evidence", "", {"en": "No evidence."}).line()
            'Violation: claim:1 kg:evidence: No evidence.'
        """
        where = " ".join(part for part in (self.node, self.path, self.value) if part)
        return f"{self.severity}: {where}: {self.messages.get(language, '')}"


class Report(NamedTuple):
    """The outcome of a check; `conforms` unless some finding is a violation."""

    conforms: bool
    findings: tuple[Finding, ...]


def check(quads: Iterable[ox.Quad], ontology: Ontology | None = None) -> Report:
    """Return what in the default graph breaks the shapes.

    Args:
        quads: A store, or quads of `build`.
        ontology: Says what each relation can join; that of the package by default.

    Raises:
        GraphError: pySHACL, an optional dependency, is not installed.

    Source:
        SHACL, https://www.w3.org/TR/shacl/
    """
    try:
        import pyshacl
    except ImportError as error:
        message = "checking needs pySHACL; install it: pip install 'ai-industry-kg[check]'"
        raise GraphError(message) from error
    default = (quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph))
    # The ontology goes in with the data: pySHACL's own merging leaves out the modalities.
    data = _graph([*default, *_file("actors.ttl")])
    derived = ox.parse(relation_shapes(ontology or load()), format=ox.RdfFormat.TURTLE)
    shapes = _graph([*_file("shapes.ttl"), *derived])
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    findings = tuple(sorted(_findings(results), key=str))
    return Report(all(found.severity != "Violation" for found in findings), findings)


def relation_shapes(ontology: Ontology) -> str:
    """Return SHACL, in Turtle, for what each relation can join.

    A shape starts at the relation and walks back to the claims that state it, so that a relation
    costs two shapes however many claims there are.

    Example:
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


def _graph(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    graph: rdflib.Graph = rdflib_dataset(quads).default_graph
    return graph


def _file(name: str) -> list[ox.Quad]:
    path = directory() / name
    try:
        return list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror})") from error
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: no valid Turtle: {error.msg}") from error


def _findings(results: rdflib.Graph) -> Iterator[Finding]:
    import rdflib

    sh = rdflib.Namespace(SH)

    def short(result: rdflib.term.Node, predicate: str) -> str:
        node = results.value(result, sh[predicate])
        return "" if node is None or isinstance(node, rdflib.BNode) else t.shorten(str(node))

    for result in results.objects(None, sh.result):
        messages = results.objects(result, sh.resultMessage)
        node, value = short(result, "focusNode"), short(result, "value")
        yield Finding(
            severity=short(result, "resultSeverity").removeprefix(SH),
            node=node,
            path=short(result, "resultPath"),
            value=value,
            messages={str(m.language): str(m) for m in messages if isinstance(m, rdflib.Literal)},
        )
