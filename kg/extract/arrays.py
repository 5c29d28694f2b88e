"""Files of weights: NumPy arrays in a ZIP archive.

Source:
    NPY 1.0, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kg.errors import LanguageError

Model = TypeVar("Model")
Arrays = Mapping[str, NDArray[Any]]


def read(
    path: Path, fields: Sequence[str], make: Callable[[Arrays], Model], *, what: str
) -> Model | None:
    """Return what `make` makes of the arrays of a file; None if there is no such file.

    Args:
        path: The file.
        fields: Names of the arrays that it must have.
        make: Arrays -> model.
        what: What it is a model of, for the message.

    Raises:
        LanguageError: The file is no such model.
    """
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as file:
            return make({name: file[name] for name in fields})
    except (KeyError, ValueError, OSError, EOFError, BadZipFile) as error:
        raise LanguageError(
            f"{path}: no model of {what}: {error}; install the package anew"
        ) from error


def write(path: Path, arrays: Arrays, fields: Sequence[str]) -> None:
    """Write the arrays `fields`; the same arrays give the same bytes."""
    np.savez_compressed(path, **{name: arrays[name] for name in fields})  # type: ignore[arg-type]
