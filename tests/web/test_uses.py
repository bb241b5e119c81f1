"""Names of a local agency by the years of the documents that use them; a central organ's come from its registry."""

from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.web.homes import home_with
from web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """{name}{year}年政府信息公开工作年度报告
一、总体情况
{name}认真贯彻《中华人民共和国政府信息公开条例》，{name}全年主动公开信息。国家卫生健康委员会予以肯定。
"""
LOCAL = "/agency/济南市教育局"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("uses")
    texts = {f"{year}.txt": REPORT.format(name="济南市教育局", year=year) for year in (2016, 2017, 2019)}
    texts["通知.txt"] = "关于开展检查的通知\n请各区教育部门配合济南市教育局做好检查工作。\n"
    return create_app(home_with(folder, texts)).test_client()


def facts(site: FlaskClient, url: str) -> str:
    found = LexborHTMLParser(site.get(url).get_data(as_text=True)).css_first(".facts")
    return " ".join(found.text().split())


def test_first_and_last_year_with_documents_and_places(site: FlaskClient) -> None:
    told = facts(site, LOCAL)
    assert "济南市教育局 2016–2019，见 4 篇（其中 1 篇年份不明）" in told
    assert "不是名称法定的起止" in told
    tree = LexborHTMLParser(site.get(LOCAL).get_data(as_text=True))
    (link,) = tree.css(".facts .uses a")
    places = LexborHTMLParser(site.get(link.attributes["href"]).get_data(as_text=True))
    assert link.text().split()[0] == places.css_first("[data-total]").attributes["data-total"] == "10"
    assert len({node.attributes["href"] for node in places.css("main footer a")}) == 4


def test_the_api_tells_the_same(site: FlaskClient) -> None:
    (use,) = site.get(f"/api/v1/entities{LOCAL}").json["study"]["names"]
    assert use.pop("url").startswith("/mentions?")
    assert use == {
        "name": "济南市教育局", "first": 2016, "last": 2019, "documents": 4, "undated": 1, "places": 10,
    }  # fmt: skip


def test_a_registered_organ_has_its_history_instead(site: FlaskClient) -> None:
    assert "文档中的名称" not in facts(site, "/agency/国家卫生健康委员会")
    assert site.get("/api/v1/entities/agency/国家卫生健康委员会").json["study"]["names"] == []


def test_only_places_of_a_name(site: FlaskClient) -> None:
    base = "/api/v1/mentions?entity=agency/济南市教育局"
    assert site.get(base).json["total"] == site.get(f"{base}&name=济南市教育局").json["total"] == 10
    assert site.get(f"{base}&name=教育局").json["total"] == 0
