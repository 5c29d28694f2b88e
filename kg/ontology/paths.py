"""Where the data files lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import OntologyError


@cache
def directory() -> Path:
    """Return the folder `ontologies/`: inside the installed package, or beside it in a checkout.

    Raises:
        OntologyError: There is no such folder in either place.

    Example:
        >>> (directory() / "actors.ttl").is_file()
        True
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "ontologies", package.parent / "ontologies"):
        if folder.is_dir():
            return folder
    raise OntologyError(f"{package}: the folder ontologies/ is missing; reinstall the package")
