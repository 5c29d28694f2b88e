"""Files put in place so that a killed build leaves the old output or none, never a half.

Everything is written and synced in a hidden folder beside the target first. Then, if the target is
new or holds only files of ours, the whole folder is swapped by renaming; if anything else is in it,
that stays where it is, and ours are replaced one by one, each whole, by one renaming.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import ExportError

Content = bytes | Iterable[bytes]
"""What a file shall hold, whole or in pieces that need not be in memory together."""


def check(folder: Path) -> None:
    """Raise ExportError if `folder` can be seen to be no place to write to.

    For callers with much work before the writing: a hopeless target shall not cost that work.
    """
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder}: a file of that name exists; choose another folder")
    nearest = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        raise ExportError(f"{folder}: cannot be written ({nearest} is no folder for it)")


def replace(folder: Path, files: Mapping[str, Content]) -> tuple[Path, ...]:
    """Make the files of `folder` the given ones and return their paths, in their order.

    Args:
        folder: Made if missing, with its parents. Files of other names in it are left alone.
        files: Name -> content.

    Raises:
        ExportError: Something cannot be written; `folder` is as it was.
    """
    check(folder)
    target = folder.resolve()  # where a link leads is replaced, not the link
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}.kg-", dir=target.parent))
        try:
            _fill(workshop / "new", files)
            _put(workshop, target, frozenset(files))
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        raise ExportError(f"{folder}: cannot be written ({error.strerror})") from error
    return tuple(folder / name for name in files)


def save(path: Path, content: Content) -> None:
    """Make `content` the content of the file `path`, whole or not at all; a pipe is written to.

    Raises:
        ExportError: It cannot be written; the file is as it was.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as pipe:
                pipe.writelines(_pieces(content))
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}.kg-", dir=target.parent))
        try:
            _fill(workshop / "new", {target.name: content})
            (workshop / "new" / target.name).replace(target)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror})") from error


def _fill(new: Path, files: Mapping[str, Content]) -> None:
    # A plain mkdir gives the rights that the user's umask asks for; mkdtemp's are for its owner.
    new.mkdir()
    for name, content in files.items():
        with (new / name).open("wb") as file:
            file.writelines(_pieces(content))
            file.flush()
            os.fsync(file.fileno())


def _pieces(content: Content) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def _put(workshop: Path, target: Path, names: frozenset[str]) -> None:
    if not target.exists():
        (workshop / "new").rename(target)
    elif _is_ours(target, names):
        _swap(workshop, target)
    else:
        for file in sorted((workshop / "new").iterdir()):
            file.replace(target / file.name)
    _sync(target.parent)


def _is_ours(target: Path, names: frozenset[str]) -> bool:
    """Tell whether nothing but our files would go if `target` were renamed away."""
    # Who stands in the folder would be left in one that is gone; a mount cannot be renamed.
    if Path.cwd().is_relative_to(target) or target.is_mount():
        return False
    return all(entry.name in names and entry.is_file() for entry in target.iterdir())


def _swap(workshop: Path, target: Path) -> None:
    old = target.rename(workshop / "old")
    try:
        (workshop / "new").rename(target)
    finally:
        if not target.exists():
            old.rename(target)


def _sync(folder: Path) -> None:
    """Sync the folder's entries, where the system lets folders be opened (Windows does not)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
