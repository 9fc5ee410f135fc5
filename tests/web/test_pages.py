"""Pages as a reader sees them: without cookies, in 20 languages, never empty."""

import io
import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from anlaufpunkt.config.wsgi import application
from anlaufpunkt.directory.actions import put_service
from anlaufpunkt.directory.domain.offer import Text
from anlaufpunkt.directory.domain.reports import MOST_A_DAY
from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.finder.adapters.index import IndexMissing
from anlaufpunkt.finder.domain.query import Query, from_understanding
from anlaufpunkt.finder.domain.ranking import rank
from anlaufpunkt.finder.models import Unanswered, UnknownPhrase
from anlaufpunkt.finder.selectors import answer, index_reader
from anlaufpunkt.finder.views import address
from anlaufpunkt.needs.domain.language import Guess
from anlaufpunkt.needs.domain.taxonomy import SENSITIVE, TILES
from anlaufpunkt.needs.domain.understanding import LIKELY, NeedFound, Understanding
from anlaufpunkt.network.selectors import place
from anlaufpunkt.terms.domain.folding import fold
from anlaufpunkt.terms.domain.languages import LANGUAGES

SAFE = "112"


def body(response) -> str:  # type: ignore[no-untyped-def]
    return str(response.content.decode())


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_home_in_every_language(page: Client, code: str) -> None:
    response = page.get(f"/{code}/")
    text = body(response)
    assert response.status_code == 200
    assert f'<html lang="{LANGUAGES[code].tag}" dir="{LANGUAGES[code].dir}">' in text
    assert 'href="tel:112"' in text
    assert 'href="tel:110"' in text
    assert text.count('<use href="#i-') >= len(TILES)
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_language_picker_shows_autonyms(page: Client) -> None:
    text = body(page.get("/", headers={"accept-language": "ti"}))
    for language in LANGUAGES.values():
        assert language.autonym in text
    assert text.index("ትግርኛ") < text.index("Deutsch")


def test_a_harmless_question_redirects_to_an_address_without_words(page: Client) -> None:
    response = page.post("/en/ask/", {"q": "playgroup for my 6 month old baby please", "place": "44145"})
    assert response.status_code == 303
    assert response["Location"] == "/en/44145/need/parent-baby-group/?age=6m" or "playgroup" not in response["Location"]
    shown = page.get(response["Location"])
    assert shown.status_code == 200
    assert 'class="card"' in body(shown)


def test_a_sensitive_question_is_answered_at_once_and_kept_nowhere(page: Client) -> None:
    response = page.post("/en/ask/", {"q": "my husband beats me, where can I hide", "place": "Dortmund"})
    text = body(response)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert text.index('href="tel:110"') < text.index('href="tel:116016"')
    assert "data-exit" in text
    assert "beats" not in text
    assert not Unanswered.objects.exists()
    assert not UnknownPhrase.objects.exists()
    assert "<title>Anlaufpunkt</title>" in text


def test_nothing_understood_is_not_an_empty_page(page: Client) -> None:
    text = body(page.post("/en/ask/", {"q": "xqzt wvbn", "place": "44145"}))
    assert "KI Stadt Dortmund" in text
    assert 'href="tel:115"' in text
    assert 'href="tel:112"' in text
    assert text.count("/start/") >= len(TILES)


@pytest.mark.parametrize(
    ("data", "status"), [({"q": ""}, 422), ({"q": "a" * 10_001}, 413), ({}, 422), ({"q": "\x00\u202e"}, 422)]
)
def test_bad_questions_get_a_clear_page(page: Client, data: dict[str, str], status: int) -> None:
    response = page.post("/de/ask/", data)
    assert response.status_code == status
    assert SAFE in body(response)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/de/nowhere/", 404), ("/xx/", 404), ("/de/need/no-such-need/", 404), ("/de/nowhere/need/sport/", 404),
        ("/de/need/sport/?age=99999999m", 400), ("/de/need/sport/?age=-1m", 400), ("/de/need/sport/?age=abc", 400),
        ("/de/need/sport/?page=9999999999999", 200), ("/de/need/sport/?day=9&spoken=xx,%00&also=zz", 200),
        ("/de/service/00000000-0000-0000-0000-000000000000/", 404), ("/de/service/1/", 404),
        ("/de/start/nonsense/", 404), ("/de/dortmund/nonsense/", 404), ("/de/%ff%fe/", 404), ("/de/need/'%3B--/", 404),
    ],
)  # fmt: skip
def test_bad_addresses_get_a_clear_page(page: Client, path: str, status: int) -> None:
    response = page.get(path)
    assert response.status_code == status
    assert SAFE in body(response)


