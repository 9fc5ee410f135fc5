import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.finder import actions, jobs
from anlaufpunkt.finder.actions import count_asked
from anlaufpunkt.finder.adapters.tally import Tally
from anlaufpunkt.finder.domain import gaps
from anlaufpunkt.finder.models import Asked, Helped, Unanswered, UnknownPhrase
from anlaufpunkt.terms.domain.folding import tokens

DAY = date(2026, 11, 1)


@given(st.emails(), st.sampled_from(["schreiben Sie {}", "{} bitte", "my mail is {} thanks"]))
def test_no_part_of_a_mail_is_kept(mail: str, frame: str) -> None:
    text = frame.format(mail)
    kept = " ".join(gaps.keepable([" ".join(tokens(text))], gaps.personal(text)))
    assert not set(tokens(mail)) & set(kept.split())


def test_names_and_numbers_are_cut_out() -> None:
    text = "where is Öztürk and Yılmaz from Köln"
    assert {"ozturk", "yilmaz", "koln"} == gaps.personal(text)
    runs = ["mein name ist ali", "tandem", "call 0231", "ozturk sucht", "ein zwei drei vier fünf"]
    assert gaps.keepable(runs, gaps.personal(text)) == ["tandem", "ein zwei drei vier"]


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
def test_words_that_nobody_asks_again_go() -> None:
    actions.note_unknown_words(phrases=["gebetsraum"], language="de", today=DAY)
    actions.forget_unknown_words(today=DAY + timedelta(gaps.KEPT_DAYS))
    assert UnknownPhrase.objects.exists()
    actions.forget_unknown_words(today=DAY + timedelta(gaps.KEPT_DAYS + 1))
    assert not UnknownPhrase.objects.exists()


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


@pytest.mark.django_db
def test_the_indexer_lets_go_of_old_words_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)  # the test's own transaction must stay open
    actions.note_unknown_words(phrases=["gebetsraum"], language="de", today=date(2026, 1, 1))
    turns = iter([False, True])
    jobs.run(until=lambda: next(turns))
    assert not UnknownPhrase.objects.exists()


@pytest.mark.django_db
def test_coordinators_read_whether_answers_helped() -> None:
    for _ in range(5):
        actions.note_helped(need="bicycle", language="ar", helped=False, today=DAY)
    out = io.StringIO()
    call_command("gaps", stdout=out)
    assert re.search(r"0 +5 +bicycle", out.getvalue())


def test_counts_are_gathered_and_handed_out_once() -> None:
    tally, key = Tally(), (date(2026, 11, 22), "midwife", "ar", "05913000")
    start = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert not tally.add(key, start)
    assert not tally.add(key, start + timedelta(seconds=9))
    assert tally.add(key, start + timedelta(seconds=10)) == {key: 3}
    assert not tally.add(key, start + timedelta(seconds=11))


@pytest.mark.django_db
def test_asked_questions_add_up() -> None:
    key = (date(2026, 11, 22), "midwife", "ar", "05913000")
    for _ in range(2):
        count_asked(counts={key: 3})
    assert Asked.objects.get().count == 6
