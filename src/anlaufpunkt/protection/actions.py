"""Verbs: make a data key, drop it (which erases), give the data keys to the newest master key.

The store is no part of the database's transactions. So a key is made before the row that names it (one whose row never
came opens nothing and may stay); it is dropped before the row goes, and the list of erasures is written before that.
"""

import shutil
import sqlite3
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from anlaufpunkt.protection.adapters import cipher, erasures, ring_file
from anlaufpunkt.protection.domain.keys import KeyStoreError
from anlaufpunkt.protection.selectors import erased, erasure_list, place_of, ring, store
from anlaufpunkt.terms.domain.refusal import Refused

COPIES_KEPT = timedelta(days=30)


def begin() -> None:
    """The first data key needs the first master key: made then, not while an image is built, or all its users would share it.

    A store without its key file is never given a new one: faults() says so.
    """
    if not store().path.exists() and not Path(settings.MASTER_KEYS).exists():
        ring_file.make(Path(settings.MASTER_KEYS))


def new_data_key(*, now: datetime) -> uuid.UUID:
    """Raises KeyStoreError where it cannot be kept: a full disk, a missing key file."""
    try:
        begin()
        key, master = cipher.fresh(), ring().current
        store().put(key.id, cipher.seal(master, key.secret, place_of(key.id)), now.isoformat())
    except (OSError, sqlite3.Error, Refused) as error:
        raise KeyStoreError(type(error).__name__) from error
    return key.id


def erase(keys: Iterable[uuid.UUID], *, now: datetime) -> None:
    """What these keys sealed can be read by nobody any more, here or in any copy. Doing it twice is the same."""
    gone = list(keys)
    if not gone:
        return
    erasures.append(erasure_list(), gone, now=now)
    store().drop(gone)


def erase_again() -> list[uuid.UUID]:
    """After a restore: drop again what was ever dropped; returns those keys, for the rows that name them."""
    gone = erased()
    store().drop(gone)
    return gone


def new_master_key() -> uuid.UUID:
    """It wraps from now on; the old ones go on opening what they wrapped, until `rewrap` has left nothing to them."""
    return ring_file.add(Path(settings.MASTER_KEYS)).current.id


def keep_copy(folder: Path, *, now: datetime) -> Path:
    """Copy the data keys and the list of erasures. Copies older than COPIES_KEPT go: then what was erased is gone for good."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = folder / f"data-keys-{now:%Y-%m-%dT%H%M%S}.sqlite3"
    half = copy.with_suffix(".half")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    store().copy_to(half)
    half.replace(copy)
    if erasure_list().exists():
        shutil.copy2(erasure_list(), folder / "erased")
    for old in folder.glob("data-keys-20*"):  # also what a killed copy left
        if old.stem[10:] < f"{now - COPIES_KEPT:%Y-%m-%dT%H%M%S}":
            old.unlink()
    return copy


def rewrap(*, limit: int | None = None) -> int:
    """Wrap data keys with the newest master key; returns how many were done. Can be stopped and begun again at any point."""
    masters, done = ring(), 0
    for key, wrapped, _made in store().all():
        if limit is not None and done >= limit:
            break
        by = cipher.key_of(wrapped)
        if by == masters.current.id:
            continue
        secret = cipher.unseal(masters.master(by), wrapped, place_of(key))
        done += store().replace(key, wrapped, cipher.seal(masters.current, secret, place_of(key)))
    return done