@pytest.mark.parametrize("need", sorted(SENSITIVE)[:4])
def test_pages_about_sensitive_needs_offer_no_share_and_no_count(page: Client, need: str) -> None:
    text = body(page.get(f"/de/dortmund/need/{need}/"))
    assert "wa.me" not in text
    assert not Unanswered.objects.exists()


def test_an_unanswered_need_is_counted_without_words(page: Client) -> None:
    page.get("/ar/olpe/need/death-burial/")
    row = Unanswered.objects.get()
    assert (row.need, row.language, row.area, row.count) == ("death-burial", "ar", "05966024", 1)  # the town's key


def test_a_postcode_of_two_centres_is_asked_about(page: Client) -> None:
    text = body(page.get("/de/40472/"))
    assert 'href="/de/duesseldorf/"' in text
    assert 'href="/de/ratingen/"' in text
    assert "KI Stadt Düsseldorf" in text
    assert "KI Kreis Mettmann" in text


def test_the_path_without_typing(page: Client) -> None:
    home = body(page.get("/uk/"))
    assert 'href="/uk/start/parent-baby-group/"' in home
    ages = body(page.get("/uk/start/parent-baby-group/"))
    assert 'href="?age=8m"' in ages
    where = body(page.get("/uk/start/parent-baby-group/?age=8m"))
    assert where.count("/need/parent-baby-group/?age=8m") == 55  # 54 centres and all of the state
    answer = body(page.get("/uk/dortmund/need/parent-baby-group/?age=8m"))
    assert "EXAMPLE" in answer


def test_a_service_page_says_what_is_unknown(page: Client) -> None:
    service = Service.objects.get(texts__name="Arbeitskreis Rat & Tat")
    text = body(page.get(f"/en/service/{service.id}/"))
    assert "last described 2021, not confirmed since" in text
    assert "Time not known: please call or write." in text
    assert 'lang="de"' in text
    assert "<svg" in text[text.index('class="qr"') :]


@pytest.mark.parametrize(
    ("reader", "said"),
    [("en", "Language of the text: <bdi>Turkish</bdi>"), ("de-simple", "<bdi>Türkisch</bdi>"), ("ar", "<bdi>التركية</bdi>")],
)
def test_the_language_of_a_text_is_named_as_it_is(page: Client, reader: str, said: str) -> None:
    service = Service.objects.whole().get(is_example=True, texts__name="Babytreff Nordstadt")
    path, german = f"/{reader}/service/{service.id}/", "This description is only in German."
    offer = replace(offer_inside(service), texts={"de": Text("Babytreff", "Wir singen.")}, language="de")
    put_service(offer=offer, organization=service.organization, now=timezone.now())
    assert (german in body(page.get(path))) == (reader == "en")
    offer = replace(offer, texts={"tr": Text("Bebek grubu", "Şarkı söylüyoruz.")}, language="tr")
    put_service(offer=offer, organization=service.organization, now=timezone.now())
    assert said in body(page.get(path))
    assert german not in body(page.get(path))
    assert "Türkisch" not in body(page.get(f"/tr/service/{service.id}/"))


def test_an_example_says_so_on_page_calendar_and_api(page: Client) -> None:
    service = Service.objects.get(is_example=True, texts__name="Babytreff Nordstadt")
    assert "EXAMPLE" in body(page.get(f"/tr/service/{service.id}/"))
    calendar = body(page.get(f"/tr/service/{service.id}/calendar.ics"))
    assert "SUMMARY:EXAMPLE" in calendar
    assert calendar.count("BEGIN:VEVENT") in (7, 8)
    found = page.get("/api/v1/search", {"q": "baby group", "lang": "en", "near": "44145"}).json()["results"]
    example = next(r for r in found if r["id"] == str(service.id))
    assert example["example"]
    assert example["name"].startswith("EXAMPLE")


