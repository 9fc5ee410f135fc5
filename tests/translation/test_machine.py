"""The clients against local servers that answer as the two services document it, and as they should not."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from anlaufpunkt.directory.domain.offer import Offer, Partner, Text
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation.adapters.deepl import FREE, PRO, DeepL
from anlaufpunkt.translation.adapters.libretranslate import LibreTranslate
from anlaufpunkt.translation.adapters.machine import Machine, machine, translated
from anlaufpunkt.translation.checks import machine_translation_is_whole

Answer = Callable[[dict[str, Any]], tuple[int, bytes]]
OFFER = Offer(
    id="5b5e1c1e-0000-4000-8000-000000000001", organization="EXAMPLE", language="de", needs=("bicycle",), is_example=True,
    texts={"de": Text("Rad & Tat <3", "Rufen Sie an: 0231 50-12345 oder anna@example.org. Wir helfen um 10:30 Uhr.")},
    partner=Partner("Geheime Person", "0231 999", "geheim@example.org"),
)  # fmt: skip


class Service:
    """A server with the answers of a test; keeps what it was asked."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.answer: Answer = lambda question: (500, b"")
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.drip = False
        self.location = ""


@pytest.fixture
def service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            here.asked.append((self.path, dict(self.headers), question))
            status, body = here.answer(question)
            self.send_response(status)
            if here.location:
                self.send_header("Location", here.location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for byte in body if here.drip else [body]:
                    self.wfile.write(bytes([byte]) if here.drip else byte)
                    if here.drip:
                        time.sleep(0.05)
            except OSError:
                pass

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Service(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()


def deepl_answers(question: dict[str, Any]) -> tuple[int, bytes]:
    found = [{"detected_source_language": "DE", "text": "T " + text} for text in question["text"]]
    return 200, json.dumps({"translations": found}).encode()


def libre_answers(question: dict[str, Any]) -> tuple[int, bytes]:
    return 200, json.dumps({"translatedText": ["T " + text for text in question["q"]]}).encode()


def clients(service: Service, timeout: float = 5.0) -> dict[str, tuple[Machine, Answer]]:
    return {
        "deepl": (DeepL("secret:fx", service.url, timeout), deepl_answers),
        "libretranslate": (LibreTranslate(service.url + "/", "secret", timeout), libre_answers),
    }


KINDS = pytest.mark.parametrize("kind", ["deepl", "libretranslate"])


@KINDS
def test_the_text_comes_back_with_what_was_kept_here(service: Service, kind: str) -> None:
    client, service.answer = clients(service)[kind]
    made = translated(client, OFFER, "ar")
    source = OFFER.texts["de"]
    assert made == Text(f"T {source.name}", f"T {source.description}", "machine", source.digest)


@KINDS
def test_no_address_number_or_contact_leaves(service: Service, kind: str) -> None:
    client, service.answer = clients(service)[kind]
    translated(client, OFFER, "ar")
    sent = json.dumps(service.asked[0][2], ensure_ascii=False)
    for private in ("0231", "12345", "anna", "Geheim", "geheim", "EXAMPLE", OFFER.id):
        assert private not in sent
    assert "10:30" in sent


def test_deepl_is_asked_as_documented(service: Service) -> None:
    client, service.answer = clients(service)["deepl"]
    translated(client, OFFER, "en")
    path, headers, question = service.asked[0]
    assert path == "/v2/translate"
    assert headers["Authorization"] == "DeepL-Auth-Key secret:fx"
    assert headers["Content-Type"] == "application/json"
    assert (question["source_lang"], question["target_lang"]) == ("DE", "EN-GB")
    assert question["text"] == [
        "Rad &amp; Tat &lt;3", "Rufen Sie an: <x>0</x> oder <x>1</x>. Wir helfen um 10:30 Uhr."
    ]  # fmt: skip
    assert (question["tag_handling"], question["ignore_tags"]) == ("xml", ["x"])


def test_the_free_plan_has_a_server_of_its_own() -> None:
    assert DeepL("a:fx").address == f"{FREE}/v2/translate"
    assert DeepL("a").address == f"{PRO}/v2/translate"


def test_libretranslate_is_asked_as_documented(service: Service) -> None:
    client, service.answer = clients(service)["libretranslate"]
    translated(client, OFFER, "fa")
    path, _headers, question = service.asked[0]
    assert path == "/translate"
    assert question.keys() == {"q", "source", "target", "format", "api_key"}
    assert (question["source"], question["target"], question["format"]) == ("de", "fa", "text")
    translated(LibreTranslate(service.url), OFFER, "fa")
    assert "api_key" not in service.asked[1][2]


@KINDS
@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "machine_down"),
        (403, "machine_key"),
        (429, "machine_busy"),
        (456, "machine_quota"),
        (500, "machine_down"),
        (529, "machine_busy"),
    ],
)
def test_what_goes_wrong_is_named(service: Service, kind: str, status: int, code: str) -> None:
    client, _answer = clients(service)[kind]
    service.answer = lambda question: (status, b'{"message": "no", "error": "no"}')
    with pytest.raises(Refused, match=code):
        translated(client, OFFER, "ar")


