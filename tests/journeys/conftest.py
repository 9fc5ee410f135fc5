"""The real server on a database of its own, and Debian's chromium."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from anlaufpunkt.config.serve import web_command
from tests.postgres import free_port

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


Installation = Callable[..., str]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A database and a data folder of their own."""
    data = tmp_path_factory.mktemp("data")
    for name in ("generated", "static", "model"):
        shutil.copytree(settings.DATA_DIR / name, data / name)
    return {**os.environ, "DATA_DIR": str(data), "DATABASE_URL": f"sqlite:///{data}/db.sqlite3"}


@pytest.fixture(scope="session")
def installed(environment: dict[str, str]) -> Installation:
    """Runs a command of the installation; returns what it printed."""

    def run(*command: str) -> str:
        program = Path(sys.executable).parent / "anlaufpunkt"
        return subprocess.run([program, *command], env=environment, check=True, capture_output=True, text=True).stdout

    for command in (["migrate", "-v0"], ["train"], ["load_offers", "--examples"], ["indexer", "--once"]):
        run(*command)
    return run


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """The real server; its address."""
    port = free_port()
    web = subprocess.Popen(web_command(Path(sys.executable).parent, str(port)), env=environment)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=2)  # noqa: S310  our own address
            break
        except OSError:
            time.sleep(0.1)
    yield address
    web.terminate()
    web.wait()


@pytest.fixture(scope="session")
def server(environment: dict[str, str], installed: Installation) -> Iterator[str]:
    with serving(environment) as address:
        yield address


@pytest.fixture
def indexer(environment: dict[str, str], installed: Installation) -> Iterator[None]:
    """Makes changes findable, as long as the test runs."""
    process = subprocess.Popen([Path(sys.executable).parent / "anlaufpunkt", "indexer"], env=environment)
    yield
    process.terminate()
    process.wait()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()
