"""Results as files and as a feed, read back; suggestions; what is offered where nothing is found."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from kb.cells import FORMULA
from tests.web.homes import home_with
from web.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
QUERIES = [
    "q=公开",
    "q=公开&sort=title",
    "q=公开&region=山东省",
    "year=2020",
    "q=“没有这样一句话”",
    "q=引用:政府信息公开条例",
]


def ids(site: FlaskClient, query: str) -> list[str]:
    return [hit["id"] for hit in site.get(f"/api/v1/search?{query}&per_page=100").json["results"]]


@pytest.mark.parametrize("query", QUERIES)
def test_every_file_has_every_result_in_order(site: FlaskClient, query: str) -> None:
    wanted = ids(site, query)
    text = site.get(f"/search.csv?{query}").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    lines = site.get(f"/search.jsonl?{query}").get_data(as_text=True).splitlines()
    sheet = load_workbook(io.BytesIO(site.get(f"/search.xlsx?{query}").data))["search"]
    assert [row["document_id"] for row in rows] == wanted
    assert [json.loads(line)["document_id"] for line in lines] == wanted
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == wanted
    assert (
        re.findall(r"^@\w+\{suwen-(\w+),$", site.get(f"/search.bib?{query}").get_data(as_text=True), re.M)
        == wanted
    )
    assert re.findall(r"ID  - suwen-(\w+)", site.get(f"/search.ris?{query}").get_data(as_text=True)) == wanted
    assert len(site.get(f"/search.txt?{query}").get_data(as_text=True).splitlines()) == len(wanted)


@pytest.mark.parametrize("query", QUERIES)
def test_the_feed(site: FlaskClient, query: str) -> None:
    answer = site.get(f"/search.atom?{query}")
    assert answer.mimetype == "application/atom+xml"
    feed = Xml.fromstring(answer.data)
    entries = feed.findall(f"{ATOM}entry")
    assert {e.find(f"{ATOM}id").text.rpartition(":")[2] for e in entries} == set(ids(site, query))
    days = [e.find(f"{ATOM}updated").text for e in entries]
    assert days == sorted(days, reverse=True)
    assert feed.find(f"{ATOM}updated").text == max(days, default="1970-01-01T00:00:00Z")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day) for day in days)
    for entry in entries:
        assert entry.find(f"{ATOM}title").text
        assert entry.find(f"{ATOM}link").attrib["href"].startswith("http://localhost/documents/")
        summary = LexborHTMLParser(entry.find(f"{ATOM}summary").text or "")
        assert not summary.css("script, style")
    (alternate,) = (x for x in feed.findall(f"{ATOM}link") if x.attrib["rel"] == "alternate")
    assert site.get(alternate.attrib["href"]).status_code == 200


def test_results_offer_their_files_and_the_feed(site: FlaskClient) -> None:
    tree = LexborHTMLParser(site.get("/search?q=公开&year=2020").get_data(as_text=True))
    offered = [unquote(node.attributes["href"]) for node in tree.css(".downloads a")]
    assert offered == [
        f"/search.{form}?q=公开&year=2020" for form in ("csv", "xlsx", "jsonl", "bib", "ris", "txt", "atom")
    ]
    assert tree.css_first("link[type='application/atom+xml']") is not None
    for name in ("concordance", "trend"):
        view = next(n for n in tree.css(".views a") if f"/{name}?" in n.attributes["href"])
        assert unquote(view.attributes["href"]) == f"/{name}?q=公开&year=2020"


SHEETS = (
    "/search.csv?q=主动公开",
    "/search.xlsx?q=主动公开",
    "/concordance.csv?q=主动公开",
    "/concordance.xlsx?q=主动公开",
    "/trend.csv?q=%3D1%2B1",
    "/trend.xlsx?q=%3D1%2B1",
    "/graph.csv",
    "/panel.csv",
    "/panel.xlsx",
)
"""Every address that gives a spreadsheet, asked so that it has rows."""


def cells(data: bytes) -> list[tuple[str, bool]]:
    """The texts of a CSV or a workbook below the headings, and whether each would be computed."""
    if not data.startswith(b"PK"):
        _, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
        return [(cell, cell.startswith(FORMULA)) for row in rows for cell in row]
    sheets = load_workbook(io.BytesIO(data)).worksheets
    rows = [row for sheet in sheets for row in sheet.iter_rows(min_row=2)]
    return [(str(cell.value), cell.data_type == "f") for row in rows for cell in row]


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory, seeds: list[Path]) -> FlaskClient:
    """A site over a document full of formulas, and a report with its tables."""
    title = "=HYPERLINK(1)&<b>某市</b>2020年政府信息公开工作年度报告"
    body = "一、总体情况\n+461 主动公开了信息，=1+1，根据《=1+1办法》。\n"
    texts = {"=1+1.txt": f"{title}\n{body}", "report.txt": seeds[0].read_text(encoding="utf-8")}
    return create_app(home_with(tmp_path_factory.mktemp("formulas"), texts)).test_client()


@pytest.mark.parametrize("url", SHEETS)
def test_no_cell_of_a_spreadsheet_is_computed(formulas: FlaskClient, url: str) -> None:
    answer = formulas.get(url)
    assert answer.status_code == 200
    found = cells(answer.data)
    assert found
    assert [text for text, computed in found if computed] == []


def test_formulas_are_kept_as_texts(formulas: FlaskClient) -> None:
    for url in ("/search.csv?q=主动公开", "/trend.csv?q=%3D1%2B1"):
        assert any("=1+1" in text for text, _ in cells(formulas.get(url).data)), url


def test_every_spreadsheet_is_looked_at(formulas: FlaskClient) -> None:
    """A new address of a file must be added above; each gives CSV or a workbook, or says that it has none."""
    rules = formulas.application.url_map.iter_rules()
    places = {re.sub(r"<[^<]*>$", "", rule.rule) for rule in rules if re.search(r"\.<[^<]*>$", rule.rule)}
    asked = {re.sub(r"(csv|xlsx).*", "", url) for url in SHEETS}
    for place in places - asked:
        for form in ("csv", "xlsx"):
            assert formulas.get(place.replace("<document_id>", "x") + form).status_code == 404
    for place in asked:
        listed = {f"{place}{form}" for form in ("csv", "xlsx")}
        assert {url for url in listed if formulas.get(f"{url}?q=公开").status_code == 200} == {
            url.partition("?")[0] for url in SHEETS if url.startswith(place)
        }


def test_markup_stays_text(formulas: FlaskClient) -> None:
    Xml.fromstring(formulas.get("/search.atom?q=主动公开").data)


@pytest.mark.parametrize("url", ["/search.pdf?q=公开", "/search.?q=公开"])
def test_an_unknown_file_is_not_found(site: FlaskClient, url: str) -> None:
    assert site.get(url).status_code == 404


@pytest.mark.parametrize("form", ["csv", "bib", "atom", "xlsx"])
def test_a_query_that_cannot_be_read_is_said_before_anything_is_sent(site: FlaskClient, form: str) -> None:
    assert site.get(f"/search.{form}?q=((((").status_code == 400
    assert site.get(f"/search.{form}").status_code == 400


@pytest.mark.parametrize("typed", ["聊城", "lc", "LCS", "文化和旅游", "《政府信息公开条例"])
def test_suggestions_find_what_they_promise(site: FlaskClient, typed: str) -> None:
    found = site.get("/suggest", query_string={"q": typed}).json
    assert found
    assert len(found) <= 10
    for each in found:
        assert set(each) == {"text", "kind", "name", "query"}
        assert site.get("/search", query_string={"q": each["query"]}).status_code == 200


@pytest.mark.parametrize("typed", ["", "没有这样的名称", "字" * 100])
def test_nothing_to_suggest(site: FlaskClient, typed: str) -> None:
    assert site.get("/suggest", query_string={"q": typed}).json == []


def test_where_nothing_is_found_the_part_that_excludes_is_told(site: FlaskClient) -> None:
    tree = LexborHTMLParser(site.get("/search?q=政务公开 没有这样一个词&year=2020").get_data(as_text=True))
    rows = {row.css_first("th").text(): row for row in tree.css(".parts tbody tr")}
    assert list(rows) == ["政务公开", "没有这样一个词", "年份：2020"]
    link = rows["没有这样一个词"].css_first("a")
    opened = LexborHTMLParser(site.get(link.attributes["href"]).get_data(as_text=True))
    assert opened.css_first(".sum b").text().startswith(f"共 {link.text().removesuffix(' 篇')} 篇")


def test_did_you_mean(site: FlaskClient) -> None:
    tree = LexborHTMLParser(site.get("/search?q=政务公开工做").get_data(as_text=True))
    link = tree.css_first(".mended a")
    assert link.text() == "政务公开工作"
    opened = LexborHTMLParser(site.get(link.attributes["href"]).get_data(as_text=True))
    assert opened.css_first(".hit") is not None
