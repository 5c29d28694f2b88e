"""Claims by a trained model: each pair of actors of a sentence is weighed for each relation."""

from kg.extract.pairs.score import find

__all__ = ["find"]
