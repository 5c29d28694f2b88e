"""The map of the project, in one sentence.

*read* an article into a `Document`, *annotate* it into sentences, *find mentions*, *link* them to
`Entity`s, *find claims* with their evidence and modality, *merge* what several articles say,
*build* RDF of it, *render* the page, and *query*, *explain*, *check* or *write* the graph.

The only module that imports the rooms.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from kg import evaluate as evaluation
from kg import export, graph, language, link, ontology, page, read
from kg.errors import KGError
from kg.model import Claim, Document, Entity, Extraction, KnowledgeGraph

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store
    from rdflib import Dataset


PAGE = "graph.html"
RDF = {f"graph.{form}": form for form in ("ttl", "nq", "jsonld")}
CLAIMS = "claims.jsonl"

Source = str | PathLike[str]
"""A path to a file or a folder, or "-" for standard input."""


def extract(document: Document) -> Extraction:
    """Return the entities and the claims of one article."""
    # Half of what a cold start takes is spaCy, which only this verb needs.
    from kg.extract import find_claims, find_mentions, supported

    doc = language.annotate(document)
    mentions = find_mentions(doc, language=document.language)
    entities = link.link(document, mentions)
    claims = find_claims(doc, document, entities)
    return Extraction(document, supported(entities, claims), claims)


def confident(extraction: Extraction, least: float) -> Extraction:
    """Return an extraction without the claims that are less sure than `least`."""
    from kg.extract import supported

    claims = tuple(claim for claim in extraction.claims if claim.confidence >= least)
    if len(claims) == len(extraction.claims):
        return extraction
    return Extraction(extraction.document, supported(extraction.entities, claims), claims)


def evaluate(gold: Source, extractions: Iterable[Extraction]) -> evaluation.Card:
    """Score extractions against a gold file; an article's id is the stem of its source's name.

    Raises:
        ReadError: The gold file is missing or broken; said before anything is extracted.
    """
    annotated = tuple(evaluation.read(Path(fspath(gold))))
    found = {PurePath(one.document.source).stem: one for one in extractions}
    return evaluation.score(annotated, found, ontology.load())


def sources(paths: Iterable[Source]) -> Iterator[str | KGError]:
    """Yield every article under `paths`, folders opened; for what is not there, its error."""
    for path in paths:
        try:
            yield from read.find(fspath(path))
        except KGError as error:
            yield error


def extractions(articles: Source | Iterable[Source | KGError]) -> Iterator[Extraction | KGError]:
    """Yield what each article says, in their order.

    An article that cannot be read gives its error instead, and the others go on; an error that
    stands among `articles` is passed through, so that `sources` can be called before.
    """
    try:
        for article in [articles] if isinstance(articles, (str, PathLike)) else articles:
            for source in (article,) if isinstance(article, KGError) else sources([article]):
                yield from (source,) if isinstance(source, KGError) else _attempt(source)
                gc.freeze()  # what stays need not be walked over again: a tenth of the time
    finally:
        gc.unfreeze()


def _attempt(source: str) -> Iterator[Extraction | KGError]:
    try:
        for document in read.read(source):
            yield extract(document)
    except KGError as error:
        yield error


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
    return Graph(link.merge(distinct.values()), failures=tuple(failures))


def rows(results: Iterable[Extraction]) -> Iterator[export.Row]:
    """Yield the claims for the eyes: who, relation, whom, amount, share, modality, said by."""
    for extraction in results:
        yield from export.rows(extraction)


def load(path: Source) -> Graph:
    """Return the graph that was written to `path`: an RDF file, or the folder of a build.

    Raises:
        GraphError: There is none, or it is broken.
    """
    return Graph(store=graph.read(Path(path)))


class Graph:
    """A knowledge graph, as values (`knowledge`) and as RDF (`quads`), each made on demand.

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
            self.store = self.quads = store
        self.failures = failures

    @cached_property
    def knowledge(self) -> KnowledgeGraph:
        """The documents, entities and claims."""
        return graph.interpret(self.quads)

    @cached_property
    def quads(self) -> Iterable[Quad]:
        """The statements of the RDF, edges in named graphs by modality."""
        return graph.build(self.knowledge, ontology.load())

    @cached_property
    def store(self) -> Store:
        """The same, ready for SPARQL."""
        return graph.store(self.quads)

    @cached_property
    def dataset(self) -> Dataset:
        """The same for rdflib."""
        return graph.rdflib_dataset(self.quads)

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
        return graph.explain(self.knowledge, name, other)

    def check(self) -> graph.Report:
        """Return whether the graph conforms to the shapes of the ontology, and where it does not.

        Raises:
            GraphError: pySHACL is not installed.
        """
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


def output_file(path: Source) -> Path:
    """Return `path` as a place to write a file to.

    Raises:
        ExportError: It is none; better said before the work than after it.
    """
    export.check(Path(path).absolute().parent)
    return Path(path)


def formats() -> Iterator[tuple[str, str, str]]:
    """Yield what is read and written: name, what it holds, names of its files."""
    for name, kind in read.kinds().items():
        yield name, "article", " ".join(kind.SUFFIXES)
    for name, form in export.formats().items():
        yield name, "claims", form.SUFFIX
    for file in (PAGE, *RDF):
        yield file.partition(".")[2], "graph", file


save = export.save
report = evaluation.report
encode_claims = export.encode
align, COLUMNS = export.align, export.COLUMNS
answer_table, answer_json, answer_csv = graph.as_table, graph.as_json, graph.as_csv
