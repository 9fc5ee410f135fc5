"""The data keys, wrapped, in a small SQLite file of their own beside either database.

It is apart from the database so that no copy of the database holds a key to it, and so that its own backups can be
short-lived: when a key has been dropped and the last of those backups is gone, no backup of the database opens what it sealed.
"""

import os
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_TABLE = "CREATE TABLE IF NOT EXISTS data_key (id BLOB PRIMARY KEY, wrapped BLOB NOT NULL, made TEXT NOT NULL) WITHOUT ROWID"
_PATIENCE = 10.0  # seconds a process waits for another one's write
BATCH = 500


class KeyStore:
    """One connection for each thread of each process: SQLite connections do not survive a fork."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()

    def put(self, key: uuid.UUID, wrapped: bytes, made: str) -> None:
        with self._writing() as db:
            db.execute("INSERT INTO data_key VALUES (?, ?, ?)", (key.bytes, wrapped, made))

    def get(self, key: uuid.UUID) -> bytes | None:
        rows = self._read("SELECT wrapped FROM data_key WHERE id = ?", key.bytes)
        return rows[0][0] if rows else None

    def drop(self, keys: Iterable[uuid.UUID]) -> None:
        if not self.path.exists():
            return
        with self._writing() as db:
            db.executemany("DELETE FROM data_key WHERE id = ?", [(key.bytes,) for key in keys])

    def replace(self, key: uuid.UUID, old: bytes, new: bytes) -> bool:
        """False where somebody else was quicker, or the key has been dropped meanwhile."""
        with self._writing() as db:
            return db.execute("UPDATE data_key SET wrapped = ? WHERE id = ? AND wrapped = ?", (new, key.bytes, old)).rowcount == 1

    def all(self) -> Iterator[tuple[uuid.UUID, bytes, str]]:
        """In batches by id, so that a long walk holds up nobody."""
        after = b""
        while rows := self._read("SELECT id, wrapped, made FROM data_key WHERE id > ? ORDER BY id LIMIT ?", after, BATCH):
            yield from ((uuid.UUID(bytes=row[0]), row[1], row[2]) for row in rows)
            after = rows[-1][0]

    def masters(self) -> list[tuple[bytes, uuid.UUID, int]]:
        """Which master keys have wrapped data keys: a wrapped one, its data key, and how many there are."""
        rows = self._read("SELECT wrapped, id, COUNT(*) FROM data_key GROUP BY substr(wrapped, 2, 16)")
        return [(row[0], uuid.UUID(bytes=row[1]), row[2]) for row in rows]

    def copy_to(self, path: Path) -> None:
        """One moment of the store, while others go on writing."""
        with sqlite3.connect(path) as copy:
            self._db().backup(copy)
        copy.close()

    def _read(self, query: str, *values: object) -> list[Any]:
        """A store that is not there yet is empty, and reading does not make it."""
        return self._db().execute(query, values).fetchall() if self.path.exists() else []

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        db = self._db()
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            if db.in_transaction:  # a full disk has ended it already
                db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def _db(self) -> sqlite3.Connection:
        process, known = getattr(self._own, "db", (0, None))
        if known is None or process != os.getpid():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)
            known = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            # Dropped keys are overwritten in the file, and the rollback journal is emptied: nothing of them stays on the disk.
            known.execute("PRAGMA secure_delete = ON")
            known.execute("PRAGMA journal_mode = TRUNCATE")
            known.execute("PRAGMA synchronous = FULL")
            known.execute(_TABLE)
            self._own.db = (os.getpid(), known)
        opened: sqlite3.Connection = known
        return opened
