"""The folder of a store: who may write to it, and which of its generations is the graph.

    store.json              names the layout, so that no other version misreads it
    lock                    held by the one process that writes
    observations.sqlite     what each article says; its commit is the only moment that anything
                            changes, for it names the generation that goes with it
    generations/N/          an Oxigraph database that nobody writes to any more
    live/                   the writer's own, begun anew from the current generation

A generation is a backup of the live database, which shares its files by hard links. So readers
never open what is being written, which RocksDB leaves undefined, and a process that is killed
leaves at worst a live folder and a generation that nothing names; both are swept away.

Source:
    RocksDB, Checkpoints, https://github.com/facebook/rocksdb/wiki/Checkpoints
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError

LAYOUT = 1
MARK = "store.json"
LOCK = "lock"
OBSERVATIONS = "observations.sqlite"
GENERATIONS = "generations"
LIVE = "live"
_COUNT = count()
"""RocksDB refuses a path that this process has open, as long as anybody refers to it."""

_OURS = {MARK, f"{MARK}.new", LOCK, GENERATIONS, LIVE}


def is_store(path: Path) -> bool:
    """Tell whether `path` is the folder of a store, of whatever layout."""
    return (path / MARK).is_file()


def prepare(path: Path) -> None:
    """Make `path` a place for a store, if it is none yet.

    Raises:
        GraphError: It is a file, or a folder with other things in it, or cannot be made.
    """
    if is_store(path):
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
        others = sorted(file.name for file in path.iterdir() if not _is_ours(file.name))
    except (FileExistsError, NotADirectoryError) as error:
        raise GraphError(f"{path}: is a file; a store is a folder of its own") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot hold a store ({error.strerror})") from error
    if others:
        raise GraphError(f"{path}: is no store and not empty ({others[0]}); name a new folder")


def _is_ours(name: str) -> bool:
    """Tell whether a file may be left of a store whose making was cut short."""
    return name in _OURS or name.startswith(OBSERVATIONS)


def mark(path: Path) -> None:
    """Write the layout of a new store; to be called by the holder of its lock."""
    if not is_store(path):
        new = path / f"{MARK}.new"
        new.write_text(json.dumps({"layout": LAYOUT}) + "\n", encoding="utf-8")
        new.replace(path / MARK)
        (path / GENERATIONS).mkdir(exist_ok=True)


def require(path: Path) -> None:
    """Make sure that `path` is a store that this version understands.

    Raises:
        GraphError: It is not.
    """
    try:
        layout = json.loads((path / MARK).read_text(encoding="utf-8"))["layout"]
    except FileNotFoundError as error:
        raise GraphError(f"{path}: no store here; make one with `kg build --store`") from error
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise GraphError(f"{path / MARK}: cannot be read; is this a store?") from error
    if layout != LAYOUT:
        raise GraphError(
            f"{path}: its layout is {layout!r}, this version knows {LAYOUT}; "
            "use the version of kg that wrote it, or build the store anew"
        )


def lock(path: Path) -> int:
    """Return a file that stays locked for writing to the store until it is closed.

    Raises:
        GraphError: Another process, or another part of this one, writes to it.
    """
    try:
        file = os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise GraphError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(file, 20).decode(errors="replace").strip() or "unknown"
        os.close(file)
        raise GraphError(
            f"{path}: process {holder} is writing to this store; try again when it is done"
        ) from error
    os.truncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
    return file


def generation(path: Path, number: int) -> Path:
    """Return the folder of generation `number`."""
    return path / GENERATIONS / f"{number:08}"


def hold(path: Path, number: int) -> int | None:
    """Return a file that keeps a generation from being removed; None if that came too late."""
    folder = generation(path, number)
    try:
        file = os.open(folder.with_suffix(".held"), os.O_RDONLY)
    except FileNotFoundError:
        return None
    fcntl.flock(file, fcntl.LOCK_SH)
    if folder.is_dir():
        return file
    os.close(file)
    return None


def publish(live: ox.Store, path: Path, number: int) -> None:
    """Make a new generation of the live database, complete and on disk."""
    folder = generation(path, number)
    _remove(folder)
    folder.with_suffix(".held").touch()
    live.backup(str(folder))
    for file in (*folder.iterdir(), folder, folder.parent):
        if file.suffix != ".sst":  # RocksDB has synced those
            _sync(file)


def begin(path: Path, number: int) -> ox.Store:
    """Return a new live database with what generation `number` holds (0: nothing).

    Raises:
        GraphError: The generation is damaged.
    """
    live = path / LIVE / str(next(_COUNT))
    live.parent.mkdir(exist_ok=True)
    if number:
        open_generation(path, number).backup(str(live))
    return ox.Store(str(live))


def end(path: Path) -> None:
    """Remove the live databases; what somebody still has open may stay, until `clear`."""
    shutil.rmtree(path / LIVE, ignore_errors=True)


def clear(path: Path) -> None:
    """Remove what another writer may have left of its live databases."""
    _remove(path / LIVE)


def open_generation(path: Path, number: int) -> ox.Store:
    """Return a generation for reading; 0 is an empty one.

    Raises:
        GraphError: It is damaged.
    """
    if not number:
        return ox.Store()
    folder = generation(path, number)
    try:
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        raise GraphError(f"{folder}: is damaged; build the store anew ({error})") from error


def sweep(path: Path, number: int) -> None:
    """Remove all generations but `number` that nobody reads any more."""
    for folder in _others(path, number):
        held = folder.with_suffix(".held")
        file = os.open(held, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            _remove(folder)
            held.unlink(missing_ok=True)
        finally:
            os.close(file)


def _others(path: Path, number: int) -> Iterator[Path]:
    keep = generation(path, number)
    found = {file.with_suffix("") for file in (path / GENERATIONS).iterdir()}
    yield from sorted(found - {keep})


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)


def _sync(path: Path) -> None:
    """Make a file, or the names in a folder, outlast a machine that stops."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
