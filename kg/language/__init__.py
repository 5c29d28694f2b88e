"""Languages: text -> spaCy Doc with sentences, look-up keys, attached words, quantities."""

from kg.language.annotate import annotate, pipeline
from kg.language.base import Clitics, Language, get, languages
from kg.language.clitics import clitics
from kg.language.detect import detect
from kg.language.keys import lookup_key, loose_key
from kg.language.quantities import quantities
from kg.language.sentences import sentences

__all__ = [
    "Clitics",
    "Language",
    "annotate",
    "clitics",
    "detect",
    "get",
    "languages",
    "lookup_key",
    "loose_key",
    "pipeline",
    "quantities",
    "sentences",
]
