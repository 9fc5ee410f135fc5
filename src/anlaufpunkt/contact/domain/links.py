"""The private link: how long it holds, and how many times a wrong PIN may be typed."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

VALID = timedelta(days=180)  # since the last turn
TRIES = 5
SHUT = timedelta(minutes=15)
PIN = re.compile(r"[0-9]{4,8}")


def secret_of(key: bytes, once: str) -> str:
    """The same form gives the same link: whoever sends it twice, because the net was slow, sees the same receipt."""
    return hmac.new(key, f"private-link\0{once}".encode(), "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Door:
    tries: int
    shut_until: datetime | None

    def is_shut(self, now: datetime) -> bool:
        return self.shut_until is not None and now < self.shut_until

    def after_wrong(self, now: datetime) -> "Door":
        """After the last try it is shut for a while, then it begins anew."""
        tries = self.tries + 1
        return Door(0, now + SHUT) if tries >= TRIES else Door(tries, None)
