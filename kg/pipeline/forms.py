"""A graph in further forms: with what follows by rules, and in RDF 1.2."""

from __future__ import annotations

from pathlib import Path

from kg import export, graph
from kg.pipeline.articles import Source
from kg.pipeline.graph import Graph

PROFILES = {"rdf12": {"graph.rdf12.ttl": "ttl12", "graph.rdf12.nq": "nq12"}}
"""Profile -> file name -> form of `graph.serialize`, written beside what is always written."""


def infer(given: Graph) -> Graph:
    """Return a graph with what follows by `ontologies/rules/` in its named graph `graph:inferred`.

    The default graph, and with it everything that is counted or shown, stays what articles say.
    """
    quads = list(given.quads)
    whole = graph.store([*quads, *graph.inferred(quads)])
    return Graph(given.knowledge, store=whole, failures=given.failures)


def write(given: Graph, folder: Source, profile: str | None = None) -> tuple[Path, ...]:
    """Write the page, the RDF files and the claims into `folder`, and return their paths.

    Args:
        given: The graph.
        folder: Where to; made if missing.
        profile: One of `PROFILES`, to write its files too.

    Raises:
        ExportError: The folder cannot be written.
    """
    further = PROFILES[profile] if profile else {}
    files = {name: graph.serialize(given.quads, form) for name, form in further.items()}
    return export.replace(Path(folder), given.files() | files)
