"""Every number that is a link opens the list that it counts: each is followed, and the list says the same number."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

REGULATION = "policy/中华人民共和国政府信息公开条例"
AGENCY = "agency/山东省文化和旅游厅"
PAGES = (
    "/",
    "/about",
    "/search?q=公开",
    "/search?q=公开&type=annual_report",
    "/search?q=公开&cites=中华人民共和国政府信息公开条例",
    "/documents",
    "/documents?type=annual_report",
    "/agency",
    "/agency?role=issues",
    "/policy",
    "/policy?text=not_here",
    "/leader",
    "/platform",
    "/platform?channel=weibo",
    "/region",
    "/findings",
    "/findings?severity=hard",
    "/findings/rules",
    f"/{AGENCY}",
    f"/{REGULATION}",
    "/region/山东省",
    f"/citing?policy={REGULATION}",
    f"/citing?policy={REGULATION}&type=annual_report",
    f"/citing?policy={REGULATION}&show=silent",
    "/compare?id=山东省文化和旅游厅&id=淄博市文化和旅游局",
    f"/graph?focus={AGENCY}",
)
NUMBER = re.compile(r"(?<![\d.〔-])(\d[\d\u202f,]*)(?:\s*[篇处条]|\s*places|\s*documents)?\s*(?:文档，)?$")
LISTS = (
    "/search", "/documents", "/agency", "/policy", "/leader", "/platform", "/region", "/relations", "/mentions",
    "/findings", "/unresolved", "/citing", "/concordance",
)  # fmt: skip
MOST = 60
"""Links followed of a page."""


def told(site: FlaskClient, url: str) -> int | None:
    """The total that a list says; of an address with a fragment, that of the part it names."""
    parts = urlsplit(url)
    tree = tree_of(site, url)
    found = tree.css_first(f"#{parts.fragment}[data-total]" if parts.fragment else "[data-total]")
    return int(found.attributes["data-total"] or 0) if found else None


def tree_of(site: FlaskClient, url: str) -> LexborHTMLParser:
    answer = site.get(quote(url.partition("#")[0], safe="/?&=%+:~"))
    assert answer.status_code == 200, url
    return LexborHTMLParser(answer.get_data(as_text=True))


def words(link: LexborNode) -> str:
    """The text of a link; the thin spaces that part thousands stay."""
    return re.sub(r"[ \n\t]+", " ", link.text()).strip(" ")


def numbers(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, int]]:
    for link in tree.css("main a[href]"):
        found = NUMBER.search(words(link))
        if found and not link.css_first("title"):
            yield link, int(re.sub(r"\D", "", found[1]))


def is_list(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in LISTS or parts.fragment in ("mentions", "documents")


def adds(link: LexborNode, base: str) -> bool:
    """Whether a link only adds to alternatives chosen already: then the list holds more than its number counts."""
    chosen, given = (parse_qs(urlsplit(u).query) for u in (base, link.attributes["href"] or ""))
    return any(
        len(values) > 1 for name, values in given.items() if name in chosen and name not in ("policy", "id")
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_number_opens_what_it_counts(site: FlaskClient, page: str) -> None:
    followed, wrong = 0, []
    years = re.compile(r"(?:19|20)\d\d")
    for link, number in numbers(tree_of(site, page)):
        url = urljoin(page, link.attributes["href"] or "")
        whole = words(link)
        named = "on" in (link.attributes.get("class") or "").split() or adds(link, page)
        if named or not is_list(url) or years.fullmatch(whole) or followed >= MOST:
            continue
        followed += 1
        if (total := told(site, url)) != number:
            wrong.append((whole, url, total))
    assert wrong == []
    assert followed


def test_the_test_sees_a_wrong_number() -> None:
    tree = LexborHTMLParser(
        "<main><a href='/documents?type=law'>法律 <small>12</small></a><a href='/agency'>1\u202f024</a></main>"
    )
    assert [number for _, number in numbers(tree)] == [12, 1024]
