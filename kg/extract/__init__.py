"""spaCy Doc -> mentions -> claims."""

from kg.extract.article import find_claims, supported
from kg.extract.kinds import settled
from kg.extract.mentions import find_mentions

__all__ = ["find_claims", "find_mentions", "settled", "supported"]
