"""A real mail server on this machine that can be told to refuse, to be slow, or to stop at a step."""

import asyncio
import email
import ssl
import threading
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from anlaufpunkt.outbox.domain.server import Security, Server
from tests.postgres import free_port


def _known(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given == LoginPassword(b"user", b"secret"))


class Mailbox:
    def __init__(self, encryption: ssl.SSLContext | None = None) -> None:
        """With `encryption` the server takes mail only after STARTTLS, from user "user" with password "secret"."""
        self.mails: list[tuple[str, bytes]] = []
        self.answers: dict[str, str] = {}
        self.held, self.pause = "", 0.0
        self.reached = threading.Event()
        strict = {"tls_context": encryption, "require_starttls": True, "auth_required": True, "authenticator": _known}
        self.controller = Controller(
            self, hostname="127.0.0.1", port=free_port(), ready_timeout=30, **(strict if encryption else {})
        )

    @property
    def server(self) -> Server:
        return Server("127.0.0.1", self.controller.port, Security.NONE)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"

    def read(self) -> list[EmailMessage]:
        return [email.message_from_bytes(mail, policy=policy.default) for _to, mail in self.mails]  # type: ignore[misc]

    def hold(self, step: str) -> None:
        """From now on stop at this step; `reached` tells when it is reached."""
        self.reached.clear()
        self.held = step

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        await self._wait("RCPT")
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250"):
            self.mails.append((envelope.rcpt_tos[0], envelope.original_content))
        await self._wait("DATA")
        if answer == "250 broken line":
            server.transport.abort()
        return answer

    async def _wait(self, step: str) -> None:
        await asyncio.sleep(self.pause)
        while self.held == step:
            self.reached.set()
            await asyncio.sleep(0.01)
