"""Quads of pyoxigraph -> a dataset of rdflib, for its users and for SHACL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import terms as t

if TYPE_CHECKING:
    import rdflib


def rdflib_dataset(quads: Iterable[ox.Quad]) -> rdflib.Dataset:
    """Return the quads as an rdflib Dataset, with the prefixes of `terms.PREFIXES` bound.

    Args:
        quads: A store, or quads of `build`.

    Example:
        >>> quad = ox.Quad(t.term("entity:meta"), t.TYPE, t.term("kg:Company"))
        >>> len(rdflib_dataset([quad]))
        1
    """
    import rdflib  # slower to import than to build a graph of one article

    dataset = rdflib.Dataset()
    for prefix, base in t.PREFIXES.items():
        dataset.bind(prefix, base, override=True, replace=True)
    dataset.addN(
        (_node(q.subject), _node(q.predicate), _node(q.object), _graph(dataset, q.graph_name))
        for q in quads
    )
    return dataset


def _graph(
    dataset: rdflib.Dataset, name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph
) -> rdflib.Graph:
    if isinstance(name, ox.DefaultGraph):
        graph: rdflib.Graph = dataset.default_graph
    else:
        graph = dataset.get_context(_node(name))
    return graph


def _node(node: t.Object | t.Subject) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    import rdflib

    if isinstance(node, ox.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return rdflib.BNode(node.value)
    if isinstance(node, ox.Triple):
        raise ValueError(f"rdflib cannot hold the triple term {node}")
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    if node.datatype == t.STRING:  # rdflib tells "x" from "x"^^xsd:string, RDF does not
        return rdflib.Literal(node.value)
    return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