@KINDS
@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"null", b"[]", b"{}", b'{"translations": null}', b'{"translations": [{"text": "x"}]}', b'{"translatedText": ["x"]}',
        b'{"translations": [{"text": 1}, {"text": 2}]}', b'{"translatedText": [1, 2]}', b'{"translatedText": "xy"}', b"\xff\xfe",
        b'{"translations": [{"text": "<b>x</b>"}, {"text": "<x>0</x> <x>1</x>"}]}', b'{"translations": [{"text": " "}, {"text": "<x>0</x> <x>1</x>"}]}',
        b'{"translations": [{"text": "x"}, {"text": "<x>0</x>"}]}', b'{"translatedText": ["x", "lost"]}',
        b'{"translatedText": ["x", "\xe2\x9f\xa60\xe2\x9f\xa7 \xe2\x9f\xa60\xe2\x9f\xa7 \xe2\x9f\xa61\xe2\x9f\xa7"]}',
        json.dumps({"translatedText": ["x" * 201, "⟦0⟧ ⟦1⟧"], "translations": [{"text": "x" * 201}, {"text": "<x>0</x> <x>1</x>"}]}).encode(),
        b'{"a": "' + b"x" * 1_100_000 + b'"}',
    ],
)  # fmt: skip
def test_rubbish_is_refused(service: Service, kind: str, body: bytes) -> None:
    client, _answer = clients(service)[kind]
    service.answer = lambda question: (200, body)
    with pytest.raises(Refused, match="machine_rubbish"):
        translated(client, OFFER, "ar")


@KINDS
def test_a_slow_service_is_left(service: Service, kind: str) -> None:
    client, answer = clients(service, timeout=0.2)[kind]
    free = threading.Event()

    def slow(question: dict[str, Any]) -> tuple[int, bytes]:
        free.wait(20)
        return answer(question)

    service.answer = slow
    with pytest.raises(Refused, match="machine_down"):
        translated(client, OFFER, "ar")
    free.set()


@KINDS
def test_a_service_that_sends_byte_by_byte_is_left(service: Service, kind: str) -> None:
    client, _answer = clients(service, timeout=0.2)[kind]
    service.answer, service.drip = lambda question: (200, b" " * 1000), True
    with pytest.raises(Refused, match="machine_down"):
        translated(client, OFFER, "ar")


@KINDS
def test_a_service_that_is_not_there(service: Service, kind: str) -> None:
    service.url = "http://127.0.0.1:9"
    client, _answer = clients(service)[kind]
    with pytest.raises(Refused, match="machine_down"):
        translated(client, OFFER, "ar")


@KINDS
def test_the_key_is_not_carried_elsewhere(service: Service, kind: str) -> None:
    client, _answer = clients(service)[kind]
    service.answer, service.location = lambda question: (307, b""), f"{service.url}/elsewhere"
    with pytest.raises(Refused, match="machine_down"):
        translated(client, OFFER, "ar")
    assert len(service.asked) == 1


@KINDS
def test_what_may_not_or_cannot_be_asked_is_not_asked(service: Service, kind: str) -> None:
    client, service.answer = clients(service)[kind]
    for offer, language, code in (
        (replace(OFFER, status="inactive"), "ar", "not_published"), (OFFER, "ti", "machine_language"), (OFFER, "de-simple", "machine_language"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            translated(client, offer, language)
    assert service.asked == []


def test_off_by_default(settings: Any) -> None:
    assert (settings.MACHINE_TRANSLATION_KIND, machine(), machine_translation_is_whole(None)) == ("", None, [])


@pytest.mark.parametrize(
    ("kind", "url", "key", "faults"),
    [
        ("deepl", "", "k", 0),
        ("deepl", "", "", 1),
        ("libretranslate", "http://x", "", 0),
        ("libretranslate", "", "k", 1),
        ("other", "u", "k", 1),
    ],
)
def test_the_installation_check(settings: Any, kind: str, url: str, key: str, faults: int) -> None:
    settings.MACHINE_TRANSLATION_KIND, settings.MACHINE_TRANSLATION_URL, settings.MACHINE_TRANSLATION_KEY = kind, url, key
    assert len(machine_translation_is_whole(None)) == faults
    assert (machine() is None) == (kind == "other")
