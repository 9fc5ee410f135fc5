"""What a log may not hold: the secrets that stand in the addresses of links from mails."""

import logging
import re

_SECRET = re.compile(r"/(join|confirm|review|stop|confirm-email|key|my)/(?!confirm/|stop/)[^/\s?]+")


class WithoutSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(part) if isinstance(part, str) else part for part in record.args)
        if isinstance(record.msg, str):
            record.msg = _hidden(record.msg)
        return True


def _hidden(text: str) -> str:
    return _SECRET.sub(r"/\1/…", text)
