"""The short code of an inquiry, to be read aloud on the phone: no letter that looks like a figure."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6


def spoken(code: str) -> str:
    return f"{code[:3]}-{code[3:]}"


def typed(text: str) -> str:
    """A code as somebody types it; empty where it cannot be one."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else ""
