"""The graph of several articles, as values and as RDF, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from kg import export, fusion, graph, link, ontology, page
from kg.errors import KGError
from kg.model import Claim, Document, Entity, Extraction, KnowledgeGraph
from kg.pipeline.articles import Source, extractions, rows
from kg.pipeline.places import CLAIMS, PAGE, RDF

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyoxigraph import Quad, Store
    from rdflib import Dataset


def build(articles: Source | Iterable[Source]) -> Graph:
    """Return the knowledge graph of `articles`.

    Args:
        articles: A path of a file or a folder, or several; "-" for standard input.

    Raises:
        KGError: None of them can be read; if only some cannot, see `Graph.failures`.
    """
    return combine(extractions(articles))


def combine(results: Iterable[Extraction | KGError]) -> Graph:
    """Return the graph of what `extractions` gave; the same text twice counts once.

    Raises:
        KGError: There is no extraction among `results`; the error is the first of theirs.
    """
    failures: list[KGError] = []
    distinct: dict[str, Extraction] = {}
    for result in results:
        if isinstance(result, KGError):
            failures.append(result)
        else:
            distinct.setdefault(result.document.id, result)
    if not distinct:
        raise failures[0] if failures else KGError("no article given")
    united = link.resolve(distinct.values())
    return Graph(united.graph, replaced=united.replaced, failures=tuple(failures))


def load(path: Source) -> Graph:
    """Return the graph at `path`: an RDF file, or the folder of a build or of a store.

    Raises:
        GraphError: There is none, or it is broken.
    """
    if Path(path).is_dir():
        from kg.pipeline import storing  # not every graph is a store's

        if storing.is_store(Path(path)):
            return storing.load(path)
    return Graph(store=graph.read(Path(path)))


class Origin(Protocol):
    """Where a graph is from that is too large to be made of its RDF whenever a part is wanted."""

    def knowledge(self) -> KnowledgeGraph:
        """Return all of it."""

    def about(self, *names: str) -> KnowledgeGraph:
        """Return its actors, and the claims about those of these names."""


class Graph:
    """A knowledge graph, as values (`knowledge`) and as RDF (`quads`), each made on demand.

    Attributes:
        replaced: Id that an article alone gave an actor -> id of the actor.
        failures: The errors of the articles that could not be built.
    """

    def __init__(
        self,
        knowledge: KnowledgeGraph | None = None,
        *,
        store: Store | None = None,
        origin: Origin | None = None,
        replaced: Mapping[str, str] = MappingProxyType({}),
        failures: tuple[KGError, ...] = (),
    ) -> None:
        """Hold a graph that is given as values, or as RDF and perhaps where that is from."""
        if knowledge is not None:
            self.knowledge = knowledge
        if store is not None:
            self.store = self.quads = store
        self._origin = origin
        self.replaced = replaced
        self.failures = failures

    @cached_property
    def knowledge(self) -> KnowledgeGraph:
        """The documents, entities and claims."""
        return self._origin.knowledge() if self._origin else graph.interpret(self.quads)

    @cached_property
    def quads(self) -> Iterable[Quad]:
        """The statements of the RDF, edges in named graphs by modality."""
        claims, documents = self.claims, self.documents
        return [
            *graph.build(self.knowledge, ontology.load()),
            *graph.describe(fusion.facts(claims, documents), fusion.deals(claims, documents)),
            *graph.replaced(self.replaced),
        ]

    @cached_property
    def store(self) -> Store:
        """The same, ready for SPARQL."""
        return graph.store(self.quads)

    @cached_property
    def dataset(self) -> Dataset:
        """The same for rdflib."""
        return graph.rdflib_dataset(self.quads)

    @cached_property
    def networkx(self) -> MultiDiGraph:
        """The same for networkx: actors and deals as nodes, claims as edges with all they have."""
        from kg.pipeline import exporting  # which knows graphs

        return exporting.to_networkx(self)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The articles."""
        return self.knowledge.documents

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The actors, one each across all articles."""
        return self.knowledge.entities

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the articles claim."""
        return self.knowledge.claims

    @property
    def rows(self) -> tuple[export.Row, ...]:
        """The claims for the eyes: who, relation, whom, amount, share, modality, said by."""
        return tuple(rows(export.split(self.knowledge)))

    @property
    def title(self) -> str:
        """The article's title; of several articles the first one's and how many more."""
        first, *others = [document.title for document in self.documents] or [""]
        return f"{first} (+{len(others)})" if others else first

    def query(self, sparql: str) -> graph.Result:
        """Return the answer to a SPARQL query; the project's prefixes are declared already.

        Raises:
            QueryError: It cannot be parsed or evaluated.
        """
        return graph.query(self.store, sparql)

    def explain(self, name: str, other: str | None = None) -> list[graph.Explanation]:
        """Return the sentences behind the actor `name`, or behind its edges with `other`.

        Raises:
            GraphError: There is no such actor; the message lists similar names.
        """
        if "store" in self.__dict__:  # it may be large: read what is about them and no more
            part, ids = graph.neighbourhood(self.store, name, other)
            return graph.explain(part, *ids)
        if self._origin is None:
            return graph.explain(self.knowledge, name, other)
        return graph.explain(self._origin.about(*filter(None, (name, other))), name, other)

    def check(self) -> graph.Report:
        """Return whether the graph is whole and keeps to the ontology, and where it does not."""
        return graph.check(self.quads)

    def files(self) -> dict[str, bytes]:
        """Return what `write` writes: file name -> content, the same bytes for the same graph."""
        html = page.render(self.knowledge, ontology.load(), title=self.title)
        rdf = {name: graph.serialize(self.quads, form) for name, form in RDF.items()}
        claims = "".join(export.encode("jsonl", export.split(self.knowledge)))
        return {PAGE: html.encode(), **rdf, CLAIMS: claims.encode()}

    def write(self, folder: Source) -> tuple[Path, ...]:
        """Write the page, the RDF files and the claims into `folder`, and return their paths.

        All or nothing: an interrupted writing leaves the old files or none.

        Raises:
            ExportError: The folder cannot be written.
        """
        return export.replace(Path(folder), self.files())
