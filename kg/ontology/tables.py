"""Small tables of knowledge: tab-separated rows under `ontologies/`, checked as they are read."""

from __future__ import annotations

from kg.errors import OntologyError
from kg.ontology.paths import directory


def read(name: str, *columns: str) -> list[tuple[str, ...]]:
    """Return the rows of a table; lines that begin with # are comments.

    Args:
        name: Of the file below `ontologies/`, such as `"fusion/deals.tsv"`.
        columns: What the first row must be.

    Raises:
        OntologyError: The file is missing, has other columns, or a row of another width.

    Example:
        >>> read("fusion/deals.tsv", "relation", "kind", "target", "party")[0][0]
        'investsIn'
    """
    path = directory() / name
    if not path.is_file():
        raise OntologyError(f"{path}: missing; reinstall the package")
    found: list[tuple[str, ...]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            found.append(tuple(line.split("\t")))
            if len(found[-1]) != len(columns):
                raise OntologyError(
                    f"{path}:{number}: a row has {len(columns)} columns, parted by tabs"
                )
    if not found or found[0] != columns:
        raise OntologyError(f"{path}: the first row must be {' '.join(columns)}, parted by tabs")
    return found[1:]
