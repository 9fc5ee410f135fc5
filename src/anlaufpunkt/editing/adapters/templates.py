"""The typical offers somebody may begin from, out of a reviewable file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anlaufpunkt.directory.domain.versions import Facts

_FILE = Path(__file__).resolve().parent.parent / "data" / "templates.toml"


@dataclass(frozen=True, slots=True)
class Template:
    """`facts` as a draft keeps them; blanks in name and description stand in square brackets."""

    key: str
    name: str
    facts: Facts


@cache
def templates() -> dict[str, Template]:
    """In the order of the file."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["template"]
    return {entry["key"]: Template(entry["key"], entry["name"], _facts(entry)) for entry in entries}


def _facts(entry: Facts) -> Facts:
    text = {"name": entry["name"], "description": entry["description"], "origin": "source"}
    return {"language": "de", "texts": {"de": text}, **entry["facts"]}
