"""Settings from the environment, with their documentation: docs/settings.md is checked against this list."""

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    default: str
    doc: str


VARIABLES: list[Variable] = []


def text(name: str, default: str, doc: str) -> str:
    VARIABLES.append(Variable(name, default, doc))
    return os.environ.get(name, default)


def flag(name: str, default: bool, doc: str) -> bool:
    return text(name, "1" if default else "0", doc).strip().lower() in ("1", "true", "yes", "on")


def words(name: str, default: str, doc: str) -> list[str]:
    return [word.strip() for word in text(name, default, doc).split(",") if word.strip()]


def kept_secret(path: Path) -> str:
    """A secret made at the first start and kept with the data, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with contextlib.suppress(FileExistsError):  # the first process wins, also when two start at once
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text(encoding="ascii")
