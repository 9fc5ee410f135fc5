"""Journeys in a real browser: German and Arabic, with and without JavaScript, on a narrow phone; axe finds nothing."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import findings

pytestmark = pytest.mark.browser
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
