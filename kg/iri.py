"""The IRIs of the project: one place where they are minted.

No node is blank and every IRI is derived from content, so the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib

BASE = "https://w3id.org/ai-industry-kg/"
ONTOLOGY = f"{BASE}ontology#"
ENTITY = f"{BASE}entity/"
CLAIM = f"{BASE}claim/"
EVIDENCE = f"{BASE}evidence/"
ARTICLE = f"{BASE}article/"
RUN = f"{BASE}run/"
GRAPH = f"{BASE}graph/"


def digest(*parts: object, length: int = 16) -> str:
    """Return a short, stable name for `parts` (hex of SHA-256, `length` digits).

    >>> digest("a", 1) == digest("a", 1) != digest("a1")
    True
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]
