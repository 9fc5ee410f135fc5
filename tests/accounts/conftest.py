"""A provider of single sign-on on this machine."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.postgres import free_port

Provider = Callable[..., str]


@pytest.fixture(scope="session")
def provider_address() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.accounts.provider", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=2)
            break
        except OSError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait()


@pytest.fixture
def town(provider_address: str, settings: Any) -> str:
    """The installation knows the provider."""
    settings.OIDC_URL, settings.OIDC_NAME = provider_address, "Stadt Beispiel"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "anlaufpunkt", "secret"
    return provider_address
