"""Read the word tables under `ontologies/language/`: one file per language, one word a row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from kg.errors import LanguageError

Table = Mapping[str, Mapping[str, str]]
"""kind -> form -> value, in file order."""


@cache
def directory() -> Path:
    """Return the folder of the word tables: inside the wheel, or beside the package in a checkout.

    >>> directory().name
    'language'
    """
    package = Path(str(files("kg")))
    inside = package / "ontologies"
    return (inside if inside.is_dir() else package.parent / "ontologies") / "language"


@cache
def table(name: str) -> Table:
    """Read `name`.tsv: columns kind, form and value; `#` starts a comment line.

    A form may list several spellings, separated by `|`; all of them take the row's value.

    Raises:
        LanguageError: the file is missing, or a row has not three columns.

    Example:
        >>> table("ar")["unit"]["مليار"]
        '1000000000 one'
    """
    path = directory() / f"{name}.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise LanguageError(f"{path}: no such word table; add it") from error
    rows: dict[str, dict[str, str]] = {}
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3:
            raise LanguageError(f"{path}:{number}: {len(cells)} columns, not kind, form, value")
        kind, forms, value = cells
        rows.setdefault(kind, {}).update(dict.fromkeys(forms.split("|"), value))
    return MappingProxyType(rows)
