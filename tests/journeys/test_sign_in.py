"""Into the desk by the town's single sign-on, and a club that asks for access: in a real browser with the strict policy."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.accounts.conftest import provider_address
from tests.journeys.conftest import Installation, serving
from tests.journeys.test_desk import PHONE, clean, submit

__all__ = ["provider_address"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def town(environment: dict[str, str], installed: Installation, provider_address: str) -> Iterator[str]:
    """The installation with a single sign-on that asks for a second factor itself."""
    single_sign_on = {
        "OIDC_URL": provider_address, "OIDC_CLIENT_ID": "anlaufpunkt", "OIDC_CLIENT_SECRET": "secret", "OIDC_NAME": "Stadt Beispiel",
        "OIDC_SECOND_FACTOR": "1",
    }  # fmt: skip
    with serving({**environment, **single_sign_on}) as address:
        yield address.replace("127.0.0.1", "localhost")


def strict(page: Page) -> list[str]:
    """What the browser refused because of our policy."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "Content Security Policy" in message.text else None)
    return said


def test_single_sign_on_and_a_club_that_asks(
    browser: Browser, town: str, installed: Installation, environment: dict[str, str], provider_address: str
) -> None:
    installed("add_person", "sso@example.org", "Sol Sonne", "--centre", "dortmund")
    told = requests.put(f"{provider_address}/users/sol", json={"email": "sso@example.org", "email_verified": True}, timeout=5)
    told.raise_for_status()
    coordinator = browser.new_context(viewport=PHONE).new_page()
    refused = strict(coordinator)
    coordinator.goto(f"{town}/de/desk/")
    clean(coordinator)
    coordinator.click("#single_sign_on")
    coordinator.wait_for_url(f"{provider_address}/**")
    coordinator.get_by_placeholder("sub").fill("sol")
    coordinator.get_by_role("button", name="Authorize").click()
    expect(coordinator).to_have_url(f"{town}/de/desk/")
    assert refused == []
    clean(coordinator)

    club = browser.new_context(viewport=PHONE).new_page()
    club.goto(f"{town}/ar/join/")
    clean(club)
    club.fill("input[name=place]", "Dortmund")
    submit(club)
    clean(club)
    club.fill("input[name=organization]", "Neuer Verein")
    club.fill("input[name=name]", "Nil")
    club.fill("input[name=email]", "verein@example.org")
    club.fill("textarea[name=purpose]", "Tee am Dienstag")
    submit(club)
    expect(club).to_have_url(f"{town}/ar/join/?sent=1")
    clean(club)
    installed("worker", "--once")
    mails = sorted((Path(environment["DATA_DIR"]) / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime)
    body = message_from_bytes(mails[-1].read_bytes(), policy=policy.default).get_body()
    assert body is not None
    link = re.search(r"http://\S+/join/confirm/\S+", str(body.get_content()))
    assert link is not None
    club.goto(link.group())
    clean(club)
    submit(club)
    clean(club)
    assert club.context.cookies() == []

    coordinator.goto(f"{town}/de/desk/partners/requests/")
    clean(coordinator)
    coordinator.locator("section", has_text="Neuer Verein").get_by_role("combobox").first.select_option("mso")
    submit(coordinator)
    assert "Neuer Verein" not in coordinator.locator("main").inner_text()
    coordinator.goto(f"{town}/de/desk/partners/")
    clean(coordinator)
    assert "Neuer Verein" in coordinator.locator("main").inner_text()
