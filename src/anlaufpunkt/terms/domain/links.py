"""Secrets in links: whoever has the link may come in, hence only the hash of its secret is kept."""

from hashlib import sha256


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
