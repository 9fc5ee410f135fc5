"""The typical offers somebody may begin from, out of a reviewable file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.domain.facts import blanks

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


@cache
def left_by_templates() -> frozenset[str]:
    """Every blank that some template leaves to be filled in."""
    texts = (template.facts["texts"]["de"] for template in templates().values())
    return frozenset(blanks(*(text[part] for text in texts for part in ("name", "description"))))


def _facts(entry: Facts) -> Facts:
    text = {"name": entry["name"], "description": entry["description"], "origin": "source"}
    return {"language": "de", "texts": {"de": text}, **entry["facts"]}
