"""The indexer: the one process that writes the index. Once a day it also lets go of words that nobody asked again."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from anlaufpunkt.directory.actions import forget_changes
from anlaufpunkt.directory.models import ServiceChange
from anlaufpunkt.directory.selectors import every_offer, offers, pending_changes
from anlaufpunkt.finder.actions import forget_unknown_words
from anlaufpunkt.finder.adapters.index import IndexMissing, Writer
from anlaufpunkt.needs.selectors import need_ids

log = logging.getLogger(__name__)
CHECK_EVERY = 15.0  # seconds between looks at whether the index is whole
PAUSE = 0.4  # seconds between looks at the change table


def writer() -> Writer:
    """Switching the examples on or off makes the present index count as missing."""
    return Writer(settings.INDEX_DIR, "all" if settings.SHOW_EXAMPLES else "real")


def rebuild() -> int:
    """Build the whole index beside the old one and swap; returns the number of offers."""
    changes = pending_changes(limit=100_000)
    count = writer().build(every_offer())
    forget_changes(changes=changes)
    return count


def ensure() -> int | None:
    """Rebuild a missing or damaged index; None where it was usable."""
    return None if writer().usable(need_ids()) else rebuild()


def catch_up() -> int:
    """Make pending changes findable; returns how many there were."""
    changes = pending_changes()
    if not changes:
        return 0
    ids = {service for _, service in changes}
    if ServiceChange.EVERYTHING in ids:
        rebuild()
        return len(changes)
    present = offers(ids)
    gone = [str(service) for service in ids if service not in present]
    writer().apply(present.values(), gone)
    forget_changes(changes=changes)
    return len(changes)


def run(*, until: Callable[[], bool]) -> None:
    """Work until told to stop; a locked database or a lost index is tried again."""
    writer().tidy()
    checked, tidied = -CHECK_EVERY, None
    while not until():
        try:
            if time.monotonic() - checked > CHECK_EVERY:
                if ensure() is not None:
                    log.info("index rebuilt")
                writer().seen()
                checked = time.monotonic()
            catch_up()
            if tidied != (today := timezone.localdate()):
                forget_unknown_words(today=today)
                tidied = today
        except (DatabaseError, IndexMissing, OSError, ValueError):
            log.exception("the indexer will try again")
            connection.close()
            checked = -CHECK_EVERY
            time.sleep(2)
        close_old_connections()  # a restored SQLite file is another file: it must not go unnoticed
        time.sleep(PAUSE)
