from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.finder import actions
from anlaufpunkt.finder.domain import gaps
from anlaufpunkt.finder.models import Helped, Unanswered, UnknownPhrase

DAY = date(2026, 11, 1)


@given(st.text(max_size=200))
def test_no_mail_and_no_digit_survives(text: str) -> None:
    kept = gaps.without_contacts(text)
    assert "@" not in kept or not any(c.isalnum() for c in kept.split("@")[0][-1:])
    assert not any(c.isascii() and c.isdigit() for c in kept)


def test_names_and_numbers_are_cut_out() -> None:
    runs = ["mein name ist ali", "tandem", "call 0231", "maria sucht", "ein zwei drei vier fünf"]
    assert gaps.keepable(runs, frozenset({"maria"})) == ["tandem", "ein zwei drei vier"]
    assert gaps.capitalised("Where is Maria living, in Bonn") == {"maria", "bonn"}


@pytest.mark.django_db
def test_a_phrase_is_readable_only_from_the_fifth_day() -> None:
    for offset in range(5):
        for _ in range(3):  # several times a day count once
            actions.note_unknown_words(phrases=["gebetsraum"], language="de", today=DAY + timedelta(offset))
        row = UnknownPhrase.objects.get()
        assert row.days == offset + 1
        assert row.text == ("gebetsraum" if offset == 4 else "")
        assert "gebetsraum" not in row.digest


@pytest.mark.django_db
def test_counts_add_up() -> None:
    for _ in range(2):
        actions.count_unanswered(needs=["bicycle"], language="ar", area="05913", today=DAY)
    actions.count_unanswered(needs=[], language="ar", area="", today=DAY)
    assert Unanswered.objects.get(need="bicycle").count == 2
    assert Unanswered.objects.get(need="").count == 1
    actions.note_helped(need="bicycle", language="ar", helped=True, today=DAY)
    actions.note_helped(need="bicycle", language="ar", helped=False, today=DAY)
    assert (Helped.objects.get().yes, Helped.objects.get().no) == (1, 1)
