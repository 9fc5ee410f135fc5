"""Which mail server is used, and when mail may leave this machine."""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from anlaufpunkt.terms.domain.refusal import Refused

_RELAYS = (25, 465, 587)  # a server on these ports passes mail on, even on this machine


class Security(StrEnum):
    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_sink(self) -> bool:
        """A program on this machine that catches mail, such as Mailpit on port 1025."""
        return _is_loopback(self.host) and self.port not in _RELAYS


def server_of(address: str) -> Server | None:
    """The server named by EMAIL_URL, None where it is empty; encrypted, but for this machine and an internal relay (port 25)."""
    if not address:
        return None
    parts = urlsplit(address)
    try:
        port = parts.port or {"smtp": 587, "smtps": 465}[parts.scheme]
    except (KeyError, ValueError):
        raise Refused("mail_server_address") from None
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise Refused("mail_server_address")
    plain = port == 25 or _is_loopback(parts.hostname)
    security = Security.TLS if parts.scheme == "smtps" else Security.NONE if plain else Security.STARTTLS
    if parts.password and security is Security.NONE and not _is_loopback(parts.hostname):
        raise Refused("mail_password_unencrypted")
    return Server(parts.hostname, port, security, unquote(parts.username or ""), unquote(parts.password or ""))


def usable(server: Server | None, *, production: bool) -> Server | None:
    """The server that mail goes to; None: to files. Outside production only a sink on this machine."""
    return server if server and (production or server.is_sink) else None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
