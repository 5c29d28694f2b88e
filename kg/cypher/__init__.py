"""A property graph -> a database that answers Cypher.

    bolt       servers that speak Bolt, with the official driver of Neo4j
    ladybug    the embedded engine, in a file

Rows come from outside; what they must have is said in `rows`.
"""

from kg.cypher.asking import Answer, ask
from kg.cypher.bolt import Account, Content, Tally, Target, load
from kg.cypher.dialects import dialects
from kg.cypher.ladybug import Tables, fill

__all__ = [
    "Account",
    "Answer",
    "Content",
    "Tables",
    "Tally",
    "Target",
    "ask",
    "dialects",
    "fill",
    "load",
]
