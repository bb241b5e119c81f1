"""Texts gone through the mill: line ends lost, one cell a line, page furniture, labelled lines."""

from pathlib import Path

import pytest

from corpus.labels import read_fields
from corpus.oneline import parted
from corpus.read import read_document
from corpus.stacked import read_stacked
from tests.corpus.conftest import Make


def test_a_body_on_one_line_gets_its_headings_back(make: Make, seeds: list[Path]) -> None:
    lines = [
        line.strip() for line in seeds[1].read_text("utf-8").split("\n") if line.strip() and "\t" not in line
    ]
    document = make(lines[0] + "\n" + "".join(lines[1:]))
    whole = make("\n".join(lines))
    assert [(s.label, s.title) for s in document.sections] == [(s.label, s.title) for s in whole.sections]
    assert document.text.replace("\n", "") == whole.text.replace("\n", "")


@pytest.mark.parametrize(
    "text",
    ["短。一、总体情况2021年", "公开信息，" * 200 + "其中一、二、三类产业发展，" + "（一）" + "公开，" * 50],
)
def test_no_cut_where_nothing_says_heading(text: str) -> None:
    assert "".join(parted(text)) == text
    assert len(parted(text)) == 1


def test_a_head_on_one_line_is_parted(make: Make) -> None:
    text = (
        "某省总工会关于印发《某办法》的通知某工发〔2023〕23号各市总工会：《某办法》已经审议通过，现印发给你们，请认真贯彻执行。"
        "某省总工会2023年12月28日某办法第一章总则第一条为做好工作，制定本办法。"
        + "第二条各级工会应当做好工作，并及时报告。"
        * 8
    )
    document = make(text)
    assert document.meta.title == "某省总工会关于印发《某办法》的通知"
    assert (document.meta.number, document.meta.date) == ("某工发〔2023〕23号", "2023-12-28")
    assert document.text.replace("\n", "") == text
    assert (
        len(make("关于公开的通知\n" + "某省总工会关于印发《某办法》的通知某工发〔2023〕23号" * 3).paragraphs)
        == 2
    )


def test_cells_without_tabs_are_rows_again(make: Make, seeds: list[Path]) -> None:
    text = seeds[1].read_text("utf-8")
    document, source = make(text.replace("\t", "")), read_document(seeds[1])
    rows = document.tables[1].span.of(document.text).split("\n")
    assert "一、本年新收政府信息公开申请数量\t2\t0\t0\t0\t0\t0\t2" in rows
    assert "三、本年度办理结果\t（一）予以公开\t2\t0\t0\t0\t0\t0\t2" in rows
    assert len(document.tables) == len(source.tables)
    assert document.tables[2].span.of(document.text).split("\n")[-1] == "\t".join("0" * 15)
    assert [s.title for s in document.sections] == [s.title for s in source.sections]


@pytest.mark.parametrize(
    "text", ["组长：\n王磊\n副组长：\n李敏\n成员：\n赵强", "一\n2\n二\n3", "联系人\n电话\n0531\n邮编\n250014"]
)
def test_lists_are_no_tables(text: str) -> None:
    lines = text.split("\n")
    assert read_stacked(lines, 0) == (len(lines), None)


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("发文字号：某政办〔2021〕8号", [("number", "某政办〔2021〕8号")]),
        (
            "索 引 号：\u3000014/2023 发布日期：2023-01-02",
            [("index_number", "014/2023"), ("published", "2023-01-02")],
        ),
        (
            "来源：某市财政局 时间：2021-01-20 浏览次数：30",
            [("origin", "某市财政局"), ("published", "2021-01-20"), ("access", "30")],
        ),
        ("【发布机构】：某市统计局", [("publisher", "某市统计局")]),
        ("• 发文字号:", [("number", "")]),
        (
            "发文日期: 2019-01-23 废止时间: 2020-01-23 名称: 某规则",
            [("issued", "2019-01-23"), ("validity", "2020-01-23"), ("title", "某规则")],
        ),
        (
            "索引号 640122-150/2018-93016 文 号 金政发〔2018〕293号 发布日期 2018-12-10",
            [
                ("index_number", "640122-150/2018-93016"),
                ("number", "金政发〔2018〕293号"),
                ("published", "2018-12-10"),
            ],
        ),
        ("时间 来源 标题", []),
        (
            "索 引 号:0143/2021主题分类:综合发文机关:国务院成文日期:2021年9月23日",
            [
                ("index_number", "0143/2021"),
                ("topic", "综合"),
                ("sender", "国务院"),
                ("dated", "2021年9月23日"),
            ],
        ),
        ("名称: 【工作总结】2025年总结", [("title", "【工作总结】2025年总结")]),
        ("发布日期:[2021-01-28]", [("published", "2021-01-28")]),
        ("标题：", [("title", "")]),
        ("联系电话：0531", []),
        ("现将有关标题：说明如下", []),
    ],
)
def test_labelled_lines(line: str, fields: list[tuple[str, str]]) -> None:
    assert read_fields(line) == fields


