"""Every kind of page answers, is well formed, and leads nowhere that is not there."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from web.security import HEADERS

PAGES = {
    "/": "知识库",
    "/search": "检索",
    "/search?q=政府信息公开": "“政府信息公开”的检索结果",
    "/search?q=政府信息公开&year=2020&type=annual_report&region=山东省": "检索结果",
    "/search?q=公开&sort=date&page=1": "检索结果",
    "/search?year=2020": "检索",
    "/search?q=“没有这样一句话”": "检索结果",
    "/concordance": "语境",
    "/concordance?q=公开&sort=left&n=1": "“公开”的语境",
    "/concordance?q=没有这样一句话": "的语境",
    "/trend": "趋势",
    "/trend?q=公开&q=微博&measure=per_10k": "公开、微博的趋势",
    "/trend?q=公开&by=region&level=2": "公开的趋势",
    "/documents": "全部文档",
    "/documents?year=2020": "全部文档",
    "/documents?type=work_plan": "全部文档",
    "/agency": "机关一览",
    "/agency?q=文化": "机关一览",
    "/policy": "政策文件一览",
    "/leader": "人物一览",
    "/platform": "平台一览",
    "/region": "地区一览",
    "/agency/山东省文化和旅游厅": "山东省文化和旅游厅",
    "/policy/中华人民共和国政府信息公开条例": "中华人民共和国政府信息公开条例",
    "/region/山东省": "山东省",
    "/region/山东省/青岛市": "青岛市",
    "/graph": "关系图",
    "/graph?focus=agency/山东省文化和旅游厅": "“山东省文化和旅游厅”的关系图",
    "/graph?focus=山东省文化和旅游厅&depth=2": "“山东省文化和旅游厅”的关系图",
    "/graph?focus=山东省文化和旅游厅&to=青岛市文化和旅游局": "关系图",
    "/relations?target=policy/中华人民共和国政府信息公开条例&kind=cites": "关系与出处",
    "/findings": "存疑之处",
    "/findings?severity=hard": "存疑之处",
    "/findings?rule=T3-A&region=山东省&year=2020": "存疑之处",
    "/findings/rules": "规则说明",
    "/panel": "报表面板",
    "/panel?variable=granted&variable=a_1_total&region=山东省&find=申请&who=文化": "报表面板",
    "/panel/codebook": "代码本",
    "/panel/missing": "缺报一览",
    "/compare": "并排比较",
    "/compare?id=山东省文化和旅游厅&id=淄博市文化和旅游局": "并排比较",
    "/citing?policy=policy/中华人民共和国政府信息公开条例": "谁引用",
    "/citing?policy=policy/中华人民共和国政府信息公开条例&show=silent&year=2020": "谁引用",
    "/unresolved": "未定指称",
    "/unresolved?kind=agency": "未定指称",
    "/help": "怎样检索",
    "/about": "关于溯文",
}


def tree_of(site: FlaskClient, url: str, status: int = 200) -> LexborHTMLParser:
    answer = site.get(url)
    assert answer.status_code == status, url
    return LexborHTMLParser(answer.get_data(as_text=True))


def links_of(tree: LexborHTMLParser, base: str, css: str = "a[href]") -> Iterator[str]:
    for node in tree.css(css):
        yield urljoin(base, node.attributes["href"] or "")


@pytest.mark.parametrize(("url", "title"), PAGES.items())
def test_page(site: FlaskClient, url: str, title: str) -> None:
    answer = site.get(url)
    page = answer.get_data(as_text=True)
    tree = LexborHTMLParser(page)
    assert answer.status_code == 200
    assert page.startswith("<!doctype html>")
    assert tree.css_first("html").attributes["lang"] == "zh-CN"
    assert title in tree.css_first("title").text()
    assert len(tree.css("h1")) == 1
    assert tree.css_first("link[rel=canonical]").attributes["href"].startswith("http://")
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for name in HEADERS:
        assert answer.headers[name] == HEADERS[name]


@pytest.mark.parametrize("url", PAGES)
def test_nothing_inline_that_the_policy_forbids(site: FlaskClient, url: str) -> None:
    tree = tree_of(site, url)
    assert not tree.css("[style], style, script:not([src])")
    assert not [n for n in tree.css("*") if any(name.startswith("on") for name in n.attributes)]
    for node in tree.css("script[src], link[rel=stylesheet]"):
        assert (node.attributes.get("src") or node.attributes["href"]).startswith("/static/")


@pytest.mark.parametrize("url", PAGES)
def test_every_field_has_a_label_and_every_control_a_name(site: FlaskClient, url: str) -> None:
    tree = tree_of(site, url)
    labelled = {node.attributes["for"] for node in tree.css("label[for]")}
    for node in tree.css("input:not([type=hidden]), select"):
        assert node.attributes["id"] in labelled
    for node in tree.css("a, button"):
        assert node.text(deep=True).strip() or node.attributes.get("aria-label"), node.html


def test_no_link_is_dead(site: FlaskClient) -> None:
    """From the home page along all links, save endless combinations (nofollow) and places in documents."""
    seen: set[str] = set()
    places: set[str] = set()
    waiting = ["/"]
    while waiting:
        url = waiting.pop()
        answer = site.get(url)
        assert answer.status_code == 200, url
        if answer.mimetype != "text/html":
            continue
        tree = LexborHTMLParser(answer.get_data(as_text=True))
        for link in links_of(tree, url, "a[href]:not([rel=nofollow])"):
            target = urldefrag(link)[0]
            if "at=" in target:
                places.add(link)
            elif target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 150
    assert len(places) > 150
    check_places(site, places)


def check_places(site: FlaskClient, places: set[str]) -> None:
    """Each place is within its document and its fragment is the same place."""
    texts: dict[str, str] = {}
    for link in places:
        parts = urlsplit(link)
        key = parts.path.rpartition("/")[2]
        if key not in texts:
            texts[key] = site.get(f"{parts.path}/text").get_data(as_text=True)
        (place,) = parse_qs(parts.query)["at"]
        start, end = map(int, place.split("-"))
        assert parts.fragment == f"c{place}"
        assert texts[key][start:end].strip()


def test_facets_narrow_and_widen_without_losing_the_query(site: FlaskClient) -> None:
    url = "/search?q=政府信息公开"
    tree = tree_of(site, url)
    for link in links_of(tree, url, ".facets a"):
        narrowed = tree_of(site, link)
        assert narrowed.css_first("#q").attributes["value"] == "政府信息公开"
        assert narrowed.css_first(".facets a.on") is not None
        (widened,) = set(links_of(narrowed, link, ".chosen a"))
        assert unquote(widened) == url


def test_a_snippet_leads_to_its_very_place(site: FlaskClient) -> None:
    url = "/search?q=“以公开为常态”"
    (link,) = links_of(tree_of(site, url), url, ".hit .quote a")
    place = urlsplit(link).fragment
    document = tree_of(site, urldefrag(link)[0])
    (mark,) = document.css("mark")
    assert (mark.text(), mark.attributes["id"], mark.attributes["class"]) == ("以公开为常态", place, "at")


def test_hits_of_a_query_are_counted_and_walked(site: FlaskClient) -> None:
    url = "/search?q=“主动公开”"
    link = next(links_of(tree_of(site, url), url, ".hit h2 a"))
    tree = tree_of(site, link)
    count = len(tree.css("mark.hit"))
    assert (
        f"“主动公开”在本文中 {count} 处".replace("“主动公开”", "““主动公开””")
        in tree.css_first(".hitbar").text()
    )
    walked = 0
    step = tree.css_first(".hitbar a[href*='at=']")
    while step is not None:
        walked += 1
        tree = tree_of(site, step.attributes["href"])
        assert tree.css_first("mark.at").text() == "主动公开"
        step = tree.css_first(".hitbar a[rel=next]")
    assert walked == count


def test_kinds_of_mentions_are_switched_off_by_links(site: FlaskClient) -> None:
    url = next(links_of(tree_of(site, "/documents"), "/", ".documents a.title"))
    tree = tree_of(site, url)
    assert tree.css(".body a.agency")
    off = next(node for node in tree.css("a.switch.agency"))
    hidden = tree_of(site, off.attributes["href"])
    assert not hidden.css(".body a.agency")
    assert hidden.css(".body a.policy")
    assert urldefrag(next(links_of(hidden, url, "a.switch.agency")))[0] == url


def test_every_statement_of_a_profile_has_its_evidence(site: FlaskClient) -> None:
    tree = tree_of(site, "/agency/山东省文化和旅游厅")
    for row in tree.css("section .rows > li, .facts dd:has(.entity)"):
        assert row.css("blockquote a[href*='at=']"), row.text()


def test_quotes_mark_what_the_document_says_there(site: FlaskClient) -> None:
    tree = tree_of(site, "/agency/山东省文化和旅游厅")
    texts: dict[str, str] = {}
    for node in tree.css("blockquote p > a[href*='at=']"):
        parts = urlsplit(node.attributes["href"])
        text = texts.setdefault(parts.path, site.get(f"{parts.path}/text").get_data(as_text=True))
        start, end = map(int, parse_qs(parts.query)["at"][0].split("-"))
        assert node.css_first("mark").text(deep=True) == text[start:end]


def test_the_text_to_download_is_the_text_of_the_page(site: FlaskClient) -> None:
    for url in links_of(tree_of(site, "/documents"), "/", ".documents a.title"):
        text = site.get(f"{url}/text").get_data(as_text=True)
        shown = tree_of(site, url).css_first(".body").text(deep=True)
        assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", text)
        assert site.get(f"{url}/markdown").get_data(as_text=True).startswith("---\n")


def test_home_examples_find_what_they_promise(site: FlaskClient) -> None:
    tree = tree_of(site, "/")
    examples = tree.css(".examples a")
    assert len(examples) >= 4
    for node in examples:
        found = tree_of(site, node.attributes["href"]).css_first(".sum b").text()
        assert found.startswith(f"共 {node.css_first('small').text().removesuffix(' 篇')} 篇文档")


def test_graph_files(site: FlaskClient) -> None:
    for form, start in {"json": "{", "graphml": "<?xml", "gexf": "<?xml", "csv": "\ufeff"}.items():
        for query in ("", "?focus=agency/山东省文化和旅游厅&depth=2"):
            answer = site.get(f"/graph.{form}{query}")
            assert answer.status_code == 200
            assert answer.get_data(as_text=True).startswith(start)


def test_the_same_page_twice_is_the_same_bytes(site: FlaskClient) -> None:
    for url in PAGES:
        assert site.get(url).data == site.get(url).data
