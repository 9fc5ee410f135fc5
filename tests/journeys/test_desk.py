"""The desk in a real browser: a passkey, an invitation, leaving; axe finds nothing on the way."""

import email
import re
from collections.abc import Callable
from email import policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import findings

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip
PHONE = {"width": 360, "height": 740}


def submit(page: Page) -> None:
    page.locator("form.form button[type=submit]").first.click()
    page.wait_for_load_state()


def clean(page: Page) -> None:
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_coordinator_with_a_passkey_invites_and_a_leaver_is_out(
    browser: Browser, server: str, installed: Callable[..., str], environment: dict[str, str]
) -> None:
    desk = server.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    said = installed("add_person", "ki@example.org", "Kim", "--centre", "dortmund")
    password = re.search(r"password (\S+)", said)
    assert password is not None

    coordinator = browser.new_context(viewport=PHONE).new_page()
    device = coordinator.context.new_cdp_session(coordinator)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    coordinator.goto(f"{desk}/de/desk/")
    clean(coordinator)
    coordinator.fill("input[name=login]", "ki@example.org")
    coordinator.fill("input[name=password]", password.group(1))
    submit(coordinator)
    expect(coordinator).to_have_url(re.compile("/de/account/2fa/"))  # nothing is seen without a second factor
    clean(coordinator)
    coordinator.goto(f"{desk}/de/account/2fa/webauthn/add/")
    coordinator.fill("input[name=password]", password.group(1))
    submit(coordinator)
    coordinator.fill("input[name=name]", "Handy")
    coordinator.check("input[name=passwordless]")
    coordinator.click("#mfa_webauthn_add")
    expect(coordinator).to_have_url(re.compile("recovery-codes"))
    coordinator.goto(f"{desk}/de/account/logout/")
    submit(coordinator)
    coordinator.goto(f"{desk}/de/account/login/")
    coordinator.click("#passkey_login")
    expect(coordinator).to_have_url(f"{desk}/de/desk/")
    for path in (
        "/de/desk/",
        "/de/desk/people/",
        "/ar/desk/partners/",
        "/ar/desk/journal/",
        "/ar/account/2fa/",
        "/de/account/sessions/",
    ):
        coordinator.goto(desk + path)
        clean(coordinator)

    coordinator.goto(f"{desk}/de/desk/people/")
    coordinator.fill("input[name=email]", "club@example.org")
    coordinator.select_option("select[name=role]", "member")
    coordinator.select_option("select[name=organization]", index=1)
    submit(coordinator)
    mails = sorted((Path(environment["DATA_DIR"]) / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
    body = email.message_from_bytes(mails[-1].read_bytes(), policy=policy.default).get_body()
    assert body is not None
    link = re.search(r"http://\S+/join/\S+", str(body.get_content()))
    assert link is not None

    volunteer = browser.new_context(viewport=PHONE).new_page()
    volunteer.goto(link.group().replace("/de/", "/tr/"))
    clean(volunteer)
    volunteer.fill("input[name=name]", "Vera Verein")
    volunteer.fill("input[name=password]", "uzun bir parola 2026")
    submit(volunteer)
    expect(volunteer).to_have_url(f"{desk}/tr/desk/")
    clean(volunteer)

    coordinator.goto(f"{desk}/de/desk/people/")
    coordinator.locator("tr", has_text="Vera Verein").get_by_role("button").click()
    volunteer.goto(f"{desk}/tr/desk/")
    expect(volunteer).to_have_url(re.compile("/tr/account/login/"))  # at once, everywhere