def test_fields_told_as_lines_without_colons(make: Make) -> None:
    body = "为做好公开工作，现将有关事项通知如下，请各单位认真贯彻执行，确保各项要求落到实处，并及时报告有关情况。"
    page = f"索引号\n\n1137/2021-26\n成文日期\n2021-06-28\n标题\n关于公开的通知\n统一编号\n发文字号\n某政办发〔2021〕9号\n关于公开的通知\n{body}"
    document = make(page)
    assert (document.meta.title, document.meta.number) == ("关于公开的通知", "某政办发〔2021〕9号")
    assert (document.meta.date, document.text) == ("2021-06-28", f"关于公开的通知\n{body}")


def test_a_table_of_fields_is_no_text(make: Make) -> None:
    body = "为做好公开工作，现将有关事项通知如下，请各单位认真贯彻执行，确保各项要求落到实处，并及时报告有关情况。"
    page = f"索引号: | T-2020 | 主题分类: | 公开 |\n发文机构: | 某市财政局 | 发文文号: | 某财发〔2020〕33号 |\n关于公开的通知\n{body}"
    document = make(page)
    assert (document.meta.issuer, document.meta.number) == ("某市财政局", "某财发〔2020〕33号")
    assert document.text == f"关于公开的通知\n{body}"


def test_an_issuer_between_two_copies_of_the_title_is_kept(make: Make) -> None:
    body = "《某省管理规定》已经省政府常务会议讨论通过，现予公布，自发布之日起施行。"
    document = make(f"某省管理规定\n作者：某网 浏览：1\n某省人民政府\n某省管理规定\n{body}")
    assert (document.meta.title, document.meta.issuer) == ("某省管理规定", "某省人民政府")


def test_a_last_line_of_the_text_is_no_furniture(make: Make) -> None:
    body = "为做好公开工作，现将有关事项通知如下，请各单位认真贯彻执行，确保各项要求落到实处，并及时报告有关情况。"
    last = "承办建议10件，提案36件，按时办结率100%"
    assert make(f"工作报告\n{body}\n{last}\n主办单位：某局\n").text.endswith(last)


def test_share_buttons_and_crumbs_go(make: Make) -> None:
    body = "为做好公开工作，现将有关事项通知如下，请各单位认真贯彻执行，确保各项要求落到实处，并及时报告有关情况。"
    page = f"首页 > 政务公开\n【字号：大 中 小】\n分享到：\n微信 微博 QQ空间\n关于公开的通知\n{body}\n微信\n{body}\n打印 关闭\n主办：某市人民政府\n某ICP备0600号\n"
    document = make(page)
    assert document.text == f"关于公开的通知\n{body}\n微信\n{body}"


def test_an_issued_text_below_its_notice_is_a_document_within(make: Make) -> None:
    document = make(
        "某市关于印发《某市工作规则》的通知\n各单位：\n现予印发，请认真执行。\n某市人民政府\n2021年1月2日\n某市工作规则\n第一章 总则\n一、公开。\n"
    )
    assert next((s.level, s.label, s.title) for s in document.sections) == (0, "某市工作规则", "")
