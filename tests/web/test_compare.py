"""Texts side by side lose nothing; agencies side by side count what their lists hold; originals are the bytes."""

import hashlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from corpus.read import read_document
from kb.home import Home
from kb.store.session import reading
from tests.web.homes import home_with
from tests.web.test_panel import tree_of
from web.app import create_app
from web.pages.originals import kept
from web.profiles.differences import compare, units

REPORT = """{agency}{year}年政府信息公开工作年度报告

一、总体情况
{year}年，本局主动公开政府信息{count}条，全部通过门户网站发布。
本局建立了信息发布审核制度，明确了各科室的责任分工和报送时限。
{more}
二、存在的主要问题及改进情况
信息公开的内容还不够丰富，公开的形式还比较单一，需要进一步改进。
"""


def report(agency: str, year: int, count: int, more: str = "") -> str:
    return REPORT.format(agency=agency, year=year, count=count, more=more)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client over two reports of one agency and one of another that copies."""
    home = home_with(
        tmp_path_factory.mktemp("pair"),
        {
            "a2020.txt": report("烟台市财政局", 2020, 12, "举办培训班两次。"),
            "a2021.txt": report("烟台市财政局", 2021, 15, "新开微信公众号一个，粉丝三千。"),
            "b2021.txt": report("威海市水利局", 2021, 31),
        },
    )
    return create_app(home).test_client()


def ids(site: FlaskClient) -> dict[str, str]:
    tree = tree_of(site, "/documents")
    return {
        node.text(): (node.attributes["href"] or "").rpartition("/")[2]
        for node in tree.css(".documents a.title")
    }


def test_a_comparison_holds_every_sentence_of_both(seeds: list[Path]) -> None:
    left, right = (read_document(path) for path in seeds[:2])
    lines = compare(left, right)
    for side, document in (("left", left), ("right", right)):
        told = [getattr(line, side).url for line in lines if getattr(line, side)]
        assert len(told) == len(units(document))
        assert told == sorted(told, key=lambda url: int(url.rpartition("#c")[2].partition("-")[0]))


def test_a_text_beside_itself_is_the_same(seeds: list[Path]) -> None:
    document = read_document(seeds[0])
    assert {line.kind for line in compare(document, document)} == {"same"}


def test_years_side_by_side_mark_what_changed(pair: FlaskClient) -> None:
    found = ids(pair)
    one, two = (found[f"烟台市财政局{year}年政府信息公开工作年度报告"] for year in (2020, 2021))
    tree = tree_of(pair, f"/compare?id={one}&id={two}")
    changed = [row for row in tree.css("tr.changed") if "主动公开政府信息" in row.text()]
    assert [node.text() for node in changed[0].css("del, ins")] == ["0", "2", "1", "5"]
    assert "粉丝三千" in "".join(row.text() for row in tree.css("tr.right"))
    everything = tree_of(pair, f"/compare?id={one}&id={two}&only=all")
    assert len(everything.css("tr.same")) >= 4
    assert tree_of(pair, f"/documents/{two}").css_first(f"nav.series a[href*='{one}']") is not None


def test_reused_sentences_are_marked_and_aligned(pair: FlaskClient) -> None:
    key = ids(pair)["威海市水利局2021年政府信息公开工作年度报告"]
    page = tree_of(pair, f"/documents/{key}?show=reuse")
    marked = "".join(node.text(deep=True) for node in page.css(".body .repeated"))
    assert "明确了各科室的责任分工" in marked
    assert not tree_of(pair, f"/documents/{key}").css(".repeated:not(.switch)")
    aligned = tree_of(pair, f"/documents/{key}/reuse")
    same = [row.css("td") for row in aligned.css("table.sides tr.same")]
    assert same
    assert all(here.text().strip() == there.text().strip() for here, there in same)
    other = tree_of(pair, f"/documents/{key}/reuse?source=0000000000000000", 404)
    assert other.css_first(".sentence").text()


def test_agencies_side_by_side_count_what_their_lists_hold(site: FlaskClient) -> None:
    tree = tree_of(site, "/compare?id=山东省文化和旅游厅&id=淄博市文化和旅游局")
    cells = tree.css("table.matrix td a")
    assert len(cells) > 10
    for node in cells[::7]:
        listed = tree_of(site, node.attributes["href"] or "").css_first(".sum").text()
        assert f"共 {node.text()} 条" in listed


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("/compare?id=没有", 404, "没有"),
        ("/compare?id=agency/没有&id=agency/没有", 404, "没有"),
        ("/citing", 400, "policy"),
        ("/citing?policy=policy/没有", 404, "没有"),
        ("/citing?policy=policy/中华人民共和国政府信息公开条例&show=x", 400, "silent"),
        ("/documents/0000000000000000/original", 404, "没有"),
        ("/documents/0000000000000000/reuse", 404, "没有"),
    ],
)
def test_bad_input_is_a_sentence(site: FlaskClient, url: str, status: int, says: str) -> None:
    assert says in tree_of(site, url, status).css_first(".sentence").text()


def test_the_original_is_the_file_byte_for_byte(site: FlaskClient, seeds: list[Path]) -> None:
    for path in seeds:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        answer = site.get(f"/documents/{digest[:16]}/original")
        assert answer.data == path.read_bytes()
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert path.name in answer.headers["Content-Disposition"]


def test_nothing_outside_the_originals_is_handed_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "originals" / "ab" / "x.txt", tmp_path / "secret.txt"
    inside.parent.mkdir(parents=True)
    for path in (inside, outside):
        path.write_text("x", encoding="utf-8")
    (inside.parent / "link.txt").symlink_to(outside)
    assert kept(tmp_path, inside) == inside.resolve()
    assert kept(tmp_path, inside.parent / ".." / ".." / "secret.txt") is None
    assert kept(tmp_path, inside.parent / "link.txt") is None
    assert kept(tmp_path, inside.parent) is None


def test_counts_of_a_policys_matrix_open_as_many_sentences(site: FlaskClient) -> None:
    tree = tree_of(site, "/policy/中华人民共和国政府信息公开条例")
    cells = tree.css("table.matrix td a")
    assert len(cells) >= 6
    for node in cells:
        listed = tree_of(site, node.attributes["href"] or "")
        assert f"共 {node.text()} 条" in listed.css_first(".sum").text()


def test_who_cites_and_who_does_not_are_all_agencies(site: FlaskClient, home: Home) -> None:
    policy = "policy/国务院办公厅关于全面推进政务公开工作的意见"
    with reading(home) as store, store.snapshot() as snapshot:
        sources = {r.source for r in snapshot.relations(policy, kind="cites", outgoing=False)}
        issuers = {name for s in snapshot.summaries() if s.agency for name in s.agency.split("、")}
    silent = tree_of(site, f"/citing?policy={policy}&show=silent")
    names = {node.text() for node in silent.css(".rows a.agency")}
    assert names == {name for name in issuers if f"agency/{name}" not in sources}
    assert f"出自 {len(issuers)} 个机关" in silent.css_first(".sum").text()


def test_lags_count_days_from_the_version_in_force(site: FlaskClient) -> None:
    rows = LexborHTMLParser(site.get("/policy/中华人民共和国政府信息公开条例").get_data(as_text=True)).css(
        "table.cascade tbody tr"
    )
    assert {row.css_first("th").text() for row in rows} <= {"中央", "省级", "市级", "县级", "乡级"}
    assert any("天" in row.text() for row in rows)
