"""Real workers on a real database, with a real mail server: killed at any point, several at once, with a locked database."""

import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from anlaufpunkt.outbox import jobs
from anlaufpunkt.outbox.domain.periodic import HEARTBEAT
from anlaufpunkt.outbox.domain.rules import OVER, Result, State
from anlaufpunkt.outbox.models import PeriodicJob
from tests.outbox.installation import ALIAS, PROGRAM, Installation, installed
from tests.outbox.mailbox import Mailbox


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Installation]:
    mailbox = Mailbox()
    mailbox.controller.start()
    with django_db_blocker.unblock(), installed(tmp_path_factory.mktemp("installation"), mailbox) as made:
        yield made
    mailbox.controller.stop()


@pytest.fixture
def installation(running: Installation) -> Iterator[Installation]:
    running.messages.all().delete()
    running.mailbox.mails.clear()
    yield running
    running.mailbox.held, running.mailbox.pause = "", 0


def until(true: Callable[[], bool]) -> None:
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come true within a minute")


def arrivals(installation: Installation) -> Counter[str]:
    return Counter(to for to, _mail in installation.mailbox.mails)


def kill_at(installation: Installation, step: str) -> None:
    """Kill -9 while the server has been told this step and has not answered yet."""
    installation.mailbox.hold(step)
    worker = installation.start()
    assert installation.mailbox.reached.wait(60)
    worker.kill()
    worker.join()
    installation.mailbox.held = ""


def test_killed_before_the_mail_is_handed_over_it_is_sent_once(installation: Installation) -> None:
    installation.post(1)
    for _ in range(3):
        kill_at(installation, "RCPT")
        assert installation.states() == {State.CLAIMED: 1}
        installation.let_time_pass()
    installation.work_off()
    assert installation.states() == {State.SENT: 1}
    assert set(arrivals(installation).values()) == {1}


def test_killed_between_the_servers_yes_and_the_note_it_is_sent_a_second_time_and_no_more(installation: Installation) -> None:
    installation.post(1)
    kill_at(installation, "DATA")
    assert installation.states() == {State.HANDED: 1}
    installation.work_off()
    assert len(installation.mailbox.mails) == 1  # not before the lease has run out
    installation.let_time_pass()
    installation.work_off()  # takes it back; it is due a little later
    installation.let_time_pass()
    kill_at(installation, "DATA")
    installation.let_time_pass()
    for _ in range(3):
        installation.work_off()
        installation.let_time_pass()
    assert installation.states() == {State.UNSURE: 1}
    first, second = installation.mailbox.mails
    assert first == second
    assert b"Message-ID: <" in first[1]


def test_killed_again_and_again_at_any_point_every_mail_arrives_and_none_more_often_than_promised(
    installation: Installation,
) -> None:
    chance = random.Random(20261122)  # noqa: S311
    installation.mailbox.pause = 0.005
    for _ in range(20):
        installation.post(8)
        workers = [installation.start(), installation.start()]
        for worker in workers:
            time.sleep(chance.uniform(0.02, 0.25))
            worker.kill()
            worker.join()
        installation.let_time_pass()
    installation.mailbox.pause = 0
    while not set(installation.states()) <= set(OVER):
        installation.work_off()
        installation.let_time_pass()
    arrived = arrivals(installation)
    by_key = {f"test:{to.partition('@')[0]}": count for to, count in arrived.items()}
    assert installation.messages.count() == 160
    for message in installation.messages.all():
        count = by_key.get(message.key, 0)
        assert count <= 1 + message.repeats <= 2
        assert count >= 1 or message.state == State.UNSURE
    assert len({mail for _to, mail in installation.mailbox.mails}) == len(arrived)  # repetitions are the same, byte for byte


def test_two_workers_at_once_send_nothing_twice(installation: Installation) -> None:
    installation.post(80)
    workers = [installation.start(), installation.start()]
    until(lambda: installation.states() == {State.SENT: 80})
    for worker in workers:
        worker.terminate()
        worker.join(60)
        assert worker.exitcode == 0
    assert set(arrivals(installation).values()) == {1}


def test_a_locked_database_delays_and_loses_or_doubles_nothing(installation: Installation) -> None:
    installation.post(2)
    installation.mailbox.hold("DATA")
    worker = installation.start()
    assert installation.mailbox.reached.wait(60)
    with installation.locked():
        installation.mailbox.held = ""  # the server has taken the mail, and this cannot be noted now
        time.sleep(2.5)
        assert worker.is_alive()
    until(lambda: installation.states() == {State.SENT: 2})
    worker.kill()
    worker.join()
    assert set(arrivals(installation).values()) == {1}


def test_asked_to_stop_a_worker_brings_the_mail_at_hand_to_its_end(installation: Installation) -> None:
    installation.post(3)
    installation.mailbox.hold("DATA")
    with subprocess.Popen([PROGRAM, "worker"], env=installation.environment) as worker:
        assert installation.mailbox.reached.wait(60)
        worker.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert worker.poll() is None
        installation.mailbox.held = ""
        assert worker.wait(60) == 0
    assert installation.states() == {State.SENT: 1, State.WAITING: 2}


def test_a_killed_worker_is_missed_within_minutes_though_no_mail_waits(installation: Installation) -> None:
    def said() -> str:
        told = subprocess.run(
            [PROGRAM, "check_installation"], env=installation.environment, capture_output=True, text=True, check=False
        )
        return next(line for line in told.stdout.splitlines() if line[6:].startswith("worker"))

    beats = PeriodicJob.objects.using(ALIAS).filter(name=HEARTBEAT)
    beats.delete()
    assert said().startswith("fail")
    worker = installation.start()
    until(beats.exists)
    assert said().startswith("ok")
    worker.kill()
    worker.join()
    beats.update(due=timezone.now() - timedelta(minutes=16))
    assert said().startswith("fail")
    installation.work_off()  # as cron would call it
    assert said().startswith("ok")


def test_mails_that_wait_do_not_keep_a_worker_from_its_rounds(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ROUND", 0)
    order: list[str] = []
    monkeypatch.setattr(jobs, "make_round", lambda *, now: order.append("round"))
    monkeypatch.setattr(jobs, "send_next", lambda *, now: order.append("mail") or Result.SENT)
    monkeypatch.setattr(jobs, "PAUSE", 0)
    jobs.run(until=lambda: len(order) > 6)
    assert order.count("round") >= 3


def test_a_job_runs_once_per_period_however_many_workers_there_are_and_again_if_one_is_killed(installation: Installation) -> None:
    ticks, hold = installation.folder / "ticks", installation.folder / "hold"
    installation.start_period()
    ticks.write_text("")
    hold.touch()
    workers = [installation.start(), installation.start()]
    until(lambda: bool(ticks.read_text()))
    time.sleep(0.3)
    for worker in workers:
        worker.kill()
        worker.join()
    hold.unlink()
    assert ticks.read_text() == "tick\n"
    installation.work_off()
    assert ticks.read_text() == "tick\n"  # its lease still runs
    installation.let_time_pass()
    installation.work_off()
    installation.work_off()
    assert ticks.read_text() == "tick\ntick\n"
