"""Every address that docs/api.md asks for answers, and every operation of the API has an example there."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.conftest import ROOT
from web.api.openapi import description

DOCS = (ROOT / "docs/api.md").read_text(encoding="utf-8")
ASKED = re.findall(r"127\.0\.0\.1:8000(/[^\s']+)", DOCS)


@pytest.fixture(scope="module")
def ids(site: FlaskClient) -> tuple[str, str]:
    one, two = (item["id"] for item in site.get("/api/v1/search?q=公开").json["results"][:2])
    return one, two


@pytest.mark.parametrize("url", sorted(set(ASKED)))
def test_it_answers(site: FlaskClient, ids: tuple[str, str], url: str) -> None:
    one, two = ids
    given = url.replace("OTHER", two).replace("ID", one)
    if "$next" not in given:
        answer = site.get(quote(given, safe="/?&=%+:"))
        assert answer.status_code == 200
        assert answer.data


@pytest.mark.parametrize("path", sorted(description()["paths"]))
def test_every_operation_has_an_example(path: str) -> None:
    pattern = re.compile("/api/v1" + re.sub(r"\\\{\w+\\\}", "[^/?]+", re.escape(path)) + r"(?:\?.*)?")
    assert any(pattern.fullmatch(url) for url in ASKED)
