"""What cannot be understood is answered by a sentence, as a page and as JSON; never by a traceback."""

import logging

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from kb.home import Home
from web.app import create_app

BAD = [
    ("/search?q=" + "公" * 10_000, 400, "2000"),
    ("/search?q=" + "公" * 30_000, 400, "太长"),
    ("/search?q=((((", 400, "字"),
    ("/search?q=()", 400, ""),
    ("/search?q=公开&page=-1", 400, "page"),
    ("/search?q=公开&page=0", 400, "page"),
    ("/search?q=公开&page=1e9", 400, "page"),
    ("/search?q=公开&page=9999999999999999999999", 400, "page"),
    ("/search?q=公开&page=٣", 400, "page"),
    ("/search?q=公开&page=99999", 404, "页"),
    ("/search?q=公开&sort=random", 400, "relevance"),
    ("/documents?year=-1", 400, "year"),
    ("/documents?page=7", 404, "页"),
    ("/documents/0000000000000000", 404, "没有"),
    ("/documents/../../etc/passwd", 404, ""),
    ("/documents/%2e%2e%2fetc/text", 404, ""),
    ("/agency/没有这个机关", 404, "没有"),
    ("/agency/%00", 404, ""),
    ("/agency?page=0", 400, "page"),
    ("/person/王磊", 404, "没有内容"),
    ("/graph?focus=没有这个机关", 404, "没有叫"),
    ("/graph?focus=山东省&depth=9", 400, "depth"),
    ("/graph.exe", 404, ""),
    ("/graph.json?focus=nothing", 404, "关系图里没有"),
    ("/relations?source=agency/x", 404, "没有"),
    ("/relations?source=region/山东省&kind=likes", 400, "kind"),
    ("/findings?severity=awful", 400, "hard"),
    ("/unresolved?kind=person", 400, "agency"),
    ("/nothing/here", 404, "没有内容"),
    ("/<script>alert(1)</script>", 404, ""),
]

BAD_API = [
    ("/search", 400, "请输入"),
    ("/search?q=" + "公" * 10_000, 400, "2000"),
    ("/search?q=((((", 400, "字"),
    ("/search?q=公开&page=-1", 400, "page"),
    ("/search?q=公开&per_page=0", 400, "per_page"),
    ("/search?q=公开&per_page=100000", 400, "per_page"),
    ("/search?q=公开&sort=x", 400, "sort"),
    ("/documents/0000000000000000", 404, "没有"),
    ("/entities/person", 404, "agency"),
    ("/entities/agency/没有", 404, "没有"),
    ("/graph", 400, "focus"),
    ("/graph?focus=agency/没有", 404, "没有"),
    ("/graph?focus=region/山东省&depth=x", 400, "depth"),
    ("/nothing", 404, "没有内容"),
]


@pytest.mark.parametrize(("url", "status", "says"), BAD, ids=[url[:40] for url, *_ in BAD])
def test_page(site: FlaskClient, url: str, status: int, says: str) -> None:
    answer = site.get(url)
    tree = LexborHTMLParser(answer.get_data(as_text=True))
    assert answer.status_code == status
    assert tree.css_first("h1") is not None
    assert len(tree.css_first(".sentence").text()) > 5
    assert says in tree.css_first(".sentence").text()
    assert not tree.css("script:not([src])")
    assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(("url", "status", "says"), BAD_API, ids=[url[:40] for url, *_ in BAD_API])
def test_api(site: FlaskClient, url: str, status: int, says: str) -> None:
    answer = site.get("/api/v1" + url)
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert set(answer.json) == {"error", "error_en"}
    assert says in answer.json["error"]
    assert answer.json["error_en"]


@pytest.mark.parametrize(
    "place", ["x", "1", "1-", "-1-2", "5-5", "9-3", "0-99999999", "1-2-3", "٠-٣", "0x1-5", " 1-2"]
)
def test_a_place_that_is_none(site: FlaskClient, place: str) -> None:
    listed = site.get("/api/v1/search?q=公开").json["results"][0]["id"]
    answer = site.get(f"/documents/{listed}", query_string={"at": place})
    assert answer.status_code == 400
    assert "位置" in answer.get_data(as_text=True)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_only_answer_reading(site: FlaskClient, method: str) -> None:
    assert getattr(site, method)("/search").status_code == 405
    assert getattr(site, method)("/api/v1/search").json["error"]


def test_a_fault_of_ours_is_logged_and_says_nothing_of_the_inside(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(home)
    monkeypatch.setattr("web.pages.info.FIELDS", None)
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/help")
    assert answer.status_code == 500
    assert "程序出错了" in answer.get_data(as_text=True)
    assert "NoneType" not in answer.get_data(as_text=True)
    assert "GET /help" in caplog.text
