"""The words people write into their lists, out of a reviewable file."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "data" / "list_words.toml"


@cache
def list_words() -> dict[str, dict[str, list[str]]]:
    """kind → code → words."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def pairs(kind: str) -> list[tuple[str, str]]:
    return [(word, code) for code, words in list_words().get(kind, {}).items() for word in words]
