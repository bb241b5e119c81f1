"""The concordance against looking through the texts, its groups against its lines, its files read back."""

import csv
import io
import json
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from corpus.model import Span
from index.model import Line
from kb.store.rows import Summary
from web.pages import concordance as page_module
from web.study import lines as lines_module
from web.study.lines import BLANK, EDGE, in_order, may_meet, neighbour, neighbours

PHRASES = ("公开", "以公开为常态", "政府信息", "、")


@pytest.fixture(scope="module")
def texts(site: FlaskClient) -> dict[str, str]:
    """All texts by id."""
    found = site.get("/api/v1/documents?per_page=100").json["results"]
    return {d["id"]: site.get(f"/documents/{d['id']}/text").get_data(as_text=True) for d in found}


def places(texts: dict[str, str], phrase: str) -> set[tuple[str, int, int]]:
    found = set()
    for key, text in texts.items():
        at = text.find(phrase)
        while at >= 0:
            found.add((key, at, at + len(phrase)))
            at = text.find(phrase, at + len(phrase))
    return found


def page(site: FlaskClient, url: str, status: int = 200) -> LexborHTMLParser:
    answer = site.get(url)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return LexborHTMLParser(answer.get_data(as_text=True))


def lines(site: FlaskClient, url: str) -> list[dict]:
    answer = site.get(url)
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("order", ["document", "year", "agency", "left", "right"])
def test_every_place_once_in_every_order(
    site: FlaskClient, texts: dict[str, str], phrase: str, order: str
) -> None:
    found = lines(site, f"/concordance.jsonl?q={phrase}&sort={order}")
    assert len(found) == len(places(texts, phrase)) > 0
    assert {(r["document_id"], r["start"], r["end"]) for r in found} == places(texts, phrase)
    for r in found:
        text = texts[r["document_id"]]
        assert text[r["start"] : r["end"]] == r["text"] == phrase
        assert text[max(0, r["start"] - 30) : r["start"]].translate({10: " ", 9: " "}) == r["left"]
        assert text[r["end"] : r["end"] + 30].translate({10: " ", 9: " "}) == r["right"]
    key = {
        "left": lambda r: r["left"][::-1],
        "right": lambda r: r["right"],
        "year": lambda r: r["year"] or 9999,
        "agency": lambda r: (r["agency"] is None, r["agency"] or ""),
    }.get(order, lambda r: 0)
    assert found == sorted(found, key=key)


def test_the_page_walks_the_same_lines_as_the_file(site: FlaskClient) -> None:
    url = "/concordance?q=公开&sort=left"
    walked, step = [], url
    while step:
        tree = page(site, step)
        for row in tree.css(".kwic tbody tr"):
            place = parse_qs(urlsplit(row.css_first(".word a").attributes["href"]).query)["at"][0]
            walked.append((row.css_first(".before").text(), place, row.css_first(".after").text()))
        following = tree.css_first(".pager a[rel=next]")
        step = following.attributes["href"] if following else None
    rows = lines(site, url.replace("?", ".jsonl?"))
    assert walked == [(r["left"], f"{r['start']}-{r['end']}", r["right"]) for r in rows]
    assert f"共 {len(rows)} 处" in tree.css_first(".sum b").text()


def test_a_line_leads_to_its_very_place(site: FlaskClient) -> None:
    tree = page(site, "/concordance?q=以公开为常态")
    link = tree.css_first(".kwic .word a").attributes["href"]
    parts = urlsplit(link)
    assert parts.fragment == "c" + parse_qs(parts.query)["at"][0]
    assert page(site, link.partition("#")[0]).css_first("mark.at").text() == "以公开为常态"


@pytest.mark.parametrize(
    "url", ["/concordance?q=公开", "/concordance?q=公开&n=1", "/concordance?q=公开&right=工作"]
)
def test_every_number_opens_the_lines_it_counts(site: FlaskClient, url: str) -> None:
    tree = page(site, url)
    choices = tree.css(".facets li")
    assert len(choices) > 20
    for choice in choices[::5]:
        opened = page(site, choice.css_first("a").attributes["href"])
        if choice.css_first("a.on") is None:
            assert f"共 {choice.css_first('small').text()} 处" in opened.css_first(".sum b").text()


def test_the_phrase_as_search_finds_it_and_words_if_wanted(site: FlaskClient) -> None:
    phrase = site.get("/api/v1/concordance?q=主动公开").json
    words = site.get("/api/v1/concordance?q=主动公开&match=words").json
    assert phrase["total"] == site.get("/api/v1/search?q=“主动公开”").json["occurrences"]
    assert words["documents"] == site.get("/api/v1/search?q=主动公开").json["total"]
    assert phrase["total"] < words["total"]


