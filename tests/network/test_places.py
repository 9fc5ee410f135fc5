import csv

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.network.adapters.area_files import DATA, place_book
from anlaufpunkt.network.domain.places import distance_km, one_edit
from anlaufpunkt.network.models import Centre, Municipality
from anlaufpunkt.network.selectors import place


@pytest.mark.parametrize(
    "typed", ["44145", "Dortmund", "دورتموند", "Дортмунд", "Nordstadt", "dortmund ", "DORTMUND", "Dortmundu"]
)
def test_dortmund_by_every_name(typed: str) -> None:
    found = place_book().named(typed)
    assert found is not None
    assert found.centres == ("05913",)
    assert 51.4 < found.lat < 51.65
    assert 7.3 < found.lon < 7.65


@pytest.mark.parametrize(
    ("code", "centres"), [("40472", {"05111", "05158"}), ("40721", {"05158", "05111"}), ("51467", {"05378", "05315"})]
)
def test_three_postcodes_touch_two_centres(code: str, centres: set[str]) -> None:
    found = place_book().named(code)
    assert found is not None
    assert found.unclear
    assert set(found.centres) == centres


def test_no_other_postcode_is_unclear() -> None:
    assert sum(p.unclear for p in place_book().by_slug.values()) == 3


def test_the_city_of_aachen_has_a_centre_of_its_own() -> None:
    for typed, centre in (("52062", "05334002"), ("Aachen", "05334002"), ("52477", "05334"), ("Alsdorf", "05334")):
        found = place_book().named(typed)
        assert found is not None
        assert found.centres == (centre,)


def test_every_postcode_leads_to_a_centre() -> None:
    with (DATA / "areas_nrw.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = place_book().named(row["postcode"])
            assert found is not None
            assert row["centre_ags"] in found.centres


@pytest.mark.parametrize("typed", ["", "   ", "99999", "qwertz", "Berlin", "12345 67890", "\u202e"])
def test_what_is_no_place_is_none(typed: str) -> None:
    assert place_book().named(typed) is None


@given(st.text(max_size=40))
def test_any_text_is_a_place_or_none(text: str) -> None:
    found = place_book().named(text)
    assert found is None or found.centres


@given(st.text(alphabet="abcd", min_size=1, max_size=6), st.text(alphabet="abcd", min_size=1, max_size=6))
def test_one_edit_is_symmetric(a: str, b: str) -> None:
    assert one_edit(a, b) == one_edit(b, a)


def test_distance() -> None:
    assert distance_km(51.5, 7.4, 51.5, 7.4) == 0
    assert 31 < distance_km(51.514, 7.466, 51.456, 7.012) < 33  # Dortmund – Essen


@pytest.mark.django_db
def test_centres_and_municipalities_are_loaded() -> None:
    assert Centre.objects.count() == 54
    assert Municipality.objects.count() == 396
    assert place("dortmund") is not None


@pytest.mark.django_db
def test_no_contact_without_source_and_date() -> None:
    for centre in Centre.objects.all():
        if centre.phone or centre.email or centre.address:
            assert centre.contact_source
            assert centre.contact_as_of


@pytest.mark.django_db
def test_the_database_refuses_a_contact_without_date() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Centre.objects.filter(ags="05913").update(phone="0231 1", contact_as_of="")


@pytest.mark.django_db
def test_mail_addresses_are_well_formed() -> None:
    for email in Centre.objects.exclude(email="").values_list("email", flat=True):
        try:
            validate_email(email)
        except ValidationError:
            pytest.fail(email)
