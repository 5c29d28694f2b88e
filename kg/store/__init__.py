"""One graph of many articles, on disk: it grows article by article.

Three layers, of which each follows from the one before it: what each article says (observations),
which of the entities they observe are one actor (resolution), and the RDF. A store is the same
whatever the order in which its articles came.

`Store` writes, one process at a time; `Reader` reads what was last published, beside a writer.
"""

from kg.store.folder import is_store
from kg.store.index import Source
from kg.store.reader import Reader
from kg.store.writer import Added, Store

__all__ = ["Added", "Reader", "Source", "Store", "is_store"]
