"""Read articles about the AI industry into a knowledge graph of claims, each with its evidence."""

__version__ = "0.1.0"
