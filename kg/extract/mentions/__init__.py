"""Where an article names something: several finders, one answer.

The finders (one file each) propose candidates; `settle` keeps the best of those that overlap;
`propagate` carries a found name through the rest of the article.
"""

from kg.extract.mentions.find import find_mentions

__all__ = ["find_mentions"]
