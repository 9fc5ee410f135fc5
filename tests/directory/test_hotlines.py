"""Numbers that a frightened person will dial."""

import re
from datetime import UTC, date, datetime

import pytest

from anlaufpunkt.directory.adapters.hotline_file import hotlines
from anlaufpunkt.directory.domain.hotlines import EMERGENCY, FOR
from anlaufpunkt.directory.selectors import danger_lines, overdue_hotlines
from anlaufpunkt.needs.domain.taxonomy import OF_DANGER

SUNDAY_NIGHT = datetime(2026, 11, 22, 22, tzinfo=UTC)
TUESDAY_MORNING = datetime(2026, 11, 24, 10, tzinfo=UTC)
DORTMUND = ("05913",)


def ids(
    dangers: tuple[str, ...], now: datetime = SUNDAY_NIGHT, language: str = "de", centres: tuple[str, ...] = DORTMUND
) -> list[str]:
    return [line.id for line in danger_lines(dangers=dangers, centres=centres, now=now, language=language)]


def test_every_line_has_a_source_and_says_when_it_was_checked() -> None:
    for line in hotlines():
        assert line.source
        assert re.fullmatch(r"(20\d\d(-\d\d)?)?", line.checked)
        assert line.number or line.link or line.place or line.way == "app"


def test_a_reading_day_is_not_a_check() -> None:
    assert not any(line.checked == "2026-11" for line in hotlines())
    assert all(line.overdue(date(2026, 11, 22)) for line in hotlines() if not line.checked)


def test_what_is_unverified_is_not_there() -> None:
    assert not {"maedchenhaus-bielefeld", "agisra", "solwodi-kok", "germany4ukraine"} & {line.id for line in hotlines()}


@pytest.mark.parametrize("danger", sorted(OF_DANGER))
@pytest.mark.parametrize("now", [SUNDAY_NIGHT, TUESDAY_MORNING])
def test_every_danger_has_a_line_in_dortmund(danger: str, now: datetime) -> None:
    assert ids((danger,), now) or danger == "deportation"


def test_emergency_numbers_stand_first_only_for_danger_now() -> None:
    assert ids(("violence",))[0] == "notruf-110"
    assert ids(("medical",))[0] == "notruf-112"
    assert ids(("poisoning",))[:2] == ["gift-bonn", "notruf-112"]
    assert "notruf-110" not in ids(("homelessness",))
    assert "notruf-112" not in ids(("deportation",))


def test_open_lines_come_before_closed_ones() -> None:
    night, day = ids(("sexual-violence",)), ids(("sexual-violence",), TUESDAY_MORNING.replace(hour=15))
    assert "missbrauch" in day
    assert "missbrauch" not in night or night.index("hilfetelefon-frauen") < night.index("missbrauch")
    assert ids(("child",), TUESDAY_MORNING).index("kinder-116111") < 7


def test_a_line_for_speakers_of_one_language_is_shown_to_them_only() -> None:
    assert "doweria" in ids(("suicide",), language="ru")
    assert "doweria" not in ids(("suicide",), language="ar")


def test_local_lines_stay_local() -> None:
    assert "frauenhaus-do" in ids(("violence",))
    assert "frauenhaus-do" not in ids(("violence",), centres=("05111",))
    assert "frauenhaus-do" not in ids(("violence",), centres=())
    assert "kinderschutz-d" in ids(("child",), centres=("05111",))


def test_the_childrens_and_the_parents_number_are_not_swapped() -> None:
    numbers = {line.id: line.dial for line in hotlines()}
    assert numbers["kinder-116111"] == "116111"
    assert numbers["eltern"] == "08001110550"
    assert numbers["hilfetelefon-frauen"] == "116016"


def test_kinds_are_known() -> None:
    known = {kind for kinds in FOR.values() for kind in kinds}
    assert set(EMERGENCY) <= set(OF_DANGER)
    assert {kind for line in hotlines() for kind in line.kinds} - known <= {"fire", "youth"}


def test_overdue_lines_are_named() -> None:
    assert len(overdue_hotlines(today=date(2026, 11, 22))) == len(hotlines())
