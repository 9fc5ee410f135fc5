"""What was backed up comes back: every row of every table, on both databases, with the journal's guards in place."""

import gzip
import json
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.web.adapters import archive
from tests.web.site import ROOT, Rows, Site, new_site

SESSIONS = {"django_session", "usersessions_usersession"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = new_site(tmp_path_factory.mktemp("source"))
    site.run("python", "-m", "tests.web.sample")
    return site


@pytest.fixture(scope="module")
def file(source: Site) -> Path:
    path = source.folder / "backup"
    source.run("backup", str(path))
    return path


def kept(rows: Rows) -> Rows:
    """Without sessions, and without what a restore tells the indexer."""
    return {name: found for name, found in rows.items() if name not in {*SESSIONS, "directory_servicechange"}}


def rewritten(file: Path, to: Path, head: dict[str, Any]) -> Path:
    """The same backup with another first line."""
    first, *lines = [json.loads(line) for line in gzip.open(file, "rb")][:-1]  # noqa: SIM115
    archive.write(to, [{**first, **head}, *lines])
    return to


def test_a_restored_database_is_the_same_and_goes_on(source: Site, file: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    target = new_site(tmp_path / "target")
    target.run("restore", str(file))
    before, after = source.rows(), target.rows()
    assert kept(after) == kept(before)
    assert len(before["journal_entry"]) >= 4
    assert before["django_session"]
    assert not any(after[name] for name in SESSIONS)
    assert "the journal is whole" in target.run("journal")
    for forged in ("UPDATE journal_entry SET actor = 'x'", "DELETE FROM journal_entry", "DELETE FROM journal_segment"):
        with pytest.raises((sqlite3.Error, psycopg.Error), match="append-only"):
            target.sql(forged)
    target.run("python", "-m", "tests.web.sample", "more")
    assert "the journal is whole" in target.run("journal")
    assert len(target.rows()["directory_report"]) == len(before["directory_report"]) + 1
    assert "offers indexed" in target.run("indexer", "--once")


def test_data_is_replaced_only_when_told_so_and_the_index_is_built_anew(source: Site, file: Path, tmp_path: Path) -> None:
    target = new_site(tmp_path / "target")
    target.run("python", "-m", "tests.web.sample")
    target.run("python", "-m", "tests.web.sample", "more")
    there = target.rows()
    assert "add --replace" in target.run("restore", str(file), fails=True)
    assert target.rows() == there
    assert target.run("indexer", "--once").strip() == "0 changes indexed"
    target.run("restore", str(file), "--replace")
    assert kept(target.rows()) == kept(source.rows())
    assert "148 offers indexed" in target.run("indexer", "--once")


KILLED_AT = """
import os, sys, django
django.setup()
from django.core.management import call_command
from anlaufpunkt.directory.models import ServiceChange
from anlaufpunkt.finder.adapters.index import Writer
{place} = lambda *args, **kwargs: os.kill(os.getpid(), 9)
call_command("restore", sys.argv[1], "--replace")
"""


@pytest.mark.parametrize(
    ("place", "there", "found"),
    [("Writer.forget", 148, 148), ("ServiceChange._base_manager.create", 143, 143)],
    ids=["just after the commit", "just before"],
)
def test_killed_around_its_commit_data_and_index_still_agree(
    file: Path, tmp_path: Path, place: str, there: int, found: int
) -> None:
    target = new_site(tmp_path / "target")
    target.run("python", "-m", "tests.web.sample")
    five = "SELECT id FROM directory_service WHERE is_example ORDER BY id LIMIT 5"
    target.sql(f"UPDATE directory_service SET status = 'defunct' WHERE id IN ({five})")  # noqa: S608
    assert "143 offers indexed" in target.run("indexer", "--once", "--rebuild")
    target.run("python", "-c", KILLED_AT.format(place=place), str(file), fails=True)
    assert target.sql("SELECT count(*) FROM directory_service WHERE status <> 'defunct'") == [(there,)]
    target.run("indexer", "--once")
    said = target.run("check_installation", fails=True)  # of a folder that no service runs in
    assert f"{found} offers can be found" in said
    assert target.sql("SELECT count(*) FROM directory_servicechange") == [(0,)]


def test_what_is_damaged_or_newer_changes_nothing(source: Site, file: Path, tmp_path: Path) -> None:
    before = source.rows()
    cut, newer = tmp_path / "cut", tmp_path / "newer"
    cut.write_bytes(file.read_bytes()[:-200])
    rewritten(file, newer, {"migrations": [*archive.verify(file)["migrations"], ["network", "9999_tomorrow"]], "version": "99"})
    assert "damaged" in source.run("restore", str(cut), "--replace", fails=True)
    assert "newer version (99)" in source.run("restore", str(newer), "--replace", fails=True)
    assert source.rows() == before


def test_an_older_backup_is_brought_up_to_date_in_an_empty_database(source: Site, file: Path, tmp_path: Path) -> None:
    """As it would be had two migrations not existed then, one that makes a table and one that changes one."""
    newest = [["usersessions", "0001_initial"], ["mfa", "0003_authenticator_type_uniq"]]
    migrations = archive.verify(file)["migrations"]
    assert all(step in migrations for step in newest)
    older = rewritten(file, tmp_path / "older", {"migrations": [step for step in migrations if step not in newest]})
    assert "older version" in source.run("restore", str(older), "--replace", fails=True)
    target = new_site(tmp_path / "target")
    target.run("restore", str(older))
    assert kept(target.rows()) == kept(source.rows())


@pytest.mark.parametrize("place", [0, 40, -30])
def test_every_changed_byte_shows(tmp_path: Path, place: int) -> None:
    path = tmp_path / "file"
    archive.write(path, [{"format": 1}, *([n, "row"] for n in range(200))])
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(Refused, match="damaged"):
        archive.verify(path)


def test_rows_that_were_taken_out_show(tmp_path: Path) -> None:
    path = tmp_path / "file"
    archive.write(path, [{"format": 1}, ["row"], ["other"]])
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join([lines[0], *lines[2:]])))
    with pytest.raises(Refused, match="damaged"):
        archive.verify(path)
    archive.write(path, [{"format": archive.FORMAT + 1}])
    with pytest.raises(Refused, match="newer_version"):
        archive.verify(path)


KILLED = """
import os, pathlib
from anlaufpunkt.web.adapters import archive
def lines():
    yield {"format": 1}
    for number in range(100_000):
        yield [number, "row"]
    os.kill(os.getpid(), 9)
archive.write(pathlib.Path(os.environ["FILE"]), lines())
"""


def test_killed_in_the_middle_leaves_the_earlier_backup(tmp_path: Path) -> None:
    path = tmp_path / "file"
    archive.write(path, [{"format": 1}, ["earlier"]])
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, env={"FILE": str(path)}, check=False)
    assert done.returncode == -9
    assert list(archive.read(path)) == [["earlier"]]
    assert archive.verify(path) == {"format": 1}
