"""A graph over HTTP: SPARQL 1.1 Protocol, Graph Store Protocol, and pages for people."""

from kg.serve.settings import Example, Limits, Opener, Settings

__all__ = ["Example", "Limits", "Opener", "Settings"]