def test_a_protected_address_is_on_no_page(page: Client) -> None:
    service = Service.objects.get(texts__name="Schutzwohnung für Frauen und Kinder")
    pages = [f"/de/service/{service.id}/", "/de/dortmund/need/domestic-violence/", f"/de/service/{service.id}/calendar.ics"]
    texts = [body(page.get(path)) for path in pages]
    texts.append(body(page.get("/api/v1/search", {"q": "Frauenhaus", "near": "Dortmund"})))
    for text in texts:
        assert "Geheimweg" not in text
        assert "44999" not in text
        assert "51.53" not in text


def test_a_mistake_is_reported_with_one_tap(page: Client) -> None:
    service = Service.objects.real().first()
    assert service is not None
    assert page.post(f"/ar/service/{service.id}/report/", {"fact": "when"}).status_code == 200
    assert Report.objects.get().fact == "when"
    assert page.post(f"/ar/service/{service.id}/report/", {"fact": "<b>"}).status_code == 400


def test_a_barrier_can_be_reported(page: Client) -> None:
    assert page.post("/de/dortmund/barrier/", {"note": "Der Knopf ist zu klein"}).status_code == 200
    assert Report.objects.get().fact == "barrier"
    assert page.post("/de/dortmund/barrier/", {"note": ""}).status_code == 422


def test_did_this_help(page: Client) -> None:
    assert page.post("/de/helped/", {"need": "sport", "answer": "yes"}).status_code == 200
    assert page.post("/de/helped/", {"need": "<x>", "answer": "yes"}).status_code == 404


def test_leaving_clears_the_browser(page: Client) -> None:
    response = page.get("/fa/leave/")
    assert response.status_code == 303
    assert '"storage"' in response["Clear-Site-Data"]


