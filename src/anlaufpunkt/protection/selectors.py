"""Reads: opening what is sealed, and whether the keys are as they must be."""

import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from anlaufpunkt.protection.adapters import cipher, erasures, ring_file
from anlaufpunkt.protection.adapters.key_store import KeyStore
from anlaufpunkt.protection.domain.keys import Key, Ring
from anlaufpunkt.terms.domain.refusal import Refused


@cache
def _store(path: Path) -> KeyStore:
    return KeyStore(path)


def store() -> KeyStore:
    return _store(Path(settings.KEYS_DIR) / "data-keys.sqlite3")


def erasure_list() -> Path:
    return Path(settings.KEYS_DIR) / "erased"


def place_of(key: uuid.UUID) -> str:
    """What a wrapped data key is bound to."""
    return f"data_key.{key}"


def ring() -> Ring:
    """Raises Refused where the key file is missing or damaged."""
    return ring_file.load(Path(settings.MASTER_KEYS))


def data_key(key: uuid.UUID) -> Key:
    """Raises Refused("erased") where it has been dropped: then nothing that it sealed can be read ever again."""
    wrapped = store().get(key)
    if wrapped is None:
        raise Refused("erased")
    return Key(key, cipher.unseal(ring().master(cipher.key_of(wrapped)), wrapped, place_of(key)))


def readable(key: uuid.UUID) -> bool:
    """False once it has been dropped."""
    return store().get(key) is not None


def unseal(token: bytes, place: str) -> str:
    return cipher.unseal(data_key(cipher.key_of(token)), token, place).decode()


def seal(key: uuid.UUID, text: str, place: str) -> bytes:
    return cipher.seal(data_key(key), text.encode(), place)


def blind(kind: str, value: str) -> str:
    """The blind index of an exact phone number or mail address, already in its one spelling (`domain.contacts`)."""
    return cipher.blind(ring().index, kind, value)


def erased() -> list[uuid.UUID]:
    """Every data key that was ever dropped to erase somebody."""
    return erasures.read(erasure_list())


def wrapped_by() -> dict[uuid.UUID, int]:
    """How many data keys each master key has wrapped."""
    return {cipher.key_of(wrapped): count for wrapped, _key, count in store().masters()}


def faults() -> Iterator[str]:
    """Sentences for the operator; any of them is a reason not to start."""
    try:
        masters = ring()
    except Refused as refused:
        if refused.code == "key_file_missing" and store().path.exists():
            yield "The file of the master keys is missing. Put it back from where you keep it; nothing can be read without it."
        elif refused.code == "key_file_damaged":
            yield f"The file of the master keys is damaged (line {refused.facts['line']}). Put it back from where you keep it."
        return
    for wrapped, key, _count in store().masters():
        by = cipher.key_of(wrapped)
        try:
            cipher.unseal(masters.master(by), wrapped, place_of(key))
        except Refused as refused:
            if refused.code == "master_key_missing":
                yield f"The master key {by} is missing, and data keys are wrapped with it. Put its line back into the file."
            else:
                yield f"The master key {by} is a wrong one: it does not open what was wrapped with it."
