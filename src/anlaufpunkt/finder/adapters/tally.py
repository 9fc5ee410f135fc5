"""Counts of questions, gathered in the process and handed out every few seconds: no reader waits for the disk.

A process that is killed loses the counts of its last seconds, and nothing else.
"""

import threading
from collections import Counter
from datetime import date, datetime, timedelta

EVERY = timedelta(seconds=10)
Key = tuple[date, str, str, str]  # day, need, language, area


class Tally:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Key] = Counter()
        self._since: datetime | None = None

    def add(self, key: Key, now: datetime) -> Counter[Key]:
        """One more; gives everything gathered when it is time to keep it, else nothing."""
        with self._lock:
            self._counts[key] += 1
            self._since = self._since or now
            if now - self._since < EVERY:
                return Counter()
            due, self._counts, self._since = self._counts, Counter(), None
            return due
