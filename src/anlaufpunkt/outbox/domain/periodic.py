"""The port for work that comes back: higher rooms hang their jobs in here when they start (docs/adr)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

LEASE = timedelta(hours=1)  # a job that is not done by then is taken to have died
RETRY = timedelta(minutes=10)  # after an error
HEARTBEAT = "outbox.heartbeat"  # no job: its row says when a worker last made its round
_START = datetime(2020, 1, 6, tzinfo=UTC)  # a Monday: weekly jobs begin their week there


class Work(Protocol):
    """May be run a second time in a period if a worker dies: mails it posts carry keys, so that none goes out twice."""

    def __call__(self, *, now: datetime) -> object: ...


@dataclass(frozen=True, slots=True)
class Job:
    """`name` begins with the room's: `upkeep.reviews`."""

    name: str
    every: timedelta
    run: Work

    def next_period(self, now: datetime) -> datetime:
        """The beginning of the period after the one that `now` is in."""
        return _START + ((now - _START) // self.every + 1) * self.every


_JOBS: dict[str, Job] = {}


def register(job: Job) -> None:
    if job.name == HEARTBEAT or _JOBS.setdefault(job.name, job) != job:
        raise ValueError(f"two jobs are called {job.name}")


def jobs() -> tuple[Job, ...]:
    return tuple(_JOBS.values())
