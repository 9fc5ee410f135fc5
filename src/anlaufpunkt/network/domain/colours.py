"""A centre's colour, made readable: as text on our pages, and as a button below white or black words."""

import re
from dataclasses import dataclass

from anlaufpunkt.terms.domain.refusal import Refused

LEAST = 4.5  # contrast of text, WCAG 2.2 AA
# The worst background a link stands on, in light and in dark; words on buttons stand on the colour in white or black.
ON_LIGHT, ON_DARK = "#f3f4f7", "#131525"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_STEPS = 255


@dataclass(frozen=True, slots=True)
class Shades:
    """What is shown instead of the chosen colour: the nearest that can be read."""

    light: str
    dark: str


def parsed(text: str) -> str:
    """ "#1D4ED8" → "#1d4ed8"; raises Refused for anything else."""
    colour = text.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise Refused("no_colour")
    return colour


def shades(colour: str) -> Shades:
    return Shades(readable(colour, on=ON_LIGHT), readable(colour, on=ON_DARK))


def readable(colour: str, *, on: str) -> str:
    """The nearest colour on the way to black (white on a dark background) whose contrast is enough; itself where it is."""
    end = 0 if luminance(on) > 0.18 else 255
    for step in range(_STEPS + 1):
        mixed = _mixed(colour, end, step)
        if contrast(mixed, on) >= LEAST:
            return mixed
    raise AssertionError("black or white can be read on every background")


def contrast(one: str, other: str) -> float:
    """As WCAG defines it, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def style(colour: str) -> str:
    """The style sheet of a colour: it stands after the page's own and replaces the colour of links and buttons."""
    shown = shades(colour)
    return f"{_rule(shown.light)}@media (prefers-color-scheme:dark){{{_rule(shown.dark)}}}\n"


def _rule(colour: str) -> str:
    hover = "".join(f"--kern-color-action-state-indicator-shade-{state}:{colour};" for state in ("hover", "active"))
    return f":root{{--kern-color-action-default:{colour};{hover}}}"


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _mixed(colour: str, end: int, step: int) -> str:
    return "#" + "".join(f"{part + (end - part) * step // _STEPS:02x}" for part in _parts(colour))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
