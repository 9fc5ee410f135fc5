"""A carrier confirms five offers from one mail, on a phone, without an account."""

import email
import os
import re
import subprocess
import sys
from collections.abc import Callable
from email import policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.axe import findings

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
FIVE_OLD_OFFERS = """
import django
django.setup()
from anlaufpunkt.network.models import Organization
from tests.upkeep.scene import agree, make_service
club = Organization.objects.create(name="EXAMPLE Fahrradverein", kind="mso", is_example=True, centre_id="05913")
agree(club)
for number in range(5):
    make_service(club, name=f"EXAMPLE Fahrradkurs {number}")
"""
COUNT = """
import django
django.setup()
from django.utils import timezone
from anlaufpunkt.directory.models import Service
fresh = Service.objects.filter(organization__name="EXAMPLE Fahrradverein", assured_date=timezone.localdate())
print(fresh.count())
"""


def test_one_mail_one_tap_five_offers(
    browser: Browser, server: str, installed: Callable[..., str], environment: dict[str, str]
) -> None:
    here = {**environment, "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings", "PUBLIC_URL": server}

    def run(*command: str) -> str:
        done = subprocess.run(command, env={**os.environ, **here}, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    program = str(Path(sys.executable).parent / "anlaufpunkt")
    run(sys.executable, "-c", FIVE_OLD_OFFERS)
    run(program, "upkeep")
    run(program, "upkeep")  # a second time in the month there is no second mail
    run(program, "worker", "--once")
    letters = [p for p in (Path(environment["DATA_DIR"]) / "mail").glob("*.eml") if "office@example.org" in p.read_text()]
    assert len(letters) == 1
    body = email.message_from_bytes(letters[0].read_bytes(), policy=policy.default).get_body()
    assert body is not None
    text = str(body.get_content())
    assert text.count("EXAMPLE Fahrradkurs") == 5
    link = re.search(rf"{server}/de/review/[^/\s]+/", text)
    assert link is not None

    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(link.group())
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert run(sys.executable, "-c", COUNT) == "0"  # opening the page says nothing yet
    page.locator("button[name=all]").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_be_visible()
    assert findings(page) == []
    assert run(sys.executable, "-c", COUNT) == "5"
    assert not page.context.cookies()
