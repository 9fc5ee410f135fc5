from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from anlaufpunkt.finder.actions import count_unanswered
from anlaufpunkt.network.actions import activate_centre, fill_page
from anlaufpunkt.network.checks import centres_have_their_pages
from anlaufpunkt.network.domain.organizations import PageKind
from anlaufpunkt.network.models import Centre
from tests.desk.people import NOW


@pytest.mark.django_db
def test_ask_prints_a_table() -> None:
    out = StringIO()
    call_command("ask", "playgroup for my 6 month old baby", lang="en", near="44145", stdout=out)
    text = out.getvalue()
    assert "language  en" in text
    assert "44145 (Dortmund)" in text
    assert "EXAMPLE" in text
    assert "KI Stadt Dortmund: 115" in text


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "near"), [("klingon", ""), ("de", "Atlantis")])
def test_ask_says_what_is_wrong(lang: str, near: str) -> None:
    with pytest.raises(CommandError):
        call_command("ask", "x", lang=lang, near=near)


@pytest.mark.django_db
def test_gaps_shows_counts_of_five_and_more_only() -> None:
    for _ in range(5):
        count_unanswered(needs=["bicycle"], language="ar", area="05913", today=date(2026, 11, 1))
    count_unanswered(needs=["sport"], language="ar", area="05913", today=date(2026, 11, 1))
    out = StringIO()
    call_command("gaps", stdout=out)
    assert "bicycle" in out.getvalue()
    assert "sport" not in out.getvalue()
    assert "notruf-110" in out.getvalue()


@pytest.mark.django_db
def test_a_centre_that_takes_part_owes_its_pages() -> None:
    centre = Centre.objects.get(slug="dortmund")
    activate_centre(centre=centre, now=NOW)
    assert [message.id for message in centres_have_their_pages(None)] == ["network.E002"]
    for kind in PageKind:
        fill_page(centre=centre, kind=kind, language="de", body="Text")
    assert centres_have_their_pages(None) == []
