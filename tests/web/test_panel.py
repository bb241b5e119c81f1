"""The panel: the page, the files and the API give the store's figures, narrowed as asked; bad input is told."""

import csv
import io

import openpyxl
import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from kb.audit import rules
from kb.forms.codebook import codebook
from kb.home import Home
from kb.panel import reports
from kb.store.session import reading


def tree_of(site: FlaskClient, url: str, status: int = 200) -> LexborHTMLParser:
    answer = site.get(url)
    assert answer.status_code == status, url
    return LexborHTMLParser(answer.get_data(as_text=True))


def table_of(tree: LexborHTMLParser) -> list[tuple[str, ...]]:
    return [
        tuple(cell.text().strip() for cell in row.css("th, td")) for row in tree.css("table.grid tbody tr")
    ]


def test_the_table_holds_the_stores_figures(site: FlaskClient, home: Home) -> None:
    with reading(home) as store, store.snapshot() as snapshot:
        told = reports(snapshot)
    shown = table_of(tree_of(site, "/panel?variable=a_1_total"))
    assert [row[3] for row in shown] == [f"{r.forms.value('applications/1/total'):,}" for r in told]
    assert [row[1] for row in shown] == [str(r.profile.year) for r in told]


def test_every_figure_opens_its_own_characters(site: FlaskClient) -> None:
    nodes = tree_of(site, "/panel?variable=a_1_total&variable=r_all_total").css("td.value a[href*='at=']")
    assert len(nodes) >= 4
    for node in nodes:
        marked = tree_of(site, node.attributes["href"] or "").css_first("mark.at")
        assert marked.text() == node.text().replace(",", "")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("year=2020", 2),
        ("region=山东省", 3),
        ("region=山东省/淄博市", 1),
        ("year=2020&region=山东省", 1),
    ],
)
def test_page_files_and_api_narrow_alike(site: FlaskClient, query: str, count: int) -> None:
    assert len(table_of(tree_of(site, f"/panel?{query}"))) == count
    api = site.get(f"/api/v1/panel?variable=granted&{query}").json
    rows = list(
        csv.DictReader(io.StringIO(site.get(f"/panel.csv?shape=wide&{query}").data.decode("utf-8-sig")))
    )
    assert api["total"] == len(rows) == len(api["results"]) == count
    assert {r["document_id"] for r in api["results"]} == {r["document_id"] for r in rows}


def test_the_workbook_reads_back_with_its_codebook(site: FlaskClient) -> None:
    answer = site.get("/panel.xlsx?variable=granted&variable=grant_rate&shape=long")
    assert "attachment" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    rows = [dict(zip([c.value for c in book["panel"][1]], row, strict=True)) for row in book["panel"].values][
        1:
    ]
    assert {row["variable"] for row in rows} == {"granted", "grant_rate"}
    assert book["codebook"].max_row == len(codebook()) + 1
    shown = {row[0]: row[3].split(" ")[0] for row in table_of(tree_of(site, "/panel?variable=granted"))}
    told = {row["agency"]: row["value"] for row in rows if row["variable"] == "granted"}
    assert shown == {agency: "不能得出" if value is None else str(value) for agency, value in told.items()}


@pytest.mark.parametrize("suffix", ["dta", "parquet"])
def test_frames_read_back(site: FlaskClient, suffix: str) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    content = io.BytesIO(site.get(f"/panel.{suffix}?variable=granted&shape=wide").data)
    frame = pandas.read_stata(content) if suffix == "dta" else pandas.read_parquet(content)
    assert len(frame) == 4
    assert frame["granted"].notna().sum() == 3


def test_a_cell_that_a_finding_names_is_marked(site: FlaskClient) -> None:
    node = tree_of(site, "/panel?variable=a_3_1_total").css_first("td.flagged")
    assert node.css_first("a.rule").attributes["href"] == "/findings/rules#T3-C"


def test_the_filter_field_narrows_and_keeps_what_is_chosen(site: FlaskClient) -> None:
    tree = tree_of(site, "/panel?variable=granted&find=诉讼")
    boxes = {n.attributes["value"]: "checked" in n.attributes for n in tree.css("input[name=variable]")}
    assert boxes["granted"]
    assert not boxes["suits"]
    assert "a_1_total" not in boxes


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("/panel?variable=nothing", 400, "变量"),
        ("/panel?agency=没有这个机关", 400, "机关"),
        ("/panel?region=火星", 400, "地区"),
        ("/panel?year=1900", 400, "年份"),
        ("/panel?page=9", 404, "页"),
        ("/panel.csv?shape=round", 400, "long"),
        ("/panel.exe", 404, "parquet"),
        ("/findings?rule=Z-9", 400, "T3-A"),
        ("/findings?region=火星", 400, "山东省"),
        ("/findings?year=1900", 400, "2020"),
    ],
)
def test_bad_input_is_a_sentence(site: FlaskClient, url: str, status: int, says: str) -> None:
    assert says in tree_of(site, url, status).css_first(".sentence").text()


def test_the_matrix_has_a_cell_for_every_agency_and_year(site: FlaskClient) -> None:
    tree = tree_of(site, "/panel/missing")
    years = len(tree.css("table.matrix thead th")) - 1
    assert all(len(row.css("td")) == years for row in tree.css("table.matrix tbody tr"))
    for node in tree.css("table.matrix td a"):
        label = tree_of(site, node.attributes["href"] or "").css_first("h1").text()
        assert label == node.attributes["title"]


def test_the_codebook_lists_every_variable(site: FlaskClient) -> None:
    names = [node.attributes["id"] for node in tree_of(site, "/panel/codebook").css("table.book tbody tr")]
    assert sorted(names) == sorted(variable.name for variable in codebook())


def test_counts_of_findings_are_what_their_links_list(site: FlaskClient) -> None:
    for node in tree_of(site, "/findings").css(".facets li"):
        link = node.css_first("a").attributes["href"] or ""
        assert (
            tree_of(site, link).css_first(".sum").text().startswith(f"共 {node.css_first('small').text()} 处")
        )


def test_the_rules_page_is_the_table_of_rules(site: FlaskClient) -> None:
    tree = tree_of(site, "/findings/rules")
    assert [n.attributes["id"] for n in tree.css("table.rulebook tbody tr")] == list(rules())


def test_marked_cells_lead_to_their_findings(site: FlaskClient, home: Home) -> None:
    with reading(home) as store, store.snapshot() as snapshot:
        hard = {key for key, finding in snapshot.findings() if finding.rule == "T3-A"}
    (key,) = hard
    tree = tree_of(site, f"/documents/{key}")
    cells = tree.css("td.flag.hard")
    assert len(cells) >= 8
    ids = {node.attributes["id"] for node in tree.css(".finding[id]")}
    for node in tree.css("a.pointer"):
        assert (node.attributes["href"] or "")[1:] in ids
    assert not tree_of(site, f"/documents/{key}?hide=findings").css(".flag")
