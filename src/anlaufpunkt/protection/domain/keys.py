"""Keys of two floors: a few master keys of the installation, and one data key for each person, wrapped by a master key.

Whoever drops a data key has erased what it sealed, in every copy of the database.
"""

import base64
import binascii
import uuid
from dataclasses import dataclass

from anlaufpunkt.terms.domain.refusal import Refused

SIZE = 32  # bytes: AES-256


class KeyStoreError(Exception):
    """The store of the data keys, or the file of the master keys, cannot be used at the moment."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """Without a repr: a key must not end in a log or an error page."""

    id: uuid.UUID
    secret: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Ring:
    """The master keys, the newest first: it seals, all of them open. `index` makes blind indexes and never changes."""

    masters: tuple[Key, ...]
    index: bytes

    @property
    def current(self) -> Key:
        return self.masters[0]

    def master(self, key: uuid.UUID) -> Key:
        """Raises Refused where the ring lacks that key."""
        for one in self.masters:
            if one.id == key:
                return one
        raise Refused("master_key_missing", key=str(key))


def parse(text: str) -> Ring:
    """A ring from its file: a line each, "master ID SECRET" (the newest first) or "index SECRET".

    Raises Refused with the number of the line, never with a secret.
    """
    masters: list[Key] = []
    index: list[bytes] = []
    for number, line in enumerate(text.splitlines(), start=1):
        match line.split():
            case [] | ["#", *_]:
                continue
            case ["master", name, secret]:
                masters.append(Key(_id(name, number), _secret(secret, number)))
            case ["index", secret]:
                index.append(_secret(secret, number))
            case _:
                raise Refused("key_file_damaged", line=str(number))
    if not masters or len(index) != 1 or len({key.id for key in masters}) < len(masters):
        raise Refused("key_file_damaged", line="0")
    return Ring(tuple(masters), index[0])


def written(ring: Ring) -> str:
    lines = [f"master {key.id} {base64.b64encode(key.secret).decode()}" for key in ring.masters]
    return "\n".join([*lines, f"index {base64.b64encode(ring.index).decode()}", ""])


def _id(text: str, line: int) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Refused("key_file_damaged", line=str(line)) from error


def _secret(text: str, line: int) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Refused("key_file_damaged", line=str(line)) from error
    if len(secret) != SIZE:
        raise Refused("key_file_damaged", line=str(line))
    return secret
