"""What the tests of pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kb.home import Home
from tests.web.homes import home_of, serving
from web.app import create_app


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, seeds: list[Path]) -> Home:
    """A home with the bundled documents."""
    return home_of(tmp_path_factory.mktemp("pages"), seeds)


@pytest.fixture(scope="session")
def site(home: Home) -> FlaskClient:
    """A client of the application."""
    return create_app(home).test_client()


@pytest.fixture(scope="session")
def server(home: Home) -> Iterator[str]:
    """The address of a real HTTP server."""
    with serving(home) as address:
        yield address
