"""Single cells and headings of lists: what is understood, what is asked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.editing.domain import cells
from anlaufpunkt.editing.domain.applying import applied, identity
from anlaufpunkt.editing.domain.columns import find_columns
from anlaufpunkt.editing.domain.importing import MOST_HELP, MOST_UNKNOWN, Read, read_row
from anlaufpunkt.editing.selectors.imports import COLUMNS, example, words_for_lists
from anlaufpunkt.terms.domain.refusal import Refused


def facts(**said: str) -> dict[str, object]:
    read = read_row({"name": "Kurs", **said}, words_for_lists("de"), "de")
    assert read.problems == []
    return {name: value for name, value in read.facts.items() if name != "texts.de.name" and value is not None}


def trouble(**said: str) -> tuple[str, tuple[str, ...]]:
    (found,) = read_row({"name": "Kurs", **said}, words_for_lists("de"), "de").problems
    return found.code, found.meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6-10", (72, 131)), ("6 – 10 Jahre", (72, 131)), ("von 6 bis 10 Jahren", (72, 131)), ("0-12 Monate", (0, 12)),
        ("6 Monate bis 3 Jahre", (6, 47)), ("ab 16", (192, None)), ("16+", (192, None)), ("ab 6 Monaten", (6, None)),
        ("bis 3 Jahre", (None, 47)), ("unter 3", (None, 35)), ("from 6 to 10 years", (72, 131)), ("alle", (None, None)),
        ("10-6", None), ("6.10.2026", None), ("jung", None), ("", None),
    ],
)  # fmt: skip
def test_ages(text: str, expected: object) -> None:
    assert cells.ages(text) == expected


@given(st.integers(0, 120), st.integers(0, 120))
def test_ages_hold_exactly_the_years_said(low: int, high: int) -> None:
    found = cells.ages(f"{low}-{high} Jahre")
    assert found == ((low * 12, high * 12 + 11) if low <= high else None)


@given(st.text(max_size=200))
def test_no_text_breaks_a_cell(text: str) -> None:
    words = words_for_lists("de")
    for column in (*COLUMNS, "address"):
        if column != "times":
            assert isinstance(read_row({column: text}, words, "de"), Read)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kostenlos", {"cost": "free"}), ("0 €", {"cost": "free"}), ("5", {"cost": "fee", "cost_amount": "5.00"}),
        ("5,50 € im Monat", {"cost": "fee", "cost_amount": "5.50"}), ("Spende", {"cost": "small-fee"}),
    ],
)  # fmt: skip
def test_cost(text: str, expected: dict[str, str]) -> None:
    assert facts(cost=text) == expected


@pytest.mark.parametrize("text", ["5 bis 10 €", "nach Einkommen", "1.000,50 €", "Raum 7"])
def test_cost_is_not_guessed(text: str) -> None:
    assert trouble(cost=text)[0] == "cost_not_understood"


def test_needs_in_words_ids_and_misspelled() -> None:
    assert facts(needs="Sprachcafé; womens-group") == {"needs": ["conversation-cafe", "womens-group"]}
    assert facts(needs="german-a1-a2, Hausaufgabenhilfe und Nachhilfe") == {
        "needs": ["german-a1-a2", "homework-help", "tutoring"]
    }
    assert facts(needs="Housing benefit") == {"needs": ["housing-benefit"]}
    assert "Sprachcafé" in trouble(needs="Sprachkaffee")[1][0]
    assert trouble(needs="Quantenphysik") == ("unknown_word", ())


def test_groups_and_women_only() -> None:
    assert facts(groups="Frauen, Flüchtlinge") == {"eligibility.groups": ["refugees"], "eligibility.audience": "women"}
    assert facts(groups="Frauen und Männer") == {}
    assert trouble(groups="Flüchtlnge")[1] == ("Geflüchtete",) or "geflüchtete" in str(trouble(groups="Flüchtlnge")[1]).casefold()


def test_languages() -> None:
    assert facts(spoken="Deutsch, Kurdisch / Farsi und Arabisch") == {"spoken": ["de", "ku", "fa", "ar"]}
    assert trouble(spoken="Türkich")[1] == ("Türkisch",)


def test_places() -> None:
    town = facts(postcode="44135", city="Dortmund", street="Beispielweg 1")
    assert (town["spot.municipality"], town["spot.city"], town["spot.approximate"]) == ("05913000", "Dortmund", True)
    assert facts(address="Beispielweg 1, 44135 Dortmund") == town
    assert trouble(postcode="44135", city="Köln")[0] == "unknown_town"
    assert trouble(postcode="4413", city="Dortmund")[0] == "no_postcode"
    assert trouble(street="Beispielweg 1")[0] == "town_missing"
    assert trouble(address="hinten links")[0] == "address_not_understood"
    assert facts(protected="ja") == {"spot.confidential": True}
    assert facts(protected="nein") == {}


def test_a_misspelled_town_is_proposed() -> None:
    assert trouble(city="Düselldrf") == ("unknown_town", ("Düsseldorf",))


def test_contacts() -> None:
    assert facts(phone="+49 (0)231 / 50-12", email="a.b@example.org", url="www.example.org/x") == {
        "phone": "+49 (0)231 / 50-12", "email": "a.b@example.org", "url": "https://www.example.org/x",
    }  # fmt: skip
    assert trouble(phone="231501234") == ("phone_lost_zero", ("0231501234",))
    assert trouble(phone="Frau Muster")[0] == "no_phone"
    assert trouble(email="a.b(at)example.org")[0] == "no_email"
    assert trouble(url="javascript:alert(1)")[0] == "no_url"


def test_times_as_said_and_what_is_not_understood_stays_a_note() -> None:
    (rule,) = facts(times="jeden Dienstag 10:00-11:30")["rules"]  # type: ignore[misc]
    assert rule == {"byday": ["TU"], "opens_at": "10:00", "closes_at": "11:30"}
    assert facts(times="nach Vereinbarung") == {"appointment": "needed"}
    read = read_row({"name": "x", "times": "wenn der Mond scheint"}, words_for_lists("de"), "de")
    assert read.sound
    assert read.facts["time_note"] == "wenn der Mond scheint"
    assert [p.code for p in read.problems] == ["times_kept_as_note"]


def test_a_dash_takes_away_and_an_empty_cell_changes_nothing() -> None:
    before = {"language": "de", "texts.de.name": "Kurs", "phone": "0231 1", "cost": "free", "needs": ["sport"]}
    after = applied(before, read_row({"name": "Kurs", "phone": "-", "cost": "-"}, words_for_lists("de"), "de"), "de")
    assert after == {"language": "de", "texts.de.name": "Kurs", "needs": ["sport"]}


def test_cancelled_dates_and_exact_places_survive_the_same_words() -> None:
    rule = {"byday": ["TU"], "opens_at": "10:00", "closes_at": "11:30"}
    place = {"spot.street": "Weg 1", "spot.postcode": "44135", "spot.city": "Dortmund", "spot.lat": 51.5, "spot.lon": 7.4}
    before = {"language": "de", "rules": [{**rule, "closed_on": ["2026-12-01"]}], **place, "spot.municipality": "05913000"}
    said = {"times": "jeden Dienstag 10:00-11:30", "street": "Weg 1", "postcode": "44135", "city": "Dortmund"}
    assert applied(before, read_row(said, words_for_lists("de"), "de"), "de") == before
    moved = applied(before, read_row({**said, "street": "Weg 2"}, words_for_lists("de"), "de"), "de")
    assert moved["spot.approximate"] is True


def test_too_long() -> None:
    assert trouble(street="x" * 201, city="Dortmund")[0] == "too_long"
    assert trouble(description="x" * 5001)[0] == "cell_too_long"


def test_help_is_given_for_some_faults_only() -> None:
    words = words_for_lists("de")
    for number in range(MOST_HELP + 50):
        read_row({"spoken": f"Türkich {number}"}, words, "de")
    assert words.help_left == 0
    assert (
        read_row({"spoken": "Türkich 1"}, words, "de").problems[0].meant
        == read_row({"spoken": "Türkich 1"}, words_for_lists("de"), "de").problems[0].meant
    ), "the same fault again costs nothing"
    many = ", ".join(f"wort{n}" for n in range(500))
    assert len(read_row({"needs": many, "groups": many}, words, "de").problems) == 2 * MOST_UNKNOWN
    assert read_row({"spoken": "Türkich"}, words, "de").problems[0].meant == ()


def test_a_number_goes_before_name_and_place() -> None:
    one, two = Read(number="7", facts={"texts.de.name": "A"}), Read(number="7", facts={"texts.de.name": "B"})
    assert identity(one, "de") == identity(two, "de")
    place = {"texts.de.name": "Café  NORD", "spot.postcode": "44135"}
    assert identity(Read(facts=place), "de") == identity(Read(facts={**place, "texts.de.name": "cafe nord"}), "de")
    assert identity(Read(facts=place), "de") != identity(Read(facts={**place, "spot.postcode": "44147"}), "de")
    assert len(identity(one, "de")) == 64


COLUMNS_OF = words_for_lists("de").lookups["columns"]


def test_our_own_example_is_understood() -> None:
    heading, row = example()
    columns = find_columns([(1, heading), (2, row)], COLUMNS_OF)
    assert set(columns.at) == set(COLUMNS)
    read = read_row(columns.cells(row), words_for_lists("de"), "de")
    assert read.problems == []


def test_headings_below_a_title_and_in_english() -> None:
    rows = [(1, ["Unsere Angebote 2026"]), (3, ["Title", "E-Mail", "Town", "Postal Code", "Frobnication"])]
    columns = find_columns(rows, COLUMNS_OF)
    assert (columns.row, columns.at) == (3, {"name": 0, "email": 1, "city": 2, "postcode": 3})
    assert [u.heading for u in columns.unused] == ["Frobnication"]


def test_a_heading_that_is_nearly_one_of_ours() -> None:
    columns = find_columns([(1, ["Name", "Beschreibnug"])], COLUMNS_OF)
    assert [(u.heading, u.meant) for u in columns.unused] == [("Beschreibnug", ("Beschreibung",))]


def test_ort_is_the_town_beside_a_postcode_and_the_house_alone() -> None:
    assert find_columns([(1, ["Name", "PLZ", "Ort"])], COLUMNS_OF).at == {"name": 0, "postcode": 1, "city": 2}
    assert find_columns([(1, ["Name", "Ort"])], COLUMNS_OF).at == {"name": 0, "place": 1}


def test_no_headings_and_a_column_twice() -> None:
    with pytest.raises(Refused, match="no_headings") as caught:
        find_columns([(1, ["Namme des Angebots", "Frob"])], COLUMNS_OF)
    assert "Name" in caught.value.facts["meant"]
    with pytest.raises(Refused, match="column_twice") as caught:
        find_columns([(1, ["Name", "Telefon", "Handy"])], COLUMNS_OF)
    assert caught.value.facts == {"first": "Telefon", "second": "Handy"}
