"""Journeys in a real browser: German and Arabic, with and without JavaScript, on a narrow phone; axe finds nothing."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from anlaufpunkt.config.serve import web_command
from tests.postgres import free_port

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAGES = [
    "/{}/",
    "/{}/dortmund/",
    "/{}/44145/need/parent-baby-group/?age=6m",
    "/{}/dortmund/need/domestic-violence/",
    "/{}/start/parent-baby-group/",
    "/{}/needs/",
    "/{}/about/",
]
ASKED = {"de": "Gruppe für mich und mein Baby, 6 Monate", "ar": "مجموعة لي ولطفلي الرضيع عمره ٦ أشهر"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real server on a database of its own."""
    data = tmp_path_factory.mktemp("data")
    for name in ("generated", "static", "model"):
        shutil.copytree(settings.DATA_DIR / name, data / name)
    programs = Path(sys.executable).parent
    environment = {**os.environ, "DATA_DIR": str(data), "DATABASE_URL": f"sqlite:///{data}/db.sqlite3"}
    for command in (["migrate", "-v0"], ["train"], ["load_offers", "--examples"], ["indexer", "--once"]):
        subprocess.run([programs / "anlaufpunkt", *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    web = subprocess.Popen(web_command(programs, str(port)), env=environment)
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


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def findings(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_mother_asks_and_finds_a_group(server: str, phone: Page, language: str) -> None:
    phone.goto(f"{server}/{language}/")
    phone.fill("#q", ASKED[language])
    phone.fill("#place", "44145")
    phone.click("button[type=submit]")
    expect(phone.locator("article.card").first).to_be_visible()
    assert "/44145/need/" in phone.url
    assert ASKED[language] not in phone.url
    assert phone.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    phone.locator("article.card h3 a").first.click()
    expect(phone.locator("h1")).to_be_visible()
    assert phone.context.cookies() == []


def test_the_path_without_typing_and_without_javascript(server: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{server}/")
    page.click("text=العربية")
    page.click('a[href="/ar/start/parent-baby-group/"]')
    page.click('a[href="?age=8m"]')
    page.click('a[href*="/dortmund/need/"]')
    assert page.locator("article.card").count() >= 1
    page.locator("article.card h3 a").first.click()
    page.click('button[value="when"]')
    assert page.locator("h1").inner_text().strip()
    context.close()


def test_danger_shows_numbers_first_and_the_exit_hides_the_page(server: str, phone: Page) -> None:
    phone.goto(f"{server}/de/")
    phone.fill("#q", "Mein Mann schlägt mich gerade, ich habe Angst dass er mich umbringt")
    phone.fill("#place", "Dortmund")
    phone.click("button[type=submit]")
    first = phone.locator("a[href^='tel:']").first
    assert first.get_attribute("href") == "tel:110"
    assert "Mann" not in phone.url
    phone.route("**/leave/", lambda route: route.fulfill(body="left"))
    phone.click("[data-exit]")
    phone.wait_for_url("**/leave/")
    assert "left" in phone.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "ar", "uk", "ti"])
def test_axe_finds_nothing_and_nothing_overflows(server: str, browser: Browser, language: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme, is_mobile=True, has_touch=True)
    page = context.new_page()
    for path in PAGES:
        page.goto(server + path.format(language))
        assert findings(page) == [], path
        assert overflow(page) == 0, path
    context.close()
