"""The map of the project, in one sentence.

*read* an article into a `Document`, *annotate* it into sentences, *find mentions*, *link* them to
`Entity`s, *find claims* with their evidence and modality, *merge* what several articles say,
*build* RDF of it, *render* the page, and *query*, *explain*, *check* or *write* the graph.

The only module that imports the rooms; each is imported by the verb that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from kg import export, read
from kg.errors import KGError
from kg.export.table import COLUMNS as COLUMNS
from kg.export.table import align as align
from kg.model import Claim, Document, Entity, Extraction, KnowledgeGraph

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.graph.explain import Explanation
    from kg.graph.query import Result

PAGE = "graph.html"
RDF = ("ttl", "nq", "jsonld")
TABLE = "claims.jsonl"
Source = str | PathLike[str]
"""A path to a file or a folder, or "-" for standard input."""


def extract(document: Document) -> Extraction:
    """Return the entities and the claims of one article."""
    from kg.extract import find_claims, find_mentions
    from kg.language import annotate
    from kg.link import link
    from kg.ontology import load, names

    ontology = load()
    doc = annotate(document)
    mentions = find_mentions(doc, document, names.load(), ontology)
    entities = link(document, mentions)
    claims = find_claims(doc, document, entities, ontology)
    return Extraction(document, entities, claims)


def sources(paths: Iterable[Source]) -> Iterator[str | KGError]:
    """Yield every article under `paths`, folders opened; for what is not there, its error."""
    for path in paths:
        try:
            yield from read.find(fspath(path))
        except KGError as error:
            yield error


def extractions(articles: Iterable[Source | KGError]) -> Iterator[Extraction | KGError]:
    """Yield what each article says, in their order.

    An article that cannot be read gives its error instead, and the others go on; an error that
    stands among `articles` is passed through, so that `sources` can be called before.
    """
    for article in articles:
        for source in (article,) if isinstance(article, KGError) else sources([article]):
            yield from (source,) if isinstance(source, KGError) else _attempt(source)


def _attempt(source: str) -> Iterator[Extraction | KGError]:
    try:
        for document in read.read(source):
            yield extract(document)
    except KGError as error:
        yield error


def build(articles: Iterable[Source]) -> Graph:
    """Return the knowledge graph of `articles`.

    Args:
        articles: Paths of files and folders; "-" for standard input.

    Raises:
        KGError: None of them can be read; if only some cannot, see `Graph.failures`.
    """
    return combine(extractions(articles))


def combine(results: Iterable[Extraction | KGError]) -> Graph:
    """Return the graph of what `extractions` gave; the same text twice counts once.

    Raises:
        KGError: There is no extraction among `results`; the error is the first of theirs.
    """
    from kg.link import merge

    failures: list[KGError] = []
    distinct: dict[str, Extraction] = {}
    for result in results:
        if isinstance(result, KGError):
            failures.append(result)
        else:
            distinct.setdefault(result.document.id, result)
    if not distinct:
        raise failures[0] if failures else KGError("no article given")
    return Graph(merge(tuple(distinct.values())), failures=tuple(failures))


def encode(form: str, results: Iterable[Extraction]) -> Iterator[str]:
    """Yield `results` as text of a format of claims, piece by piece, in their order.

    Raises:
        ExportError: There is no such format; raised at once, not when the first piece is taken.
    """
    return export.encode(form, results)


def output_folder(articles: Iterable[Source], wish: Source | None = None) -> Path:
    """Return where a build of `articles` goes: to `wish`, else to one named after the first.

    Raises:
        ExportError: That is no place to write to; better said before the work than after it.

    Example:
        >>> output_folder(["news/meta.txt", "news/x.txt"]).as_posix()
        'output/meta'
    """
    first = fspath(next(iter(articles)))
    name = "stdin" if first == read.STDIN else Path(first).absolute().stem.strip(".")
    folder = Path(wish) if wish is not None else Path("output") / (name or "graph")
    export.check(folder)
    return folder


def load(path: Source) -> Graph:
    """Return the graph that was written to `path`: an RDF file, or the folder of a build.

    Raises:
        GraphError: There is none, or it is broken.
    """
    from kg.graph import read as read_graph

    return Graph(store=read_graph(Path(path)))


def answer_table(answer: Result) -> list[list[str]]:
    """Return the rows of an answer as text for the eyes."""
    from kg.graph.results import as_table

    return as_table(answer)


def encode_answer(form: str, answer: Result) -> str:
    """Return an answer in a standard form, "json" or "csv"."""
    from kg.graph.results import as_csv, as_json

    return as_json(answer) if form == "json" else as_csv(answer)


def formats() -> Iterator[tuple[str, str, str]]:
    """Yield what is read and written: name, what it holds, names of its files."""
    for name, kind in read.kinds().items():
        yield name, "article", " ".join(kind.SUFFIXES)
    for name, form in export.formats().items():
        yield name, "claims", form.SUFFIX
    for name in (PAGE, *(f"graph.{form}" for form in RDF)):
        yield name.partition(".")[2], "graph", name


class Graph:
    """A knowledge graph, as values (`knowledge`) and as RDF (`store`), each made on demand.

    Attributes:
        failures: The errors of the articles that could not be built.
    """

    def __init__(
        self,
        knowledge: KnowledgeGraph | None = None,
        *,
        store: Store | None = None,
        failures: tuple[KGError, ...] = (),
    ) -> None:
        """Hold a graph that is given as values or as RDF."""
        if knowledge is not None:
            self.knowledge = knowledge
        if store is not None:
            self.store = store
        self.failures = failures

    @cached_property
    def knowledge(self) -> KnowledgeGraph:
        """The documents, entities and claims."""
        from kg.graph import interpret

        return interpret(self.store)

    @cached_property
    def store(self) -> Store:
        """The same in RDF, edges in named graphs by modality, ready for SPARQL."""
        from kg.graph import store

        return store(self.quads)

    @cached_property
    def quads(self) -> Iterable[Quad]:
        """The statements of the RDF."""
        from kg.graph import build
        from kg.ontology import load

        return self.store if "store" in self.__dict__ else build(self.knowledge, load())

    @property
    def documents(self) -> tuple[Document, ...]:
        """The articles, in the order in which they were read."""
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
        return tuple(row for part in export.split(self.knowledge) for row in export.rows(part))

    def query(self, sparql: str) -> Result:
        """Return the answer to a SPARQL query; the project's prefixes are declared already.

        Raises:
            QueryError: It cannot be parsed or evaluated.
        """
        from kg.graph.query import query

        return query(self.store, sparql)

    def explain(self, name: str, other: str | None = None) -> list[Explanation]:
        """Return the sentences behind the actor `name`, or behind its edges with `other`.

        Raises:
            GraphError: There is no such actor; the message lists similar names.
        """
        from kg.graph.explain import explain

        return explain(self.knowledge, name, other)

    def check(self) -> Report:
        """Return whether the graph conforms to the shapes of the ontology, and where it does not.

        Raises:
            GraphError: pySHACL is not installed.
        """
        from kg.graph import check

        return check(self.store)

    def write(self, folder: Source) -> tuple[Path, ...]:
        """Write the page, the RDF files and the claims into `folder`, and return their paths.

        All or nothing: an interrupted writing leaves the old files or none.

        Raises:
            ExportError: The folder cannot be written.
        """
        return export.replace(Path(folder), self.files())

    def files(self) -> dict[str, bytes]:
        """Return what `write` writes: file name -> content, the same bytes for the same graph."""
        from kg.graph import serialize
        from kg.ontology import load
        from kg.page import render

        page = render(self.knowledge, load(), title=self.title)
        rdf = {f"graph.{form}": serialize(self.quads, form) for form in RDF}
        claims = "".join(export.encode("jsonl", export.split(self.knowledge)))
        return {PAGE: page.encode(), **rdf, TABLE: claims.encode()}

    @property
    def title(self) -> str:
        """The article's title; of several articles the first one's and how many more."""
        first, *others = self.documents
        return f"{first.title} (+{len(others)})" if others else first.title
