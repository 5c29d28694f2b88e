"""Mentions -> entities: one actor across spellings, scripts and articles."""

from kg.link.article import link
from kg.link.corpus import merge

__all__ = ["link", "merge"]
