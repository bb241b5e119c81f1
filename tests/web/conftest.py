"""What the tests of pages share."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from kb.home import Home
from tests.web.homes import serving
from web.app import create_app


@pytest.fixture(scope="session")
def home(seed_home: Home) -> Home:
    """A home with the bundled documents."""
    return seed_home


@pytest.fixture(scope="session")
def site(home: Home) -> FlaskClient:
    """A client of the application."""
    return create_app(home).test_client()


@pytest.fixture(scope="session")
def server(home: Home) -> Iterator[str]:
    """The address of a real HTTP server."""
    with serving(home) as address:
        yield address
