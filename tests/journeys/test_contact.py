"""A mother asks in Arabic without an account; a coordinator answers; she reads it, and erases everything."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import findings

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
COUNSELLOR = """
import django
django.setup()
from allauth.mfa.models import Authenticator
from django.test import Client
from anlaufpunkt.accounts.actions import create_user
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from tests.desk.people import NOW, PASSWORD
user = create_user(email="counsel@example.org", name="EXAMPLE Counsellor", password=PASSWORD, language="de", now=NOW)
Membership.objects.create(user=user, role=Role.COORDINATOR, since=NOW, centre_id="05913")
Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
client = Client()
client.force_login(user)
print(client.cookies["desk"].value)
"""
LEFT = """
import django
django.setup()
from anlaufpunkt.contact.models import Inquiry, Message, Person
print(Inquiry.objects.count(), Message.objects.count(), Person.objects.count())
"""
QUESTION = "أبحث عن دورة ألماني مع رعاية أطفال"


def fits(page: Page) -> None:
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_a_question_is_answered_and_erased(
    browser: Browser, server: str, installed: Callable[..., str], environment: dict[str, str]
) -> None:
    here = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings"}

    def run(script: str) -> str:
        done = subprocess.run([sys.executable, "-c", script], env=here, check=True, capture_output=True, text=True)
        return done.stdout.strip().splitlines()[-1]

    session = run(COUNSELLOR)
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False)  # a cheap one
    page = phone.new_page()
    page.goto(f"{server}/ar/write/")
    page.fill("[name=text]", QUESTION)
    page.fill("[name=place]", "44145")
    page.fill("[name=pin]", "4711")
    page.check("[name=agree]")
    page.click("button[value=check]")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert page.title() == "Anlaufpunkt"
    page.click("button[value=send]")
    assert not phone.cookies()
    own = str(page.locator("a[href*='/my/'].kern-btn").get_attribute("href"))

    desk = browser.new_context(viewport={"width": 1280, "height": 900})
    desk.add_cookies([{"name": "desk", "value": session, "url": server}])
    screen = desk.new_page()
    screen.goto(f"{server}/de/desk/inquiries/")
    fits(screen)
    screen.locator("ul.cards h2 a").first.click()
    expect(screen.get_by_text(QUESTION)).to_be_visible()
    screen.locator("form[action='claim/'] button").click()
    screen.fill("#answer", "نعم، يوم الثلاثاء الساعة العاشرة")
    screen.locator("form[action='answer/'] button[type=submit]").click()
    expect(screen.locator("ol.thread li.out")).to_have_count(1)
    fits(screen)

    reader = browser.new_context(viewport=PHONE).new_page()  # later, in another browser
    reader.goto(own)
    fits(reader)
    reader.fill("[name=pin]", "4711")
    reader.click("button[type=submit]")
    expect(reader.get_by_text("نعم، يوم الثلاثاء الساعة العاشرة")).to_be_visible()
    fits(reader)
    reader.locator("details.more summary").last.click()
    reader.locator("input[value=delete] ~ button").click()
    reader.locator("input[value=delete-all] ~ .acts button").click()
    reader.wait_for_load_state()
    assert run(LEFT) == "0 0 0"
    assert screen.goto(screen.url).status == 404  # type: ignore[union-attr]
