"""The public API: its promises, its document, and what it says to bad input."""

import json
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from anlaufpunkt.finder.api import OPENAPI

DOCUMENT = json.loads(Path(OPENAPI).read_text(encoding="utf-8"))


def conforms(data: object, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    Draft202012Validator(schema).validate(data)


def test_the_document_is_valid_and_served(page: Client) -> None:
    validate(DOCUMENT)
    assert page.get("/api/v1/openapi.json").json() == DOCUMENT


@pytest.mark.parametrize("path", ["/api/v1/needs", "/api/v1/search"])
def test_get_and_post_say_the_same(page: Client, path: str) -> None:
    question = {"q": "playgroup for my 6 month old baby", "lang": "en"}
    got = page.get(path, question)
    posted = page.post(path, json.dumps(question), content_type="application/json")
    assert got.status_code == posted.status_code == 200
    assert got.json() == posted.json()
    conforms(got.json(), "Meaning" if path.endswith("needs") else "Answer")
    assert got["Access-Control-Allow-Origin"] == "*"
    assert got["Cache-Control"] == "no-store"


def test_what_needs_returns(page: Client) -> None:
    found = page.get("/api/v1/needs", {"q": "playgroup for my 6 month old baby in Dortmund", "lang": "en"}).json()
    assert "parent-baby-group" in found["needs"][:3]
    assert found["urgent"] is False
    assert found["language"] == "en"
    assert found["facets"]["age_months"] == 6
    assert found["facets"]["place"] == "dortmund"


def test_nonsense_has_no_needs(page: Client) -> None:
    assert page.get("/api/v1/needs", {"q": "xqzt wvbn jjkl"}).json()["needs"] == []


def test_search_near_a_place_gives_reasons(page: Client) -> None:
    found = page.get("/api/v1/search", {"q": "Krabbelgruppe Baby 6 Monate", "lang": "ar", "near": "44145", "limit": "2"}).json()
    assert found["place"]["slug"] == "44145"
    assert 1 <= len(found["results"]) <= 2
    assert found["results"][0]["reasons"]
    assert found["centres"][0]["name"] == "KI Stadt Dortmund"


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 400), ({"q": ""}, 400), ({"q": "  "}, 400), ({"q": "x", "lang": "klingon"}, 400), ({"q": "x", "near": "Atlantis"}, 400),
        ({"q": "x", "limit": "0"}, 400), ({"q": "x", "limit": "abc"}, 400), ({"q": "x", "limit": "999999999999999999"}, 400),
        ({"q": "a" * 10_001}, 413), ({"q": "x", "near": "1" * 500}, 400),
    ],
)  # fmt: skip
def test_bad_parameters_are_problems(page: Client, params: dict[str, str], status: int) -> None:
    response = page.get("/api/v1/search", params)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    conforms(response.json(), "Problem")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400), (b"[]", "application/json", 400), (b'{"q": 5}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400), (b"q=x", "application/x-www-form-urlencoded", 415),
        (b'{"q": "x", "limit": true}', "application/json", 400), (b'{"q": "x", "lang": ["de"]}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
    ],
)  # fmt: skip
def test_bad_bodies_are_problems(page: Client, body: bytes, kind: str, status: int) -> None:
    response = page.post("/api/v1/search", body, content_type=kind)
    assert response.status_code == status
    conforms(response.json(), "Problem")


def test_other_methods_and_paths_are_problems(page: Client) -> None:
    assert page.delete("/api/v1/needs").status_code == 405
    missing = page.get("/api/v1/nothing")
    assert missing.status_code == 404
    conforms(missing.json(), "Problem")


def test_a_body_that_is_too_large_is_a_problem(page: Client) -> None:
    response = page.post("/api/v1/search", b'{"q": "' + b"a" * 400_000 + b'"}', content_type="application/json")
    assert response.status_code in (400, 413)
    conforms(response.json(), "Problem")


@pytest.mark.parametrize(
    "text", ["\x00\x01", "\u202e\u2066abc", "' OR 1=1; --", "<img src=x onerror=alert(1)>", "%00%ff", "\ud7ff", "🤰🏽👶🏿"]
)
def test_hostile_text_is_answered(page: Client, text: str) -> None:
    response = page.get("/api/v1/search", {"q": text, "near": "44145"})
    assert response.status_code in (200, 400)
