"""The file of the master keys: made at the first start, readable by its owner only, never part of a backup of the database."""

import contextlib
import os
import uuid
from functools import lru_cache
from pathlib import Path

from anlaufpunkt.protection.adapters import cipher
from anlaufpunkt.protection.domain.keys import Ring, parse, written
from anlaufpunkt.terms.domain.refusal import Refused


def load(path: Path) -> Ring:
    """Raises Refused where the file is missing or damaged. Read anew when it has changed."""
    try:
        state = path.stat()
    except FileNotFoundError as error:
        raise Refused("key_file_missing", path=path.name) from error
    return _parsed(path, state.st_mtime_ns, state.st_ino)


@lru_cache(maxsize=4)
def _parsed(path: Path, _changed: int, _file: int) -> Ring:
    return parse(path.read_bytes().decode("ascii", "replace"))


def make(path: Path) -> None:
    """The first ring. Two processes that start at once make one: the first wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _beside(path, Ring((cipher.fresh(),), cipher.fresh().secret))
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def add(path: Path) -> Ring:
    """A new master key in front; the old ones stay, since they still open what they sealed."""
    old = load(path)
    ring = Ring((cipher.fresh(), *old.masters), old.index)
    _beside(path, ring).replace(path)
    return ring


def _beside(path: Path, ring: Ring) -> Path:
    fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex}")  # processes in two containers may have the same number
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="ascii") as file:
        file.write(written(ring))
        file.flush()
        os.fsync(file.fileno())
    return fresh