def test_without_an_index_hotlines_and_the_centre_still_stand_there(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise IndexMissing("the disk is full")

    monkeypatch.setattr("anlaufpunkt.finder.adapters.index.Reader.candidates", gone)
    text = body(page.post("/en/ask/", {"q": "my husband beats me", "place": "44145"}))
    assert 'href="tel:110"' in text
    assert "KI Stadt Dortmund" in text
    calm = page.get("/en/44145/need/sport/")
    assert calm.status_code == 200
    assert "KI Stadt Dortmund" in body(calm)


def test_with_a_locked_database_the_answer_still_comes(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*args: object, **kwargs: object) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr("anlaufpunkt.network.selectors.Centre.objects.filter", locked)
    monkeypatch.setattr("anlaufpunkt.finder.actions.count_unanswered", locked)
    response = page.get("/en/44145/need/parent-baby-group/?age=6m")
    assert response.status_code == 200
    assert 'class="card"' in body(response)
    assert "KI Stadt Dortmund" in body(response)
    assert page.get("/en/olpe/need/death-burial/").status_code == 200


def test_without_a_database_a_service_is_shown_from_the_index(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service.objects.filter(is_example=True).order_by("id")[0]
    whole = body(page.get(f"/en/service/{service.id}/"))

    def gone(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no connection")

    monkeypatch.setattr("anlaufpunkt.directory.selectors.visible", gone)
    assert body(page.get(f"/en/service/{service.id}/")) == whole
    assert page.get("/en/service/7d0c2c56-7f5d-5a0c-8a55-1b7d4a1d9e21/").status_code == 404


def test_without_a_database_a_page_of_a_centre_still_says_whom_to_call(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no connection")

    monkeypatch.setattr("anlaufpunkt.network.selectors.CentrePage.objects.filter", gone)
    page.raise_request_exception = False
    response = page.get("/de/dortmund/imprint/")
    assert response.status_code == 503
    assert "KI Stadt Dortmund" in body(response)
    assert "112" in body(response)


def test_static_files_are_protected_like_pages(page: Client) -> None:
    response = page.get("/static/" + re.search(r'/static/([^"]+)"', body(page.get("/de/"))).group(1))  # type: ignore[union-attr]
    assert response.status_code == 200
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "path", ["/ar/", "/ar/dortmund/", "/ar/44145/need/parent-baby-group/?age=6m", "/ar/needs/", "/ar/about/"]
)
def test_no_third_party_and_no_inline_script(page: Client, path: str) -> None:
    text = body(page.get(path))
    loaded = re.findall(r'(?:src|<link[^>]+href)="([^"]+)"', text)
    assert all(not urlsplit(url).netloc for url in loaded)
    assert not re.search(r"<script(?![^>]*src=)", text)
    assert not re.search(r'\son\w+="', text)


def test_the_same_number_of_queries_for_many_results(page: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    page.get("/de/dortmund/need/migration-counselling/")
    with django_assert_max_num_queries(2):
        page.get("/de/dortmund/need/migration-counselling/")
    with django_assert_max_num_queries(2):
        page.get("/de/dortmund/need/parent-baby-group/")


def test_a_restored_tab_is_not_a_white_page(page: Client) -> None:
    assert page.get("/de/ask/")["Location"] == "/de/"
    assert page.head("/de/").status_code == 200


def test_an_address_never_names_a_sensitive_need_beside_a_harmless_one() -> None:
    query = Query({"rent-problems": 0.6, "domestic-violence": 0.1, "housing-search": 0.1})
    assert address.of(query) == "/de/need/rent-problems/?also=housing-search"


def test_a_long_query_string_does_not_break_the_page(page: Client) -> None:
    assert page.get("/de/need/sport/", {"utm": "x" * 5000}).status_code == 200


def test_an_offer_for_several_towns_is_found_in_each(page: Client) -> None:
    found = page.get("/api/v1/search", {"q": "Sprachmittler Dolmetscher", "near": "Hückelhoven"}).json()
    assert "Heinsberg" in str([r["organization"] + r["where"] for r in found["results"]])


def test_nothing_of_a_question_stays_in_memory() -> None:
    assert not hasattr(fold, "cache_info")


def test_files_are_not_taken(page: Client) -> None:
    response = page.post("/de/ask/", {"q": "", "f": SimpleUploadedFile("x.bin", b"x" * 3_000_000)})
    assert response.status_code == 422


def test_an_unsure_answer_has_an_address_and_asks_back(page: Client) -> None:
    text = body(page.get("/de/dortmund/need/german-a1-a2/?also=integration-course&unsure=1"))
    assert "Meinen Sie" in text
    assert "/de/dortmund/need/integration-course/" in text
    assert "Meinen Sie" not in body(page.get("/de/dortmund/need/german-a1-a2/?unsure=1"))  # one choice is no question


def test_a_faint_trace_of_danger_does_not_frighten(page: Client) -> None:
    response = page.post(
        "/de/ask/", {"q": "Ich suche einen Deutschkurs am Abend, ich habe ein kleines Kind", "place": "Dortmund"}
    )
    assert response.status_code == 303
    assert "part=evening" in response["Location"]
    faint = NeedFound("child-protection", LIKELY - 0.01), NeedFound("german-a1-a2", 0.6)
    assert list(from_understanding(Understanding(Guess("de", "latn", True), faint), place=None, reader="de").needs) == [
        "german-a1-a2"
    ]
    sure = NeedFound("child-protection", LIKELY), NeedFound("german-a1-a2", 0.3)
    assert "child-protection" in from_understanding(Understanding(Guess("de", "latn", True), sure), place=None, reader="de").needs


@pytest.mark.parametrize("need", ["domestic-violence", "suicide-crisis", "child-protection"])
def test_nothing_invented_stands_on_pages_about_danger(page: Client, need: str) -> None:
    assert "EXAMPLE" not in body(page.get(f"/de/44145/need/{need}/"))


def test_nothing_invented_stands_beside_numbers_for_danger(page: Client) -> None:
    for question in ("my baby swallowed pills, playgroup in Dortmund, help", "we are homeless tonight in Dortmund, we need food"):
        text = body(page.post("/en/ask/", {"q": question}))
        assert "Are you in danger now?" in text
        assert "EXAMPLE" not in text


def test_an_unsure_question_asks_back_at_its_address(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlaufpunkt.needs.domain.understanding.SURE", 1.1)  # then every question is an unsure one
    sent = page.post("/de/ask/", {"q": "Kurs", "place": "40472"})
    assert "unsure=1" in sent["Location"]
    links = re.findall(r'href="(/de/[a-z-]+/need/[^"]+)"', body(page.get(sent["Location"])))
    towns = [link for link in links if "also=" in link]
    assert len(towns) == 2
    assert all("unsure=1" in link for link in towns)


def test_the_need_is_not_printed_on_a_sensitive_sheet(page: Client) -> None:
    assert 'class="qr"' in body(page.get("/de/dortmund/need/bicycle/"))
    assert 'class="qr"' not in body(page.get("/de/dortmund/need/domestic-violence/"))


def test_far_offers_are_all_kept_when_nothing_is_near(page: Client) -> None:
    query = Query({"meeting-place": 1.0}, place=place("kreis-coesfeld"))
    found = answer(query=query, now=timezone.now())
    nearest = [
        r for r in rank(query, index_reader().candidates(query), timezone.now()) if r.far and "meeting-place" in r.offer.needs
    ]
    assert found.widened
    assert len(nearest) > 5
    assert {r.offer.id for r in nearest} <= {r.offer.id for r in found.ranked}


def test_barriers_beyond_what_can_be_read_are_refused_with_a_contact(page: Client) -> None:
    for number in range(MOST_A_DAY):
        assert page.post("/de/dortmund/barrier/", {"note": f"stairs {number}"}).status_code == 200
    response = page.post("/de/dortmund/barrier/", {"note": "one more"})
    assert response.status_code == 429
    assert "KI Stadt Dortmund" in body(response)


def test_another_language_shows_the_same_page(page: Client) -> None:
    chosen = re.search(r'href="(/\?page=[^"]+)"', body(page.get("/ar/44145/need/parent-baby-group/?age=6m")))
    assert chosen is not None
    assert 'href="/tr/44145/need/parent-baby-group/?age=6m"' in body(page.get(chosen.group(1)))
    assert "?page=" not in body(page.get("/ar/44145/need/domestic-violence/"))


@pytest.mark.parametrize("foreign", ["//example.org/", "https://example.org", "javascript:alert(1)", "/../../x", "\\\\x"])
def test_the_language_page_leads_only_to_our_own_pages(page: Client, foreign: str) -> None:
    text = body(page.get("/", {"page": foreign}))
    assert 'href="/tr/"' in text
    assert "example.org" not in text


def test_a_printed_card_has_its_number(page: Client) -> None:
    text = body(page.get("/de/dortmund/need/migration-counselling/"))
    assert re.search(r'<p class="printonly">.*?\d{4,}', text)


@pytest.mark.parametrize("town", ["essen", "herne", "gutersloh"])
def test_an_alarm_has_a_number_or_is_none(page: Client, town: str) -> None:
    """No line is known for a night without a bed in most towns: then the centre stands first."""
    question = "no place to sleep tonight, security sends us away from the station, I am pregnant"
    text = body(page.post("/en/ask/", {"q": question, "place": town}))
    alarm = re.search(r'<section class="alarm".*?</section>', text, re.DOTALL)
    assert alarm is None or "<li>" in alarm.group()
    if alarm is None:
        assert text.index('id="person"') < text.index('class="card"', text.index('id="person"') + 100)
        assert text.index('href="tel:112"') < text.index('id="person"')


def test_a_sensitive_need_is_kept_out_of_addresses_even_when_it_is_unsure() -> None:
    unsure = Understanding(Guess("sq", "latn", True), (NeedFound("trauma-therapy", LIKELY - 0.02), NeedFound("sport", 0.05)))
    assert unsure.sensitive


def test_the_first_number_on_the_page_of_an_emergency_is_112(page: Client) -> None:
    text = body(page.get("/de/need/medical-emergency/"))
    assert re.findall(r'class="call" href="tel:(\d+)"', text)[0] == "112"


@pytest.mark.parametrize("born", ["geboren im Januar 2008", "geboren 2008", "geboren im Dezember 2026"])
def test_a_birth_year_never_ends_on_an_error(page: Client, born: str) -> None:
    sent = page.post("/de/ask/", {"q": f"Nachhilfe für meinen Sohn, {born}"})
    assert page.get(sent["Location"]).status_code == 200


def test_absurd_headers_get_an_answer(page: Client) -> None:
    assert page.get("/de/need/housing-search/", headers={"host": "127.0.0.1:" + "1" * 3000}).status_code < 500
    environ = {"CONTENT_TYPE": "text/plain; charset=rot13; x=utf-8"}
    assert application_status("/api/v1/search?q=x", environ) < 500


def application_status(path: str, extra: dict[str, str]) -> int:
    """Through the door of the web server, as gunicorn comes in."""
    answers: list[str] = []
    where, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": where, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", **extra,
    }  # fmt: skip
    list(application(environ, lambda status, headers, *rest: answers.append(status)))
    return int(answers[0][:3])


def test_reports_that_were_read_make_room(page: Client) -> None:
    page.post("/de/dortmund/barrier/", {"note": "stairs"})
    call_command("gaps", "--read", "dortmund", stdout=io.StringIO())
    assert Report.objects.get(page="dortmund").done
