"""One question to a translation service over HTTP: bounded in time and size, no redirects, what fails is named."""

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any

from anlaufpunkt.terms.domain.refusal import Refused

TIMEOUT = 5.0  # seconds for the whole answer
_LARGEST = 1_000_000
_NAMES = {
    401: "machine_key",
    403: "machine_key",
    429: "machine_busy",
    503: "machine_busy",
    529: "machine_busy",
    456: "machine_quota",
}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key is not carried to another address."""

    def redirect_request(self, *args: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def ask(url: str, question: dict[str, object], headers: dict[str, str], timeout: float) -> Any:
    """The answer's JSON. Refused: machine_key, machine_busy, machine_quota, machine_down, machine_rubbish."""
    body = json.dumps(question).encode()
    plain = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "Anlaufpunkt"}
    until = time.monotonic() + timeout
    try:
        if not url.startswith(("https://", "http://")):
            raise ValueError(url)
        request = urllib.request.Request(url, body, {**plain, **headers}, method="POST")  # noqa: S310
        with _opener.open(request, timeout=timeout) as answer:
            return json.loads(_read(answer, until))
    except urllib.error.HTTPError as error:
        error.close()
        raise Refused(_NAMES.get(error.code, "machine_down")) from None
    except (OSError, HTTPException):
        raise Refused("machine_down") from None
    except ValueError:
        raise Refused("machine_rubbish") from None


def _read(answer: Any, until: float) -> bytes:
    """A server that sends byte by byte does not hold us longer than one that sends nothing."""
    parts, size = [], 0
    while part := answer.read1(65_536):
        parts.append(part)
        size += len(part)
        if time.monotonic() > until:
            raise TimeoutError
        if size > _LARGEST:
            raise ValueError
    return b"".join(parts)
