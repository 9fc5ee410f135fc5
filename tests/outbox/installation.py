"""A database of its own outside the test's transaction, and worker processes on it that can be killed."""

import multiprocessing
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import dj_database_url
import psycopg
from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils import timezone

from anlaufpunkt.outbox.models import Message, PeriodicJob
from tests.outbox import forked
from tests.outbox.mailbox import Mailbox

ALIAS = "outside"
PROGRAM = Path(sys.executable).parent / "anlaufpunkt"


class Installation:
    def __init__(self, folder: Path, mailbox: Mailbox, database: str) -> None:
        self.folder, self.mailbox = folder, mailbox
        self.environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": database, "EMAIL_URL": mailbox.url}
        subprocess.run([PROGRAM, "migrate", "-v0"], env=self.environment, check=True)
        connections.databases[ALIAS] = {**connections.databases["default"], **dj_database_url.parse(database)}
        self.messages: QuerySet[Message] = Message.objects.using(ALIAS)
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload([forked.__name__])

    def post(self, count: int) -> None:
        now = timezone.now()
        self.messages.bulk_create(
            Message(
                key=f"test:{name}", recipient=f"{name}@b.example", subject=f"مرحبا {name}", body="Hello", created=now, due=now
            )
            for name in (uuid4().hex for _ in range(count))
        )

    def start(self, *arguments: str) -> BaseProcess:
        process = self.context.Process(target=forked.worker, args=arguments, daemon=True)
        process.start()
        return process

    def work_off(self) -> None:
        self.start("--once").join(60)

    def let_time_pass(self) -> None:
        """Leases of dead workers run out, and what waits is due."""
        past = timezone.now() - timedelta(seconds=1)
        self.messages.exclude(claim=None).update(claimed_until=past)
        self.messages.update(due=past)
        PeriodicJob.objects.using(ALIAS).exclude(claim=None).update(claimed_until=past)

    def start_period(self) -> None:
        """All jobs are due."""
        PeriodicJob.objects.using(ALIAS).all().delete()

    def states(self) -> Counter[str]:
        return Counter(self.messages.values_list("state", flat=True))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else can write."""
        with transaction.atomic(using=ALIAS):
            if connections[ALIAS].vendor == "postgresql":
                connections[ALIAS].cursor().execute("LOCK TABLE outbox_message IN ACCESS EXCLUSIVE MODE")
            yield


@contextmanager
def installed(folder: Path, mailbox: Mailbox) -> Iterator[Installation]:
    database, server = f"sqlite:///{folder}/db.sqlite3", os.environ.get("DATABASE_URL", "")
    name = f"outbox_{os.getpid()}"
    if server.startswith("postgres"):
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        database = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    before = {name: os.environ.get(name) for name in ("DATA_DIR", "DATABASE_URL", "EMAIL_URL")}
    try:
        made = Installation(folder, mailbox, database)
        os.environ.update(made.environment)  # of the process that workers are forked from
        yield made
        connections[ALIAS].close()
    finally:
        connections.databases.pop(ALIAS, None)
        for variable, value in before.items():
            os.environ.pop(variable, None) if value is None else os.environ.__setitem__(variable, value)
        if server.startswith("postgres"):
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
