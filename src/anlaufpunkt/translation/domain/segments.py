"""A text in sentences. Nothing is lost: the pieces joined are the text."""

import re

# A sentence ends with its script's full stop, perhaps with closing quotes, and the space behind it. A line break ends one too.
_END = re.compile(r"""[.!?…]+["'”“’»«)\]]*\s+|[؟۔。！？።፧]+["'”“’»«)\]]*\s*|[^\S\n]*\n\s*""")
_ABBREVIATED = """
    z zb b d h u a o ä s bzw ca evtl ggf inkl max mind min nr st str tel usw vgl abs art bspw einschl exkl gem geb jh lt
    mo di mi do fr sa so jan feb mär apr jun jul aug sep sept okt nov dez dr prof med dipl ing e v i r p c co etc resp
    ul al św tzw np m vs ім вул тел г ул д т bul sh cad mah sok rr
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_LAST = re.compile(r"(?<![\d:.,])([^\W_]+)\.+$")


def split(text: str) -> list[str]:
    """The sentences with the space behind them; "".join(split(text)) == text."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text[start : match.start()], match.group(), text[match.end() : match.end() + 1]):
            found.append(text[start : match.end()])
            start = match.end()
    if start < len(text):
        found.append(text[start:])
    return found


def _ends(before: str, stop: str, following: str) -> bool:
    """A dot does not end a sentence after an abbreviation, before a small letter, or after a number as in "am 3. Mai".

    Scripts without capital letters do not write ordinal numbers with a dot.
    """
    if "\n" in stop or not stop.lstrip().startswith(".") or stop.startswith(".."):
        return True
    last = _LAST.search(before + ".")
    word = last[1] if last else ""
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return False
    if word.isdecimal() and len(word) <= 2 and (following.isupper() or following.isdecimal()):
        return False
    return not following.islower()


def bare(segment: str) -> str:
    """A sentence as the memory keeps it: without the space around, one space inside."""
    return " ".join(segment.split())


def sentences(text: str) -> list[str]:
    """The sentences that say something, bare."""
    return [one for one in map(bare, split(text)) if one]
