"""Mentions -> entities: one actor across spellings, scripts and articles."""

from kg.link.article import link
from kg.link.by_hand import merged, split
from kg.link.corpus import Resolution, actors, grouped, groups, merge, renamed, resolve, unite
from kg.link.decisions import Decisions, decided_signs, observed_id
from kg.link.doubts import Doubt, doubts
from kg.link.judge import Answer, Verdict, judge, reasons
from kg.link.signs import Sign, near_signs, signs

__all__ = [
    "Answer",
    "Decisions",
    "Doubt",
    "Resolution",
    "Sign",
    "Verdict",
    "actors",
    "decided_signs",
    "doubts",
    "grouped",
    "groups",
    "judge",
    "link",
    "merge",
    "merged",
    "near_signs",
    "observed_id",
    "reasons",
    "renamed",
    "resolve",
    "signs",
    "split",
    "unite",
]
