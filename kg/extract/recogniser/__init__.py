"""A trained recogniser of names: features of words, looked up word classes, a random field."""

from kg.extract.recogniser.lexicon import MODELS
from kg.extract.recogniser.tag import (
    Recognised,
    attached,
    chunks,
    decode,
    lines,
    recognise,
    tagger,
)

__all__ = ["MODELS", "Recognised", "attached", "chunks", "decode", "lines", "recognise", "tagger"]
