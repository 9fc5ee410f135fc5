"""Every route names its policy. Here: who may see a page. A test fails for a route that names none."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def public(view: View) -> View:
    """Anybody, without an account."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view
