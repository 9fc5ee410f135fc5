"""Schemathesis against our own document: no 500, answers as promised."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from anlaufpunkt.finder.api import OPENAPI

schema = schemathesis.openapi.from_path(OPENAPI)
schema.app = WSGIHandler()
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.django_db
@schema.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_input_breaks_the_api(case) -> None:  # type: ignore[no-untyped-def]
    case.call_and_validate(base_url="http://localhost", checks=CHECKS, headers={"Accept-Encoding": "identity"})
