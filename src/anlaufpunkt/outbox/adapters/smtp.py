"""The conversation with a mail server, step by step, so that it is known whether the mail was on the line when it broke."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from anlaufpunkt.outbox.domain.rules import Outcome, Result
from anlaufpunkt.outbox.domain.server import Security, Server

_ANSWER = 20  # seconds for an answer before the mail is handed over
_TAKEN = 600  # a server may take ten minutes to accept a mail (RFC 5321, 4.5.3.2.6); hanging up earlier makes doubles
_BROKEN = (smtplib.SMTPException, OSError)


@contextmanager
def deliver(
    server: Server, *, sender: str, recipient: str, mail: bytes, hand_over: Callable[[], bool]
) -> Iterator[Outcome | None]:
    """Gives the outcome while the line is still open, to be noted at once; None where another worker has the message now."""
    try:
        line = _connect(server)
    except _BROKEN as error:
        yield Outcome(Result.UNREACHABLE, _code(getattr(error, "smtp_code", 0)))
        return
    try:
        yield _offer(line, sender, recipient) or (_hand_over(line, mail) if hand_over() else None)
    finally:
        with suppress(*_BROKEN):
            line.quit()
        line.close()


def _connect(server: Server) -> smtplib.SMTP:
    encrypted = ssl.create_default_context()
    if server.security is Security.TLS:
        line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_ANSWER, context=encrypted)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=_ANSWER)
    try:
        if server.security is Security.STARTTLS:
            line.starttls(context=encrypted)
        if server.user:
            line.login(server.user, server.password)
        line.ehlo_or_helo_if_needed()
    except _BROKEN:
        line.close()
        raise
    return line


def _offer(line: smtplib.SMTP, sender: str, recipient: str) -> Outcome | None:
    """Say from whom and for whom; None where the server wants the mail."""
    try:
        taken = line.mail(sender)[0]
        if taken != 250:  # our own address: it is the same for every mail
            return Outcome(Result.UNREACHABLE, _code(taken))
        taken = line.rcpt(recipient)[0]
    except _BROKEN:
        return Outcome(Result.UNREACHABLE)
    return None if taken in (250, 251) else _refusal(taken)


def _hand_over(line: smtplib.SMTP, mail: bytes) -> Outcome:
    if line.sock:
        line.sock.settimeout(_TAKEN)
    try:
        taken = line.data(mail)[0]
    except smtplib.SMTPDataError as error:
        taken = error.smtp_code
    except _BROKEN:
        return Outcome(Result.UNCERTAIN)
    if line.sock:
        line.sock.settimeout(_ANSWER)
    return Outcome(Result.SENT, _code(taken)) if taken == 250 else _refusal(taken)


def _refusal(code: int) -> Outcome:
    return Outcome(Result.REFUSED if 500 <= code < 600 else Result.LATER, _code(code))


def _code(code: int) -> str:
    return str(code) if 200 <= code < 600 else ""
