"""What the claims of several articles say together: facts, deals and conflicts."""

from kg.fusion.conflicts import Conflict, Side, conflicts
from kg.fusion.deals import Deal, deals
from kg.fusion.facts import Fact, FactKey, fact_key, facts
from kg.fusion.offers import deal_key

__all__ = [
    "Conflict",
    "Deal",
    "Fact",
    "FactKey",
    "Side",
    "conflicts",
    "deal_key",
    "deals",
    "fact_key",
    "facts",
]
