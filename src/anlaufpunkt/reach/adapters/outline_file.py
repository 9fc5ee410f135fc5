"""The file of outlines; tools/outlines.py makes it."""

import json
from functools import cache
from pathlib import Path

from anlaufpunkt.reach.domain.outlines import Outlines, unpacked

FILE = Path(__file__).resolve().parent.parent / "data" / "outlines.json"


@cache
def outlines() -> tuple[Outlines, str]:
    """All outlines with the note on their source, read once per process."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return Outlines(data["scale"], tuple(unpacked(b) for b in data["borders"]), data["areas"], data["centres"]), data["source"]
