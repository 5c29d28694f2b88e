"""What is wrong with a graph, in words, with the line of the article that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import terms as t


class Finding(NamedTuple):
    """One thing that is wrong.

    Attributes:
        severity: `"Violation"`, `"Warning"` or `"Info"`.
        node: What is wrong, such as `"claim:3f0c…"`.
        path: The property in question, such as `"kg:evidence"`; `""` if the node as a whole.
        value: The offending value; `""` where one is missing.
        messages: Language -> what should be.
    """

    severity: str
    node: str
    path: str
    value: str
    messages: dict[str, str]

    def line(self, language: str = "en") -> str:
        """Return the finding as one line.

        Example:
            >>> Finding("Violation", "claim:1", "kg:evidence", "", {"en": "No evidence."}).line()
            'Violation: claim:1 kg:evidence: No evidence.'
        """
        where = " ".join(part for part in (self.node, self.path, self.value) if part)
        return f"{self.severity}: {where}: {self.messages.get(language, '')}"


class Report(NamedTuple):
    """The outcome of a check; `conforms` unless some finding is a violation."""

    conforms: bool
    findings: tuple[Finding, ...]


def report(findings: Iterable[Finding]) -> Report:
    """Return the outcome of a check: its findings sorted, each once."""
    distinct = {str(found): found for found in findings}
    found = tuple(distinct[key] for key in sorted(distinct))
    return Report(all(one.severity != "Violation" for one in found), found)


def evidence(filled: ox.Store, finding: Finding) -> str:
    """Return the sentence that a finding is about, and the headline of its article; else `""`.

    Args:
        filled: The graph that was checked.
        finding: About a claim, a piece of evidence, one of its positions, or an entity.
    """
    for name in dict.fromkeys((finding.node, finding.value)):
        prefix, colon, local = name.partition(":")
        pattern = _ABOUT.get(prefix)
        if not (pattern and colon):
            continue
        node = ox.NamedNode(t.PREFIXES[prefix] + local)
        sparql = _SENTENCE.replace("PATTERN", pattern)
        answer = filled.query(
            sparql, prefixes=t.PREFIXES, substitutions={ox.Variable("node"): node}
        )
        assert isinstance(answer, ox.QuerySolutions)
        for row in answer:
            return " — ".join(part.value for part in (row["quote"], row["title"]) if part)
    return ""


_SENTENCE = """SELECT ?node ?quote ?title {
    PATTERN
    ?evidence oa:hasSelector ?words . ?words oa:exact ?quote .
    OPTIONAL { ?evidence oa:hasSource ?article . ?article schema:headline ?title }
} ORDER BY ?evidence ?quote ?title LIMIT 1"""

_ABOUT = {
    "claim": "?node kg:evidence ?evidence .",
    "ev": "BIND(?node AS ?evidence)",
    "span": "?evidence ?part ?node .",
    "quote": "?evidence oa:hasSelector ?node .",
    "fact": "?claim kg:supports ?node ; kg:evidence ?evidence .",
    "deal": "?claim kg:partOfDeal ?node ; kg:evidence ?evidence .",
    "entity": """{ ?claim rdf:subject ?node ; kg:evidence ?evidence }
        UNION { ?claim rdf:object ?node ; kg:evidence ?evidence }""",
}
"""Prefix of a node -> how it is tied to the evidence that says something of it."""
