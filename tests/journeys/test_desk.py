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


def test_from_an_invitation_to_an_offer_that_a_mother_finds_and_a_leaver_who_is_out(
    browser: Browser, server: str, installed: Callable[..., str], environment: dict[str, str], indexer: None
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
    installed("worker", "--once")
    mails = sorted((Path(environment["DATA_DIR"]) / "mail").glob("*.eml"))
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

    writes_a_weekly_group(volunteer, desk)
    checks_and_publishes(coordinator, desk)
    finds_it_in_arabic(browser.new_context(viewport=PHONE).new_page(), desk)

    coordinator.goto(f"{desk}/de/desk/people/")
    coordinator.locator("tr", has_text="Vera Verein").get_by_role("button").click()
    clean(coordinator)
    coordinator.locator("button[name=sure]").click()  # one tap alone ends nothing
    coordinator.wait_for_load_state()
    volunteer.goto(f"{desk}/tr/desk/")
    expect(volunteer).to_have_url(re.compile("/tr/account/login/"))  # at once, everywhere


GROUP = "Nordmarkt Bebek Grubu"


def writes_a_weekly_group(page: Page, desk: str) -> None:
    """In Turkish, at 360 px, by the guided form."""
    page.goto(f"{desk}/tr/desk/services/new/")
    clean(page)
    submit(page)
    page.fill("[name=name]", GROUP)
    page.fill("[name=description]", "Anneler bebekleriyle buluşuyor. Birlikte şarkı söylüyoruz ve oynuyoruz.")
    page.select_option("[name=main_need]", "parent-baby-group")
    clean(page)
    submit(page)
    clean(page)
    page.check("[name=groups][value=parents]")
    page.fill("[name=from_age]", "0")
    page.fill("[name=to_age]", "1")
    submit(page)
    page.fill("[name=times]", "her salı 10-11:30, okul tatillerinde yok")
    clean(page)
    submit(page)
    page.fill("[name=street]", "Beispielweg 1")
    page.fill("[name=postcode]", "44145")
    page.fill("[name=city]", "Dortmund")
    clean(page)
    submit(page)
    page.check("[name=cost][value=free]")
    page.check("[name=spoken][value=ar]")
    page.check("[name=spoken][value=tr]")
    page.fill("[name=phone]", "0231 0000")
    clean(page)
    submit(page)
    clean(page)
    page.locator("button[value=hand-in]").click()
    expect(page.locator("[role=status]").first).to_be_visible()


def checks_and_publishes(page: Page, desk: str) -> None:
    page.goto(f"{desk}/de/desk/checking/")
    clean(page)
    page.get_by_role("link", name=GROUP).click()
    clean(page)
    page.locator("button[value=publish]").click()
    expect(page).to_have_url(re.compile("/de/desk/services/[0-9a-f-]{36}/$"))
    clean(page)


def finds_it_in_arabic(page: Page, desk: str) -> None:
    """Within seconds, in a browser that knows nobody."""
    for _ in range(40):
        page.goto(f"{desk}/ar/dortmund/")
        page.fill("[name=q]", "مجموعة للأمهات مع الرضع")
        page.locator("form.ask button[type=submit], .ask button[type=submit]").first.click()
        page.wait_for_load_state()
        if page.get_by_text(GROUP).count():
            break
        page.wait_for_timeout(250)
    expect(page.get_by_text(GROUP).first).to_be_visible()
    page.get_by_role("link", name=GROUP).first.click()
    expect(page.get_by_text("الثلاثاء").first).to_be_visible()
    clean(page)
