"""Claims as RDF: build, write, read, query, explain and check the graph."""

from __future__ import annotations

from kg.graph.audit import audit
from kg.graph.build import build
from kg.graph.check import check
from kg.graph.convert import rdflib_dataset
from kg.graph.derived import describe, replaced
from kg.graph.explain import Explanation, explain, resolve
from kg.graph.files import FORMATS, read, serialize, store, write
from kg.graph.findings import Finding, Report, evidence
from kg.graph.interpret import canonical, interpret
from kg.graph.naming import named
from kg.graph.neighbourhood import neighbourhood
from kg.graph.query import Result, query
from kg.graph.results import as_csv, as_json, as_table
from kg.graph.rules import Inference, infer, inferred
from kg.graph.saved import SavedQuery, ask, saved_queries

__all__ = [
    "FORMATS",
    "Explanation",
    "Finding",
    "Inference",
    "Report",
    "Result",
    "SavedQuery",
    "as_csv",
    "as_json",
    "as_table",
    "ask",
    "audit",
    "build",
    "canonical",
    "check",
    "describe",
    "evidence",
    "explain",
    "infer",
    "inferred",
    "interpret",
    "named",
    "neighbourhood",
    "query",
    "rdflib_dataset",
    "read",
    "replaced",
    "resolve",
    "saved_queries",
    "serialize",
    "store",
    "write",
]
