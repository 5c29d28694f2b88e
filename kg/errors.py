"""One base error, one subclass per room; a message says where, what, and what to do."""

from __future__ import annotations


class KGError(Exception):
    """Anything a caller did that cannot be carried out; its text is one line."""


class ReadError(KGError):
    """An article cannot be read: missing, empty, binary, wrongly encoded."""


class LanguageError(KGError):
    """A language is not supported."""


class OntologyError(KGError):
    """A file under `ontologies/` is missing or malformed."""


class GraphError(KGError):
    """A graph file is missing, broken, or holds no such entity."""


class QueryError(GraphError):
    """A SPARQL query cannot be parsed or evaluated."""


class ExportError(KGError):
    """An output cannot be written, or its format is not known."""
