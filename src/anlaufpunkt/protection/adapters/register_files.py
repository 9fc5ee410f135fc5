"""Every room's part of the register: `data/personal.toml`."""

import tomllib
from pathlib import Path

from django.apps import apps

from anlaufpunkt.protection.domain.register import Entry, entries


def read() -> list[Entry]:
    files = [Path(config.path) / "data" / "personal.toml" for config in apps.get_app_configs()]
    found = [entry for file in files if file.exists() for entry in entries(tomllib.loads(file.read_text(encoding="utf-8")))]
    return sorted(found, key=lambda entry: entry.model)
