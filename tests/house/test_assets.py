"""The generated style sheet: what our own rules read is there, and no physical direction is left."""

import re

from anlaufpunkt.ui.adapters.stylesheet import css


def test_every_variable_that_is_read_is_set() -> None:
    text = css()
    assert text, "run `make assets`"
    read = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", text))
    missing = {name for name in read if f"{name}:" not in text}
    assert not missing


def test_the_style_sheet_is_small_and_directionless() -> None:
    text = css()
    assert len(text) < 90_000
    assert not re.search(r"[;{](?:margin|padding|border)-(?:left|right):|[;{](?:left|right):", text)
    assert "oklch(" not in text
    assert "EUPL-1.2" in text[:400]
