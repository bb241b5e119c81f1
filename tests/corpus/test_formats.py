"""Round trips: the same report written in each format gives the same grids and text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.grids import Spanned, placed
from corpus.model import Document, GridCell, Link, Table
from corpus.read import read_document
from tests.corpus.conftest import Make
from tests.corpus.writers import WRITERS

TITLE = "某某市文化和旅游局2021年政府信息公开工作年度报告"
PARAGRAPHS = [
    "根据《中华人民共和国政府信息公开条例》，制作本报告。"
    + "全文由总体情况、主动公开政府信息情况等组成，" * 6
    + "现予公布。",
    "一、总体情况",
    "2021年，我局主动公开12条。",
]


def cells_of(document: Document, table: Table) -> list[GridCell]:
    return [
        GridCell(document.text[c.start : c.end], c.row, c.column, c.rowspan, c.colspan) for c in table.cells
    ]


@pytest.fixture(scope="module")
def form(seeds: list[Path]) -> list[GridCell]:
    """The application table of a bundled report, with its merged cells."""
    document = read_document(seeds[1])
    return cells_of(document, document.tables[1])


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_the_statutory_form_is_the_same_from_each_format(
    make: Make, form: list[GridCell], suffix: str
) -> None:
    document = make(WRITERS[suffix](TITLE, PARAGRAPHS, form), suffix)
    (table,) = document.tables
    assert table.shape == (28, 10)
    assert cells_of(document, table) == form
    lines = document.text[: table.span.start].split("\n")
    assert lines == [TITLE, *PARAGRAPHS, ""]
    if suffix != ".xlsx":
        assert document.text.endswith("\n后记。")
    assert document.meta.title == TITLE
    assert (document.meta.year, document.meta.type) == (2021, "annual_report")


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_the_other_tables_of_the_seeds(make: Make, seeds: list[Path], suffix: str) -> None:
    for path, first in ((seeds[0], 0), (seeds[2], 1)):  # the inset table has a row that is nothing but merged
        source = read_document(path)
        for table in source.tables[first:]:
            cells = cells_of(source, table)
            document = make(WRITERS[suffix](TITLE, PARAGRAPHS, cells), suffix)
            assert [cells_of(document, t) for t in document.tables if t.shape != (1, 1)] == [cells]


TEXT = st.text(alphabet="公开信息甲乙AB 12", max_size=6).map(lambda t: " ".join(t.split()))
SPANNED = st.builds(Spanned, TEXT, st.integers(1, 2), st.integers(1, 2))


@pytest.mark.parametrize("suffix", [".docx", ".html"])
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.lists(SPANNED, min_size=2, max_size=4), min_size=2, max_size=4))
def test_any_grid_keeps_its_texts_and_places(make: Make, suffix: str, rows: list[list[Spanned]]) -> None:
    grid = placed(rows)
    cells = list(grid.cells)
    wide = [c for c in cells if c.row == 0]
    if (
        len(wide) < 2
        or not all(any(c.row == r for c in cells) for r in range(len(rows)))
        or not any(c.text for c in cells)
    ):
        return
    document = make(WRITERS[suffix](TITLE, ["正文。"], cells), suffix)
    (table,) = document.tables
    clean = make("x。\n", ".txt")  # the fixture overwrites nothing of `document`
    assert clean.text == "x。"
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in table.cells] == [
        (c.row, c.column, c.rowspan, c.colspan) for c in cells
    ]


def test_pages_cut_tables_and_lines_in_pdf(make: Make) -> None:
    rows = [
        ["序号", "事项", "件数"],
        *([str(n), f"事项{'很长' * (n % 7)}", str(n * 3)] for n in range(1, 90)),
    ]
    cells = [GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    long = "一是" + "加强组织领导，" * 200 + "务求实效。"
    document = make(WRITERS[".pdf"](TITLE, [long], cells), ".pdf")
    (table,) = document.tables
    assert cells_of(document, table) == cells
    assert document.text.split("\n")[1] == long
    assert "公报" not in document.text
    assert document.text.endswith("后记。")


def test_real_pages_against_gold(shared: Path) -> None:
    paths = sorted((shared / "documents").glob("*.html"))
    assert len(paths) == 12
    for path in paths:
        want = yaml.safe_load((shared / "gold" / f"{path.stem}.yaml").read_text("utf-8"))["document"]
        meta = read_document(path).meta
        assert (meta.title, meta.number, meta.issuer, meta.date, meta.year) == (
            want["title"],
            want["number"],
            want["agency"],
            want["date"],
            want["year"],
        )
        assert meta.type in want["type"].split("|")


def test_member_lists_are_rows(shared: Path) -> None:
    lines = read_document(shared / "documents" / "sc059.html").text.split("\n")
    assert "组长：韩正　国务院副总理" in lines
    assert "张勇　发展改革委副主任" in lines


def test_page_metadata_and_links(make: Make) -> None:
    page = """<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="关于做好公开工作的通知">
    <meta name="PubDate" content="2021-03-05 10:00"><meta name="ContentSource" content="某市财政局">
    <link rel="canonical" href="http://a.gov.cn/1.html"></head><body><div>首页 &gt; 公开</div>
    <table><tr><td>索 引 号：</td><td>01/2021</td><td>成文日期：</td><td>2021年03月01日</td></tr>
    <tr><td>发文字号：</td><td>某财〔2021〕5号</td><td>有效性：</td><td>有效</td></tr></table>
    <div id="zoom"><p>各单位：</p><p>为做好公开工作，现将有关事项通知如下，请各单位认真贯彻执行，确保各项要求落到实处，并及时报告有关情况，按时完成各项任务，接受社会监督。</p>
    <p style="display:none">隐藏</p><p>附件：<a href="../P02021.pdf">工作方案</a></p></div>
    <div><a href="javascript:;">分享</a> 微信 微博</div><div>附件下载：<a href="/x.xlsx">表</a></div></body></html>"""
    document = make(page, ".html")
    meta = document.meta
    assert (meta.title, meta.issuer, meta.number) == (
        "关于做好公开工作的通知",
        "某市财政局",
        "某财〔2021〕5号",
    )
    assert (meta.date, meta.published, meta.url) == ("2021-03-01", "2021-03-05", "http://a.gov.cn/1.html")
    assert document.links == (Link("工作方案", "../P02021.pdf"), Link("表", "/x.xlsx"))
    assert "微博" not in document.text
    assert "隐藏" not in document.text


def test_a_page_without_known_place_loses_its_furniture(make: Make) -> None:
    body = "<p>为做好公开工作，现将有关事项通知如下，请各单位认真贯彻执行，确保各项要求落到实处，并及时报告有关情况。</p>"
    page = (
        "<body><ul><li>首页</li><li>政务公开</li></ul><h1>关于公开的通知</h1><p>来源：某市财政局</p><p>时间：2021-03-05</p>"
        f"{body}<div>分享到：</div><div>微信</div><div>主办：某市人民政府</div></body>"
    )
    document = make(page, ".htm")
    assert document.text.split("\n")[0] == "关于公开的通知"
    assert document.text.endswith("有关情况。")
    assert (document.meta.issuer, document.meta.published) == ("某市财政局", "2021-03-05")


def test_a_headline_outside_the_content_is_the_title(make: Make) -> None:
    text = (
        "为做好公开工作，现将有关事项通知如下，请各单位认真贯彻执行，确保各项要求落到实处，并及时报告有关情况，接受社会监督。"
        * 2
    )
    page = f"<title>某网站</title><h1>关于公开的通知</h1><div id='zoom'><p>各单位：</p><p>{text}</p></div>"
    document = make(page, ".html")
    assert (document.meta.title, document.meta.type) == ("关于公开的通知", "notice")
    assert document.text == f"各单位：\n{text}"


def test_files_are_read_as_what_they_are(make: Make, form: list[GridCell]) -> None:
    for suffix in (".doc", ".wps"):
        assert make(WRITERS[".docx"](TITLE, PARAGRAPHS, form), suffix).tables[0].shape == (28, 10)
    for suffix in (".doc", ".xls", ".docx"):
        assert make(WRITERS[".html"](TITLE, PARAGRAPHS, form), suffix).tables[0].shape == (28, 10)
