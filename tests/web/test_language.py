"""Pages in two languages: how one is chosen and kept, and that each says everything in its own."""

import re

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from corpus.lexicon import type_names
from index.fields import FIELDS
from kb.home import Home
from tests.web.test_pages import PAGES
from web.app import create_app
from web.texts import chinese, english, language

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def fresh(home: Home) -> FlaskClient:
    """A client without a cookie."""
    return create_app(home).test_client()


def spoken(site: FlaskClient, url: str, **headers: str) -> str:
    answer = site.get(url, headers={key.replace("_", "-"): value for key, value in headers.items()})
    tag = LexborHTMLParser(answer.get_data(as_text=True)).css_first("html").attributes["lang"]
    assert answer.headers["Content-Language"] == tag
    assert "Cookie" in {name.strip() for name in answer.headers["Vary"].split(",")}
    return tag or ""


@pytest.mark.parametrize("accepted", ["", "zh-CN,zh;q=0.9,en;q=0.8", "en-US,en;q=0.9", "fr", "*"])
def test_pages_speak_chinese_whatever_the_browser_asks_for(fresh: FlaskClient, accepted: str) -> None:
    assert spoken(fresh, "/about", Accept_Language=accepted) == "zh-CN"


def test_a_choice_is_kept_and_can_be_undone(fresh: FlaskClient) -> None:
    assert spoken(fresh, "/about?lang=en") == "en"
    assert spoken(fresh, "/documents") == "en"
    assert spoken(fresh, "/documents", Accept_Language="zh-CN") == "en"
    page = LexborHTMLParser(fresh.get("/search?q=公开").get_data(as_text=True))
    (switch,) = page.css("a.language")
    assert (switch.text(), switch.attributes["hreflang"]) == ("中文", "zh-CN")
    assert spoken(fresh, switch.attributes["href"] or "") == "zh-CN"
    assert spoken(fresh, "/documents", Accept_Language="en") == "zh-CN"
    assert "lang=" not in page.css_first("link[rel=canonical]").attributes["href"]


def test_an_unknown_language_is_refused(fresh: FlaskClient) -> None:
    answer = fresh.get("/about?lang=fr")
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


def test_the_api_answers_in_one_way(fresh: FlaskClient) -> None:
    url = "/api/v1/search?q=公开"
    plain = fresh.get(url).data
    fresh.set_cookie("lang", "en")
    assert fresh.get(url).data == plain
    wrong = fresh.get("/api/v1/search?q=((((", headers={"Accept-Language": "en"}).json
    assert HAN.search(wrong["error"])
    assert not HAN.search(wrong["error_en"])


def test_a_request_leaves_no_language_behind(fresh: FlaskClient) -> None:
    fresh.get("/about?lang=en")
    assert language() == "zh"


def outside(tree: LexborHTMLParser) -> str:
    """The words of a page that are its own: not those of documents, names, queries, or of the other language."""
    main = tree.css_first("body")
    for node in main.css(
        "[lang=zh-CN], h1.unseen, .entity, .quote, .body, mark, code, option, datalist, .title, .byline, .documents, .examples a, "
        ".understood, .facets li a, .chosen a, .finding p, .outline, .printed, .names, .hit h2, svg text, title, "
        "svg title, .bars th, .names, .own, .rulebook td, .rulebook th, .relations a, .region td, h2.of, h3 a"
    ):
        node.decompose()
    return main.text(separator=" ")


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/search",
        "/search?q=公开",
        "/documents",
        "/agency",
        "/graph",
        "/findings",
        "/findings/rules",
        "/unresolved",
        "/about",
        "/help",
    ],
)
def test_english_pages_say_their_own_words_in_english(fresh: FlaskClient, url: str) -> None:
    fresh.set_cookie("lang", "en")
    page = fresh.get(url).get_data(as_text=True)
    tree = LexborHTMLParser(page)
    assert tree.css_first("html").attributes["lang"] == "en"
    assert not tree.css("small[lang=en]")
    left = [line.strip() for line in outside(tree).splitlines() if HAN.search(line)]
    assert left == []


@pytest.mark.parametrize("url", PAGES)
def test_every_page_in_english_is_whole(fresh: FlaskClient, url: str) -> None:
    fresh.set_cookie("lang", "en")
    tree = LexborHTMLParser(fresh.get(url).get_data(as_text=True))
    assert len(tree.css("h1")) == 1
    assert (tree.css_first("h1").text() or "").strip()


def test_chinese_names_are_those_of_the_tables_they_come_from() -> None:
    assert {code: chinese(f"type.{code}") for code in type_names()} == dict(type_names())
    assert [(chinese(f"field.{f.name}"), chinese(f"fieldhelp.{f.name}")) for f in FIELDS] == [
        (f.label, f.help) for f in FIELDS
    ]
    assert all(not HAN.search(english(f"field.{f.name}")) for f in FIELDS)
