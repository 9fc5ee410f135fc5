"""The installation's keys: made once, missed loudly, renewed in portions, dropped for good."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from anlaufpunkt.protection import actions, selectors
from anlaufpunkt.protection.adapters import ring_file
from anlaufpunkt.protection.domain.keys import Ring, parse, written
from anlaufpunkt.terms.domain.refusal import Refused

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS_DIR, settings.MASTER_KEYS = tmp_path / "keys", tmp_path / "master.keys"
    actions.begin()
    return tmp_path


def sealed(number: int) -> dict[uuid.UUID, bytes]:
    keys = [actions.new_data_key(now=NOW) for _ in range(number)]
    return {key: selectors.seal(key, str(key), "t.c.1") for key in keys}


def test_only_the_owner_reads_the_files(folder: Path) -> None:
    sealed(1)
    actions.erase([uuid.uuid4()], now=NOW)
    for path in (folder / "master.keys", folder / "keys/data-keys.sqlite3", folder / "keys/erased"):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.django_db
def test_a_lost_key_file_is_missed_and_not_made_anew(folder: Path) -> None:
    sealed(1)
    assert not list(selectors.faults())
    (folder / "master.keys").unlink()
    actions.begin()
    assert not (folder / "master.keys").exists()
    assert "missing" in next(selectors.faults())
    assert "protection.E001" in [fault.id for fault in run_checks()]


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\xff\xfe", b"master 1 2"])
def test_a_damaged_key_file_is_missed(folder: Path, content: bytes) -> None:
    sealed(1)
    (folder / "master.keys").write_bytes(content)
    assert "damaged" in next(selectors.faults())


def test_a_wrong_and_a_missing_master_key_are_told_apart(folder: Path) -> None:
    sealed(3)
    right = parse((folder / "master.keys").read_text())
    swapped = type(right.current)(right.current.id, b"x" * 32)
    (folder / "master.keys").write_text(written(Ring((swapped,), right.index)))
    assert [("wrong one" in fault) for fault in selectors.faults()] == [True]
    ring_file.add(folder / "master.keys")
    newest = parse((folder / "master.keys").read_text()).masters[:1]
    (folder / "master.keys").write_text(written(Ring(newest, right.index)))
    assert [("is missing, and" in fault) for fault in selectors.faults()] == [True]


def test_keys_go_over_to_the_new_master_in_portions(folder: Path) -> None:
    tokens = sealed(23)
    old = selectors.ring().current.id
    new = actions.new_master_key()
    assert actions.rewrap(limit=10) == 10
    assert selectors.wrapped_by() == {old: 13, new: 10}
    assert all(selectors.unseal(token, "t.c.1") == str(key) for key, token in tokens.items())
    tokens |= sealed(2)  # while it goes on, new ones are wrapped with the new key
    assert actions.rewrap() == 13
    assert actions.rewrap() == 0
    assert selectors.wrapped_by() == {new: 25}
    (folder / "master.keys").write_text(written(Ring(selectors.ring().masters[:1], selectors.ring().index)))
    assert all(selectors.unseal(token, "t.c.1") == str(key) for key, token in tokens.items())
    assert not list(selectors.faults())


def test_the_command_says_what_is_left_and_stops_at_a_missing_key(folder: Path) -> None:
    sealed(3)
    call_command("new_master_key", stdout=StringIO())
    out = StringIO()
    call_command("rotate_keys", "--dry-run", stdout=out)
    assert "3 data keys, old" in out.getvalue()
    both = selectors.ring()
    (folder / "master.keys").write_text(written(Ring(both.masters[:1], both.index)))
    with pytest.raises(CommandError, match="missing or wrong"):
        call_command("rotate_keys", stdout=StringIO())
    (folder / "master.keys").write_text(written(both))
    call_command("rotate_keys", stdout=out)
    assert "3 data keys wrapped anew" in out.getvalue()


def test_keys_dropped_during_a_rotation_stay_dropped() -> None:
    tokens = sealed(200)
    actions.new_master_key()
    gone = list(tokens)[::2]
    dropping = threading.Thread(target=lambda: [actions.erase([key], now=NOW) for key in gone])
    dropping.start()
    while dropping.is_alive():
        actions.rewrap(limit=7)
    dropping.join()
    actions.rewrap()
    for key, token in tokens.items():
        if key in gone:
            with pytest.raises(Refused, match="erased"):
                selectors.unseal(token, "t.c.1")
        else:
            assert selectors.unseal(token, "t.c.1") == str(key)


def test_nothing_of_a_dropped_key_stays_in_the_files(folder: Path) -> None:
    tokens = sealed(40)
    wrapped = {key: selectors.store().get(key) or b"" for key in tokens}
    gone = list(tokens)[:20]
    actions.erase(gone, now=NOW)
    content = b"".join(path.read_bytes() for path in (folder / "keys").iterdir() if path.name != "erased")
    assert [key for key in gone if wrapped[key] in content] == []
    assert all(wrapped[key] in content for key in list(tokens)[20:])  # the search finds what is there


def test_an_old_copy_of_the_keys_does_not_bring_back_what_was_erased(folder: Path) -> None:
    tokens = sealed(2)
    first, second = tokens
    copy = actions.keep_copy(folder / "copies", now=NOW)
    actions.erase([first], now=NOW)
    selectors._store.cache_clear()
    copy.replace(folder / "keys/data-keys.sqlite3")
    assert selectors.unseal(tokens[first], "t.c.1")  # the restored store knows it again
    assert actions.erase_again() == [first]
    with pytest.raises(Refused, match="erased"):
        selectors.unseal(tokens[first], "t.c.1")
    assert selectors.unseal(tokens[second], "t.c.1") == str(second)


def test_copies_older_than_thirty_days_go(folder: Path) -> None:
    sealed(1)
    for days in (40, 31, 29):
        actions.keep_copy(folder / "copies", now=NOW - timedelta(days=days))
    left = folder / "copies" / f"data-keys-{NOW - timedelta(60):%Y-%m-%dT%H%M%S}.half"  # of a copy that was killed
    left.touch()
    actions.keep_copy(folder / "copies", now=NOW)
    assert not left.exists()
    assert len(list((folder / "copies").glob("*.sqlite3"))) == 2
    assert sqlite3.connect(next((folder / "copies").glob("*.sqlite3"))).execute("SELECT count(*) FROM data_key").fetchone() == (
        1,
    )


def test_a_line_that_a_power_cut_left_unfinished_harms_no_other(folder: Path) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    actions.erase([first], now=NOW)
    path = folder / "keys/erased"
    path.write_text(path.read_text() + f"\n{uuid.uuid4().hex[:20]}")
    actions.erase([second], now=NOW)
    assert actions.erase_again() == [first, second]


_MAKER = """
import os, sys, django
from datetime import datetime, UTC
django.setup()
from anlaufpunkt.protection import actions
while True:
    print(actions.new_data_key(now=datetime.now(UTC)), flush=True)
