"""An agency's page tells the years of a central organ's name, what came before and after, and whence it knows."""

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.web.homes import home_with
from web.app import create_app

TEXT = """国家卫生健康委员会关于做好政务公开工作的通知

根据原国家卫生和计划生育委员会、财政部的规定，国家卫生健康委员会现就有关事项通知如下。
2019年5月6日
"""


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site whose one document names an organ and what it was before."""
    return create_app(home_with(tmp_path_factory.mktemp("history"), {"通知.txt": TEXT})).test_client()


def told(site: FlaskClient, name: str) -> str:
    answer = site.get(f"/agency/{name}")
    assert answer.status_code == 200
    found = LexborHTMLParser(answer.get_data(as_text=True)).css_first(".facts .history")
    return " ".join(found.text().split()) if found else ""


def test_years_and_names_before_and_after_with_their_source(renamed: FlaskClient) -> None:
    text = told(renamed, "国家卫生和计划生育委员会")
    for part in (
        "2013—2018年",
        "前身：卫生部 至2013年",
        "后继：国家卫生健康委员会 2018年起",
        "据中央机关登记表",
    ):
        assert part in text
    page = LexborHTMLParser(renamed.get("/agency/国家卫生和计划生育委员会").get_data(as_text=True))
    assert [node.text() for node in page.css(".history a.entity")] == ["国家卫生健康委员会"]


def test_nothing_is_said_where_the_registry_says_nothing(renamed: FlaskClient, site: FlaskClient) -> None:
    assert told(renamed, "财政部") == ""
    assert told(site, "山东省文化和旅游厅") == ""


def test_the_api_tells_the_same(renamed: FlaskClient) -> None:
    study = renamed.get("/api/v1/entities/agency/国家卫生健康委员会").get_json()["study"]
    assert study["history"]["term"] == {"name": "国家卫生健康委员会", "since": 2018, "until": None}
    assert "国家卫生和计划生育委员会" in {term["name"] for term in study["history"]["predecessors"]}
    assert renamed.get("/api/v1/entities/agency/财政部").get_json()["study"]["history"] is None
