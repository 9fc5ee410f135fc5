"""What every template may use."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

LATE = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # half past midnight here


@pytest.mark.parametrize(
    ("wanted", "when", "shown"),
    [
        ("day", date(2026, 1, 5), "05.01.2026"),
        ("day", LATE, "22.11.2026"),
        ("moment", LATE, "22.11.2026 00:30"),
        ("moment", datetime(2026, 7, 1, 12, tzinfo=UTC), "01.07.2026 14:00"),
    ],
)
def test_days_and_moments_are_local_and_keep_their_direction(wanted: str, when: date, shown: str) -> None:
    text = Template(f"{{{{ when|{wanted} }}}}").render(Context({"when": when}))
    assert text == f'<bdi dir="ltr">{shown}</bdi>'


def test_what_has_no_day_shows_none() -> None:
    assert Template("{{ when|day }}{{ when|moment }}").render(Context({"when": None})) == ""


def test_pages_keep_what_was_searched_for() -> None:
    request = RequestFactory().get("/", {"q": "tea & talk", "page": "2"})
    text = render_to_string("ui/_pages.html", {"page": Paginator(range(30), 10).page(2)}, request)
    assert 'href="?q=tea+%26+talk&amp;page=1"' in text
    assert 'href="?q=tea+%26+talk&amp;page=3"' in text


def test_one_page_needs_no_links() -> None:
    assert "<a" not in render_to_string("ui/_pages.html", {"page": Paginator(range(3), 10).page(1)}, RequestFactory().get("/"))
