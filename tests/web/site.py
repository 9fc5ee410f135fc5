"""A whole installation of its own, in a folder and a database of its own, spoken to by its commands alone."""

import os
import sqlite3
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Site:
    folder: Path
    url: str

    def run(self, *command: str, fails: bool = False) -> str:
        """What a command says; `python` runs a script of the tests."""
        programs = Path(sys.executable).parent
        words = [str(programs / "anlaufpunkt"), *command] if command[0] != "python" else [sys.executable, *command[1:]]
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.url,
            "SECRET_KEY": "a test's key " * 8,
        }
        done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == fails, done.stderr
        return done.stdout + done.stderr

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Asked of the database itself, without Django."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(urlsplit(self.url).path[1:]) as there:
                return list(there.execute(statement))
        with psycopg.connect(self.url, autocommit=True) as server:
            done = server.execute(statement.encode())
            return done.fetchall() if done.description else []

    def rows(self) -> Rows:
        """Every row of every table."""
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        if not self.url.startswith("sqlite"):
            names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        found = {name: sorted(self.sql(f'SELECT * FROM "{name}"'), key=repr) for (name,) in self.sql(names)}  # noqa: S608
        found["django_migrations"] = sorted(row[1:3] for row in found.pop("django_migrations", []))
        return found


def new_site(folder: Path) -> Site:
    """Empty, on the kind of database that the tests run on."""
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        return Site(folder, f"sqlite:///{folder}/own.sqlite3")
    name, server = f"own_{uuid.uuid4().hex[:12]}", os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as there:
        there.execute(f'CREATE DATABASE "{name}"'.encode())
    return Site(folder, f"{server.rpartition('/')[0]}/{name}")
