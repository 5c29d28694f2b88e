"""A graph against shapes.ttl and the ontology's domains and ranges, by SHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph import terms as t
from kg.graph.convert import rdflib_dataset
from kg.graph.shapes import SH, parsed, relation_shapes
from kg.ontology import Ontology, load

if TYPE_CHECKING:
    import rdflib


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
    data = _graph([*default, *parsed("actors.ttl")])
    derived = ox.parse(relation_shapes(ontology or load()), format=ox.RdfFormat.TURTLE)
    shapes = _graph([*parsed("shapes.ttl"), *derived])
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    findings = tuple(sorted(_findings(results), key=str))
    return Report(all(found.severity != "Violation" for found in findings), findings)


def _graph(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    graph: rdflib.Graph = rdflib_dataset(quads).default_graph
    return graph


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
