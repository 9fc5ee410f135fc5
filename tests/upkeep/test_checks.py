"""Links in mails must lead to this site: what `anlaufpunkt check --deploy` says."""

from typing import Any

import pytest

from anlaufpunkt.upkeep.checks import links_lead_here


@pytest.mark.parametrize(
    ("address", "well"),
    [
        ("https://hilfe.example", True), ("https://hilfe.example/", True), ("https://hilfe.example:8443", True),
        ("http://hilfe.example", False), ("http://localhost:8000", False), ("https://hilfe.exmaple", False), ("https://", False),
        ("hilfe.example", False), ("https://hilfe.example/de/", False),
    ],
)  # fmt: skip
def test_links_that_lead_elsewhere_are_found(settings: Any, address: str, well: bool) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_URL, settings.HTTPS = ["hilfe.example", "localhost"], address, True
    assert (links_lead_here(None) == []) == well
    settings.HTTPS = False
    assert links_lead_here(None) == []
