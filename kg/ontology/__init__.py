"""What the graph can say, read from the data files under `ontologies/`."""

from __future__ import annotations

from kg.ontology.paths import directory
from kg.ontology.reader import load, parse
from kg.ontology.schema import EntityType, Ontology, Relation, Term, camel, snake

__all__ = [
    "EntityType",
    "Ontology",
    "Relation",
    "Term",
    "camel",
    "directory",
    "load",
    "parse",
    "snake",
]
