"""Reduces the KERN style sheet to what the pages use, and makes it fit for right-to-left and old phones.

Needed because the original is 340 kB, has no logical properties at all, and names its colours in a notation that
phones before 2023 do not know.
"""

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

# physical property → logical property
_PROPERTIES = {
    "margin-left": "margin-inline-start", "margin-right": "margin-inline-end",
    "padding-left": "padding-inline-start", "padding-right": "padding-inline-end",
    "border-left": "border-inline-start", "border-right": "border-inline-end",
    "border-left-width": "border-inline-start-width", "border-right-width": "border-inline-end-width",
    "border-left-color": "border-inline-start-color", "border-right-color": "border-inline-end-color",
    "border-top-left-radius": "border-start-start-radius", "border-top-right-radius": "border-start-end-radius",
    "border-bottom-left-radius": "border-end-start-radius", "border-bottom-right-radius": "border-end-end-radius",
    "left": "inset-inline-start", "right": "inset-inline-end",
}  # fmt: skip
_CLASS = re.compile(r"\.(kern-[\w-]+)")
_OKLCH = re.compile(r"oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([\d.]+)\s*\)")
_ALWAYS = {"kern-light", "kern-dark"}
_READ = re.compile(r"var\(\s*(--[\w-]+)")


def reduce(css: str, classes: Iterable[str]) -> str:
    """Keep rules without a kern- class and rules all of whose kern- classes are named; drop unread variables."""
    keep = set(classes) | _ALWAYS
    body = "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), keep))
    return _without_unread(_OKLCH.sub(_hex, body))


def version(css: str) -> str:
    found = re.search(r"\d+\.\d+\.\d+", css[:2000])
    return found.group() if found else "unknown"


def _rules(rules: list[Any], keep: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _style_rule(rule, keep)
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
            inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), keep))
            if inner:
                yield f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{inner}}}"


def _style_rule(rule: Any, keep: set[str]) -> Iterator[str]:
    selectors = [" ".join(s.split()) for s in _split(tinycss2.serialize(rule.prelude)) if _wanted(s, keep)]
    declarations = [_declaration(d) for d in tinycss2.parse_blocks_contents(rule.content) if d.type == "declaration"]
    if selectors and declarations:
        yield f"{','.join(selectors)}{{{';'.join(declarations)}}}"


def _declaration(declaration: Any) -> str:
    name = _PROPERTIES.get(declaration.lower_name, declaration.name)
    value = tinycss2.serialize(declaration.value).strip()
    if name == "text-align":
        value = {"left": "start", "right": "end"}.get(value, value)
    return f"{name}:{value}{'!important' if declaration.important else ''}"


def _wanted(selector: str, keep: set[str]) -> bool:
    return all(_kept(name, keep) for name in _CLASS.findall(selector))


def _kept(name: str, keep: set[str]) -> bool:
    """Icons are named one by one, other components by their base name."""
    if name in keep:
        return True
    return not name.startswith("kern-icon--") and re.split("--|__", name)[0] in keep


def _split(selector: str) -> list[str]:
    """At commas outside of brackets."""
    parts, depth, current = [], 0, ""
    for char in selector:
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    return [*parts, current]


def _without_unread(css: str) -> str:
    before = ""
    while before != css:
        before, read = css, set(_READ.findall(css))
        css = re.sub(r"(?<=[{;])(--[\w-]+):[^;}]*;?", lambda m, read=read: m[0] if m[1] in read else "", css)  # type: ignore[misc]
        css = re.sub(r"[^{}]+\{\}", "", css)
    return css


def _hex(match: re.Match[str]) -> str:
    """oklch to sRGB (Björn Ottosson's OKLab matrices), clipped."""
    light = float(match[1]) / (100 if match[2] else 1)
    hue = math.radians(float(match[4]))
    a, b = float(match[3]) * math.cos(hue), float(match[3]) * math.sin(hue)
    cubes = (
        (light + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (light - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (light - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    rows = (
        (4.0767416621, -3.3077115913, 0.2309699292),
        (-1.2684380046, 2.6097574011, -0.3413193965),
        (-0.0041960863, -0.7034186147, 1.7076147010),
    )
    linear = (sum(f * c for f, c in zip(row, cubes, strict=True)) for row in rows)
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, c)))):02x}" for c in linear)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
