"""A graph for other tools: the files of a format, an object of networkx, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import export, fusion, graph
from kg.errors import ExportError
from kg.export import graphs
from kg.export._property_graph import Analysis, PropertyGraph
from kg.pipeline.articles import Source
from kg.pipeline.graph import Graph

if TYPE_CHECKING:
    import networkx


def property_graph(
    given: Graph,
    *,
    articles: bool = False,
    deals: bool = True,
    analysis: Analysis | None = None,
) -> PropertyGraph:
    """Return a graph as nodes and relationships.

    Args:
        given: The graph.
        articles: Whether articles have their text, and are joined to the entities they name.
        deals: Whether deals are nodes.
        analysis: Further columns: id of an entity -> name -> value.

    Example:
        >>> from kg.model import KnowledgeGraph
        >>> property_graph(Graph(KnowledgeGraph((), (), ()))).deals
        ()
    """
    return PropertyGraph(
        given.knowledge,
        deals=fusion.deals(given.claims, given.documents) if deals else (),
        articles=articles,
        analysis=analysis or {},
        turtle=lambda: [graph.serialize(given.quads, "ttl")],
    )


def export_to(made: PropertyGraph, form: str, path: Source) -> tuple[Path, ...]:
    """Write a graph in a format of `kg list formats`, whole or not at all; return the paths.

    Raises:
        ExportError: There is no such format, or it cannot be written there.
    """
    return graphs.write(made, form, path)


def to_networkx(
    given: Graph, *, articles: bool = False, deals: bool = True
) -> networkx.MultiDiGraph:
    """Return a graph as an object of networkx; what is in it is said at `property_graph`.

    Example:
        >>> from kg.model import Entity, KnowledgeGraph
        >>> meta = KnowledgeGraph((), (Entity("meta", "Company", "Meta", ()),), ())
        >>> to_networkx(Graph(meta)).nodes["meta"]["name"]
        'Meta'
    """
    return export.to_networkx(property_graph(given, articles=articles, deals=deals))


def place(form: str, path: Source) -> Path:
    """Return `path` as a place for the files of a format.

    Raises:
        ExportError: There is no such format, or that is no place for it; better said before the
            work than after it.
    """
    target = Path(path)
    export.check(target if graphs.is_folder(form) else target.absolute().parent)
    if target.is_dir() and not graphs.is_folder(form):
        raise ExportError(f"{path}: a folder; {form} is one file, name it")
    return target


def import_(path: Source, tool: str | None = None, before: Graph | None = None) -> Graph:
    """Return the graph that was exported, edited in another tool, and comes back.

    Args:
        path: A folder of neo4j-csv, or a file of GraphML.
        tool: What the provenance of what was edited names; else the name of the file.
        before: The graph as it was exported: what is still as it was there keeps its provenance.

    Raises:
        ReadError: It is no such folder or file, or holds what a graph of claims cannot.
    """
    target = Path(path)
    known = before.knowledge if before else None
    made = export.interpret(graphs.read(target), tool or target.name, str(path), known)
    return Graph(made)
