"""Mentions -> entities: one actor across spellings, scripts and articles."""

from kg.link.article import link
from kg.link.corpus import Resolution, groups, merge, renamed, resolve, unite
from kg.link.decisions import Decisions, decided_signs, observed_id
from kg.link.judge import Answer, Verdict, judge
from kg.link.signs import Sign, near_signs, signs

__all__ = [
    "Answer",
    "Decisions",
    "Resolution",
    "Sign",
    "Verdict",
    "decided_signs",
    "groups",
    "judge",
    "link",
    "merge",
    "near_signs",
    "observed_id",
    "renamed",
    "resolve",
    "signs",
    "unite",
]
