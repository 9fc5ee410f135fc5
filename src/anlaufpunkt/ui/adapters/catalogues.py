"""Compiles the catalogues. Every language has one, or Django would silently ignore it."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_all() -> int:
    """Write a .mo beside every .po that is newer; returns the number of catalogues."""
    paths = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))
    for path in paths:
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as file:
            catalogue = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalogue)
    return len(paths)
