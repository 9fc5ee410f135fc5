"""What a person agrees to. The sentences are messages in 20 languages; which of them she saw is kept as their hash."""

from enum import StrEnum
from hashlib import sha256


class Purpose(StrEnum):
    ANSWER = "answer"  # the responsible place reads and keeps what was written, to answer it


class How(StrEnum):
    TICKED = "ticked"
    SPOKEN = "spoken"  # before a witness at the desk or on the phone


def text_mark(sentences: list[str]) -> str:
    return sha256("\n".join(sentences).encode()).hexdigest()
