"""The secret of an invitation's link: only its hash is kept."""

from datetime import timedelta
from hashlib import sha256

VALID = timedelta(days=14)


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
