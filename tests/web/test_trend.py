"""The numbers of the trend against counting by hand; its chart, its links and its files."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from index.counts import Count
from web.study.trend import measured, shown


def page(site: FlaskClient, url: str) -> LexborHTMLParser:
    answer = site.get(url)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.get_data(as_text=True))


@pytest.mark.parametrize("by", ["year", "region", "type"])
@pytest.mark.parametrize("filters", ["", "&region=山东省", "&type=annual_report"])
def test_counts_are_those_of_the_texts(site: FlaskClient, by: str, filters: str) -> None:
    found = site.get(f"/api/v1/trend?q=主动公开&q=公开&by={by}{filters}").json
    documents = site.get("/api/v1/documents?per_page=100").json["results"]
    wanted = [
        d
        for d in documents
        if ("region" not in filters or "山东省" in d["region"])
        and ("type" not in filters or d["type"] == "annual_report")
    ]
    texts = {d["id"]: site.get(f"/documents/{d['id']}/text").get_data(as_text=True) for d in wanted}

    def value(d: dict) -> str:
        return (d["region"] or [""])[0] if by == "region" else str(d[by] or "")

    for series in found["series"]:
        for count in series["counts"]:
            here = [d["id"] for d in wanted if value(d) == count["value"]]
            places = [texts[key].count(series["query"]) for key in here]
            assert (count["documents"], count["occurrences"]) == (sum(map(bool, places)), sum(places))
            assert (count["of_documents"], count["of_characters"]) == (
                len(here),
                sum(len(texts[key]) for key in here),
            )
        assert {c["value"] for c in series["counts"]} == {value(d) for d in wanted}


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        ("places", 6, "6"),
        ("documents", 2, "2"),
        ("share", 50.0, "50.0%"),
        ("per_document", 1.5, "1.50"),
        ("per_10k", 7.5, "7.50"),
    ],
)
def test_measures(measure: str, value: float, said: str) -> None:
    assert measured(Count("2020", 2, 6, 4, 8000), measure) == value  # type: ignore[arg-type]
    assert shown(value, measure) == said  # type: ignore[arg-type]
    assert measured(Count("2020", 0, 0, 0, 0), measure) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url", ["by=year", "by=region", "by=type", "by=region&level=2", "by=type&region=山东省"]
)
def test_every_number_opens_what_it_counts(site: FlaskClient, url: str) -> None:
    tree = page(site, f"/trend?q=公开&{url}")
    rows = tree.css(".numbers tbody tr")
    assert rows
    for row in rows:
        for link in row.css("a"):
            opened = page(site, link.attributes["href"])
            said = opened.css_first(".sum b").text()
            number = link.text() if link.parent.tag != "th" else row.css("td")[0].text()
            assert f"共 {number} " in said


def test_the_chart_is_drawn_by_the_server_and_says_what_it_shows(site: FlaskClient) -> None:
    tree = page(site, "/trend?q=公开&q=微博&measure=per_10k")
    (drawing,) = tree.css(".chart svg")
    assert "公开、微博按年份的每万字次数" in drawing.attributes["aria-label"]
    assert len(drawing.css("g")) == 2
    assert all(dot.css_first("title").text() for dot in drawing.css("circle"))
    assert site.get("/trend?q=公开").data == site.get("/trend?q=公开").data


def test_files_hold_the_numbers_of_the_api(site: FlaskClient) -> None:
    found = site.get("/api/v1/trend?q=公开&q=微博").json["series"]
    numbers = [(s["query"], c["value"], c["occurrences"]) for s in found for c in s["counts"]]
    text = site.get("/trend.csv?q=公开&q=微博").get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(r["query"], r["value"], int(r["occurrences"])) for r in rows] == numbers
    sheet = load_workbook(io.BytesIO(site.get("/trend.xlsx?q=公开&q=微博").data))["trend"]
    head, *body = sheet.iter_rows(values_only=True)
    cells = [dict(zip(head, row, strict=True)) for row in body]
    assert [(r["query"], r["value"] or "", r["occurrences"]) for r in cells] == numbers


@pytest.mark.parametrize("url", ["by=month", "level=4", "measure=x"])
def test_what_is_wrong_is_said(site: FlaskClient, url: str) -> None:
    assert site.get(f"/trend?q=公开&{url}").status_code == 400


def test_too_many_phrases_and_none(site: FlaskClient) -> None:
    many = "&".join(f"q={n}年" for n in range(7))
    assert site.get(f"/trend?{many}").status_code == 400
    assert site.get("/trend").status_code == 200
    assert site.get("/trend.pdf?q=公开").status_code == 404
