"""The list of dropped keys: one line each, appended and written to the disk before anything is deleted.

A restored backup knows nothing of later erasures; this list lets `restore` do them again before it serves anybody.
"""

import os
import re
import uuid
from datetime import datetime
from pathlib import Path

_LINE = re.compile(r"[0-9a-f]{32} \d{4}-\d\d-\d\d")


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
    """Without lines that were cut off or are none of ours."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    return [uuid.UUID(line[:32]) for line in lines if _LINE.fullmatch(line)]
