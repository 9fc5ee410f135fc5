"""AES-256-GCM. A token says in clear which key opens it and nothing else; it opens only in the place it was sealed for."""

import hmac
import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anlaufpunkt.protection.domain.keys import SIZE, Key
from anlaufpunkt.terms.domain.refusal import Refused

_FORM = b"\x01"
_ID, _NONCE, _TAG = 16, 12, 16


def fresh() -> Key:
    return Key(uuid.uuid4(), os.urandom(SIZE))


def seal(key: Key, plain: bytes, place: str) -> bytes:
    """`place` (table.column.pk) is bound to the token: copied into another row or column it does not open."""
    nonce = os.urandom(_NONCE)
    return _FORM + key.id.bytes + nonce + AESGCM(key.secret).encrypt(nonce, plain, place.encode())


def key_of(token: bytes) -> uuid.UUID:
    if token[:1] != _FORM or len(token) < len(_FORM) + _ID + _NONCE + _TAG:
        raise Refused("not_sealed")
    return uuid.UUID(bytes=token[1 : 1 + _ID])


def unseal(key: Key, token: bytes, place: str) -> bytes:
    """Raises Refused for a wrong key, another place, or a changed byte: never the token itself, never half a text."""
    if key_of(token) != key.id:
        raise Refused("wrong_key")
    body = token[1 + _ID :]
    try:
        return AESGCM(key.secret).decrypt(body[:_NONCE], body[_NONCE:], place.encode())
    except InvalidTag as error:
        raise Refused("wrong_key") from error


def blind(index: bytes, kind: str, value: str) -> str:
    """What stands in the database to find an exact value again: without the index key nobody can guess it."""
    return hmac.new(index, f"{kind}\0{value}".encode(), "sha256").hexdigest()
