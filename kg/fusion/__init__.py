"""What the claims of several articles say together: facts, deals and conflicts."""

from kg.fusion.facts import Fact, fact_key, facts

__all__ = ["Fact", "fact_key", "facts"]
