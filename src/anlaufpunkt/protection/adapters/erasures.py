"""The list of dropped keys: one line each, appended and written to the disk before anything is deleted.

A restored backup knows nothing of later erasures; this list lets `restore` do them again before it serves anybody.
"""

import os
import uuid
from datetime import datetime
from pathlib import Path


def append(path: Path, keys: list[uuid.UUID], *, now: datetime) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    with path.open("a", encoding="ascii") as file:
        # A line that a power cut left unfinished must not swallow the next one: each begins on a new line.
        file.write("".join(f"\n{key.hex} {now:%Y-%m-%d}" for key in keys))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> list[uuid.UUID]:
    """Without lines that were cut off."""
    if not path.exists():
        return []
    return [uuid.UUID(line[:32]) for line in path.read_text(encoding="ascii").splitlines() if len(line) == 32 + 11]
