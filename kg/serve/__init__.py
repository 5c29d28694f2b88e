"""A graph over HTTP: SPARQL 1.1 Protocol, Graph Store Protocol, and pages for people."""

from kg.serve.settings import Editing, Example, Limits, Reading, Settings

__all__ = ["Editing", "Example", "Limits", "Reading", "Settings"]