"""


def test_processes_make_keys_at_once_and_a_killed_one_loses_none_it_has_named(folder: Path) -> None:
    environment = {**os.environ, "KEYS_DIR": str(folder / "keys"), "MASTER_KEYS": str(folder / "master.keys")}
    environment["DJANGO_SETTINGS_MODULE"] = "anlaufpunkt.config.settings"
    makers = [
        subprocess.Popen([sys.executable, "-c", _MAKER], env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    heads = [maker.stdout.readline() for maker in makers]  # type: ignore[union-attr]
    time.sleep(0.5)
    for maker in makers:
        maker.send_signal(signal.SIGKILL)
    named = [line for maker, head in zip(makers, heads, strict=True) for line in (head, *maker.communicate()[0].splitlines())]
    keys = [uuid.UUID(line.strip()) for line in named if len(line.strip()) == 36]
    assert len(keys) > 10
    assert all(selectors.data_key(key) for key in keys)


def test_starting_or_building_makes_no_key_yet(settings: Any, tmp_path: Path) -> None:
    settings.KEYS_DIR, settings.MASTER_KEYS = tmp_path / "new/keys", tmp_path / "new/master.keys"
    assert not list(selectors.faults())
    assert selectors.wrapped_by() == {}
    with pytest.raises(Refused, match="erased"):
        selectors.data_key(uuid.uuid4())
    assert not (tmp_path / "new").exists()  # an image that is built here holds no key
    assert actions.new_data_key(now=NOW)
    assert (tmp_path / "new/master.keys").exists()
