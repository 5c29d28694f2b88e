"""A graph against shapes.ttl and the ontology's domains and ranges, by SHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph import terms as t
from kg.graph.audit import by_sense, by_shapes
from kg.graph.convert import rdflib_dataset
from kg.graph.files import store
from kg.graph.findings import Finding, Report, report
from kg.graph.shapes import SH, parsed, relation_shapes
from kg.ontology import Ontology, load

if TYPE_CHECKING:
    import rdflib


MOST_QUADS = 20_000
"""Above it SPARQL checks a graph: pySHACL would take more than about two seconds."""


def check(quads: Iterable[ox.Quad], ontology: Ontology | None = None) -> Report:
    """Return what in the default graph breaks the shapes, and what hangs in the air.

    A small graph is validated by pySHACL where that is installed, any other one by the same shapes
    as SPARQL: the verdicts are the same.

    Args:
        quads: A store, or quads of `build`.
        ontology: Says what each relation can join; that of the package by default.

    Source:
        SHACL, https://www.w3.org/TR/shacl/
    """
    filled = store(quads)
    small = len(filled) <= MOST_QUADS and find_spec("pyshacl") is not None
    judge = by_pyshacl if small else by_shapes
    return report([*judge(filled, ontology), *by_sense(filled, ontology)])


def by_pyshacl(quads: Iterable[ox.Quad], ontology: Ontology | None = None) -> Iterator[Finding]:
    """Yield what breaks the shapes by the verdict of pySHACL.

    Raises:
        GraphError: pySHACL, an optional dependency, is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        message = "this needs pySHACL; install it: pip install 'ai-industry-kg[check]'"
        raise GraphError(message) from error
    default = (quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph))
    # The ontology goes in with the data: pySHACL's own merging leaves out the modalities.
    data = _graph([*default, *parsed("actors.ttl")])
    derived = ox.parse(relation_shapes(ontology or load()), format=ox.RdfFormat.TURTLE)
    shapes = _graph([*parsed("shapes.ttl"), *derived])
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    yield from _findings(results)


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
            messages=dict(
                sorted((str(m.language), str(m)) for m in messages if isinstance(m, rdflib.Literal))
            ),
        )
