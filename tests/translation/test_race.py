"""Two people save at the same moment: one is asked, nothing is lost; on a real file or a real server."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database that no other test uses, of the same kind as theirs."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/race.sqlite3", "PYTHONPATH": str(ROOT)}
        return
    server, _, _name = url.rpartition("/")
    with psycopg.connect(f"{server}/template1", autocommit=True) as link:
        link.execute("CREATE DATABASE race")
    yield {**os.environ, "DATABASE_URL": f"{server}/race", "PYTHONPATH": str(ROOT)}
    with psycopg.connect(f"{server}/template1", autocommit=True) as link:
        link.execute("DROP DATABASE race WITH (FORCE)")


def test_of_two_at_the_same_moment_one_is_asked(environment: dict[str, str]) -> None:
    environment |= {"DATA_DIR": str(settings.DATA_DIR), "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings"}
    program = Path(sys.executable).parent / "anlaufpunkt"
    subprocess.run([program, "migrate", "-v0"], env=environment, check=True)
    race = subprocess.run([sys.executable, ROOT / "tests/translation/race.py"], env=environment, check=True, capture_output=True)
    for one in json.loads(race.stdout):
        assert one["results"] == ["changed_meanwhile", "saved"]
        assert one["writers"] == [one["name"]]
