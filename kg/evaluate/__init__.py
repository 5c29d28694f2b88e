"""Extractions beside a gold file: a score card, and a report of what went wrong."""

from kg.evaluate.gold import Gold, GoldClaim, GoldEntity, read
from kg.evaluate.report import report
from kg.evaluate.score import Card, Tally, score

__all__ = ["Card", "Gold", "GoldClaim", "GoldEntity", "Tally", "read", "report", "score"]