def test_what_is_nowhere_leads_to_the_part_that_excludes(site: FlaskClient) -> None:
    tree = page(site, "/concordance?q=没有这样一句话")
    assert tree.css_first(".kwic") is None
    assert "没有这样的词句" in tree.css_first(".hits").text()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/concordance?q=公开&sort=size", "sort"),
        ("/concordance?q=公开&n=9", "n 的值"),
        ("/concordance?q=公开&context=1", "context"),
        ("/concordance?q=公开&match=x", "match"),
        ("/concordance?q=((((", "缺少"),
        ("/concordance?q=公开&page=99999", "页"),
    ],
)
def test_what_is_wrong_is_said(site: FlaskClient, url: str, said: str) -> None:
    answer = site.get(url)
    assert answer.status_code in (400, 404)
    assert said in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "query", ["公开", "工作", "的", "信息公开", "公开 工作", "公开 OR 机关", "信息 -山东"]
)
def test_a_glance_says_what_reading_all_says(
    site: FlaskClient, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> list[str]:
        tree = LexborHTMLParser(site.get(f"/concordance?q={query}").get_data(as_text=True))
        facets = [
            d.text() for d in tree.css(".facets > details") if "邻" not in d.css_first("summary").text()
        ]
        rows = [row.text() for row in tree.css(".kwic tbody tr")]
        return [tree.css_first("[data-total]").text(), *facets, *rows]

    whole = told()
    monkeypatch.setattr(lines_module, "PLENTY", 1)
    monkeypatch.setattr(page_module, "PLENTY", 1000)
    assert told() == whole
    assert "统计左邻右邻" in site.get(f"/concordance?q={query}").get_data(as_text=True)
    assert "统计左邻右邻" not in site.get(f"/concordance?q={query}&groups=1").get_data(as_text=True)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("公开", "开放", True),
        ("信息公开", "公开", True),
        ("公开", "公开", True),
        ("公开", "工作", False),
        ("开放", "公开", False),
    ],
)
def test_runs_that_may_meet_are_read(one: str, other: str, meet: bool) -> None:
    assert may_meet(one, other) is meet


def test_places_that_overlap_are_counted_by_reading(
    site: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_module, "PLENTY", 1)
    assert "统计左邻右邻" not in site.get("/concordance?q=信息公开 OR 公开工作").get_data(as_text=True)


def test_files_agree(site: FlaskClient) -> None:
    rows = lines(site, "/concordance.jsonl?q=政府信息&left=的&n=1")
    table = site.get("/concordance.csv?q=政府信息&left=的&n=1").get_data(as_text=True)
    assert table.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [r["link"] for r in read] == [r["link"] for r in rows]
    assert all(r["left"].endswith("的") for r in rows)
    book = load_workbook(io.BytesIO(site.get("/concordance.xlsx?q=政府信息&left=的&n=1").data))
    assert book.sheetnames == [
        "concordance",
        "left",
        "right",
        "agency",
        "region",
        "year",
        "type",
        "cites",
        "platform",
    ]
    head, *body = book["concordance"].iter_rows(values_only=True)
    assert [dict(zip(head, row, strict=True))["link"] for row in body] == [r["link"] for r in rows]
    assert list(book["left"].iter_rows(values_only=True)) == [("left", "lines"), ("的", len(rows))]
    years = Counter(r["year"] for r in rows)
    assert {int(v): n for v, _, n in list(book["year"].iter_rows(values_only=True))[1:] if v} == {
        y: n for y, n in years.items() if y
    }


def test_an_unknown_file_is_not_found(site: FlaskClient) -> None:
    assert site.get("/concordance.pdf?q=公开").status_code == 404


def line(left: str, right: str, year: int | None = None, agency: str | None = None) -> Line:
    document = Summary("0", "s", None, agency, (), year, None, None, None, 9, "0")
    return Line(document, Span(0, 2), left, "公开", right)


@pytest.mark.parametrize(
    ("left", "right", "size", "expected"),
    [
        ("全面推进", "工作", 2, ("推进", "工作")),
        ("全面推进", "工作", 1, ("进", "工")),
        ("，全", "的。", 2, ("全", "的")),
        ("全面，", "。的", 2, ("，", "。")),
        ("标题 ", " 正文", 2, (BLANK, BLANK)),
        ("标题\u3000", "", 3, (BLANK, EDGE)),
        ("2019年", "APP建设", 4, ("019年", "APP建")),
        ("", "", 2, (EDGE, EDGE)),
    ],
)
def test_neighbours(left: str, right: str, size: int, expected: tuple[str, str]) -> None:
    one = line(left, right)
    assert (neighbour(one, "left", size), neighbour(one, "right", size)) == expected


def test_groups_add_up_and_orders_keep_equals_as_they_were() -> None:
    some = [line("甲", "乙", 2020, "丙"), line("丁", "乙", None, None), line("甲", "乙", 2019, "丙")]
    assert neighbours(some, "left", 2) == [("甲", 2), ("丁", 1)]
    assert in_order(some, "year") == [some[2], some[0], some[1]]
    assert in_order(some, "agency") == [some[0], some[2], some[1]]
    assert in_order(some, "document") == some
