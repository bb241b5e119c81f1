"""schemathesis asks the API what its own description allows, and what it forbids, and holds every answer against it.

Bounded and deterministic: so many examples an operation, always the same; the application is called by WSGI.
"""

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from kb.home import Home
from web.api.openapi import description
from web.app import create_app

EXAMPLES = 8
"""Of each operation and mode."""

SCHEMA = schemathesis.openapi.from_dict(dict(description()))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
HELD = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]
"""Not held: that everything described is accepted (a query may be ill formed, an id name nothing), and that what is
not described is refused (of other parameters the API takes no notice)."""


@pytest.fixture(scope="module")
def app(home: Home) -> Flask:
    return create_app(home)


def test_every_operation_is_asked() -> None:
    assert {operation.path for operation in OPERATIONS} == set(description()["paths"])


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_every_answer_is_as_described(app: Flask, operation: APIOperation, mode: GenerationMode) -> None:
    @given(operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def held(case: schemathesis.Case) -> None:
        case.call_and_validate(app=app, headers={"Accept-Encoding": "identity"}, checks=HELD)

    if mode is GenerationMode.POSITIVE or operation.query or operation.path_parameters:
        held()
