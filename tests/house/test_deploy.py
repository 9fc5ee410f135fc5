"""The files for production: nothing but the proxy is open, settings and commands exist, and the proxy logs nobody."""

import re
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from anlaufpunkt.config import env
from tests.house.test_house import ROOT

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
PROXY = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
OURS = {name: service for name, service in COMPOSE["services"].items() if service.get("build")}


def test_only_the_proxy_is_open() -> None:
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]
    assert set(OURS) == {"web", "worker", "indexer", "prepare"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_services_use_settings_and_commands_that_exist(name: str) -> None:
    service: dict[str, Any] = OURS[name]
    known = {variable.name for variable in env.VARIABLES}
    assert set(service["environment"]) <= known
    assert service["environment"]["HTTPS"] == "1"
    assert service["environment"]["SHOW_EXAMPLES"] == "0"
    for command in re.findall(r"anlaufpunkt ([a-z_]+)", " ".join(service.get("command", []))):
        assert command in get_commands(), command


def test_what_the_operator_must_set_is_described() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    docs = (ROOT / "docs/operate/install.md").read_text(encoding="utf-8")
    for name in re.findall(r"\$\{([A-Z_]+)", text):
        assert name in docs, name


def test_the_proxy_holds_requests_and_sets_what_we_believe() -> None:
    for needed in (
        "proxy_request_buffering on;", "client_max_body_size 10m;", "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;", "return 301 https://", "server_tokens off;",
    ):  # fmt: skip
        assert needed in PROXY


def test_the_proxy_logs_neither_addresses_nor_readers() -> None:
    formats = re.findall(r"log_format \w+ '([^']*)'", PROXY)
    assert len(formats) == 1
    allowed = {"time_iso8601", "request_method", "status", "body_bytes_sent", "request_time", "upstream_response_time"}
    assert set(re.findall(r"\$(\w+)", formats[0])) <= allowed
    assert re.findall(r"access_log \S+ (\w+);", PROXY) == ["figures"]
    assert re.findall(r"error_log \S+ (\w+);", PROXY) == ["crit"]
