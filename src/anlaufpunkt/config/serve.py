"""`make demo`: web server, indexer and worker, started and stopped together."""

import ipaddress
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

HOST = os.environ.get("HOST", "127.0.0.1")
DEMO = ("demo_people", "demo_questions", "demo_inquiries", "upkeep")  # what a demonstration shows


def main(port: str) -> int:
    if not may_listen(HOST, os.environ):
        print(f"The demo holds invented people and open doors. To show it at {HOST} set DEMO_PUBLIC=1.", file=sys.stderr)  # noqa: T201
        return 2
    programs = Path(sys.executable).parent
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings", "DEMO": "1"}
    environment.setdefault("PUBLIC_URL", f"http://{reached_at(HOST)}:{port}")
    environment["PRODUCTION"] = "0"  # whatever EMAIL_URL says, a demo sends no mail to anybody
    indexer = subprocess.Popen([programs / "anlaufpunkt", "indexer"], env=environment)  # noqa: S603
    worker = subprocess.Popen([programs / "anlaufpunkt", "worker"], env=environment)  # noqa: S603
    web = subprocess.Popen(web_command(programs, port), env=environment)  # noqa: S603
    children = (web, indexer, worker)
    signal.signal(signal.SIGTERM, lambda number, frame: _stop(children))
    try:
        # While the server starts, and in one process: starting four takes longer than their work.
        shown = subprocess.Popen(
            [sys.executable, "-m", "anlaufpunkt.config.demo"], env=environment, stdout=subprocess.PIPE, text=True
        )
        if _answers(port, web):
            said = shown.communicate()[0]
            print(f"\nAnlaufpunkt answers at http://{HOST}:{port}/  (stop with Ctrl-C)", flush=True)  # noqa: T201
            print(f"The desk is at /de/desk/; invented people, new passwords each time:\n{said}", flush=True)  # noqa: T201
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    _stop(children)
    return web.wait() or 0


def may_listen(host: str, environment: Mapping[str, str]) -> bool:
    """Only this machine sees the demo, unless somebody says that all may."""
    try:
        local = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = host == "localhost"
    return local or environment.get("DEMO_PUBLIC") == "1"


def web_command(programs: Path, port: str) -> list[str]:
    """The server logs nothing of its own: its messages hold addresses. Django logs errors without them."""
    return [
        str(programs / "gunicorn"), "anlaufpunkt.config.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2",
        "--threads", "2", "--preload", "--limit-request-line", "8190", "--log-level", "critical", "--keep-alive", "5",
    ]  # fmt: skip


def reached_at(host: str) -> str:
    """Where this machine reaches what listens on all its addresses."""
    return {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104


def _answers(port: str, web: "subprocess.Popen[bytes]") -> bool:
    for _ in range(600):
        if web.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"http://{reached_at(HOST)}:{port}/health/", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _stop(children: "tuple[subprocess.Popen[bytes], ...]") -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "8000"))
