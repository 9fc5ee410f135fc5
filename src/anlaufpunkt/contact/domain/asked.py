"""What a person writes to us, and how she can be reached without danger."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

LONGEST = 4000  # characters of one message


class Channel(StrEnum):
    LINK = "link"  # only by the private page
    MAIL = "mail"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class SafeContact:
    """`others` may pick up: then nothing is said; `voicemail`: a message may be left."""

    channel: Channel = Channel.LINK
    name: str = ""
    mail: str = ""
    phone: str = ""
    when: str = ""
    voicemail: bool = False
    others: bool = True

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "channel": self.channel.value}

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> "SafeContact":
        return cls(**{**facts, "channel": Channel(facts["channel"])})
