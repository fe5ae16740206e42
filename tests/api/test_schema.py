"""The OpenAPI document tells the truth: schemathesis asks, within bounds, whatever the document allows and forbids."""

from datetime import date

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.builders import an_actor, an_event
from timeline.wsgi import application

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def events(transactional_db):
    russia = an_actor("Russia")
    return [an_event(f"Talks {day}", day=date(2022, 2, day), parties=(russia,)) for day in range(1, 6)]


ALLOWED = [(path, GenerationMode.POSITIVE) for path in schema]
FORBIDDEN = [(path, GenerationMode.NEGATIVE) for path in schema if "{" not in path]  # any text can be an id


@pytest.mark.parametrize(("path", "mode"), ALLOWED + FORBIDDEN)
def test_no_answer_breaks_the_document(events, path, mode):
    operation = schema[path]["GET"]

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
