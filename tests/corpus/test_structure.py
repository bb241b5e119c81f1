import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.joining import join_cut
from corpus.model import Block, Span
from corpus.numbering import count, read_label
from corpus.sentences import split_sentences
from corpus.wrapped import wrapping
from tests.corpus.conftest import Make


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("一、总体情况", "han", "一、"),
        ("十二、资源", "han", "十二、"),
        ("（一）主动公开。2021年", "bracket_han", "（一）"),
        ("(二)加强", "bracket_han", "(二)"),
        ("(三）混排", "bracket_han", "(三）"),
        ("1.决策公开", "arabic", "1."),
        ("2．执行公开", "arabic", "2．"),
        ("3、管理公开", "arabic", "3、"),
        ("8.2020年，共收到", "arabic", "8."),
        ("（3）强化", "bracket_arabic", "（3）"),
        ("②推进", "bracket_arabic", "②"),
        ("一是推进决策公开", "item", "一是"),
        ("第一章\u3000总则", "chapter", "第一章"),
        ("第三节 监督", "section", "第三节"),
        ("第一百零五条\u3000本法", "article", "第一百零五条"),
        ("第二十条之一\u3000违反", "article", "第二十条之一"),
        ("第一部分 机构概况", "part", "第一部分"),
    ],
)
def test_labels(line: str, kind: str, label: str) -> None:
    found = read_label(line)
    assert found is not None
    assert (found.kind, found.text) == (kind, label)


@pytest.mark.parametrize(
    "line",
    ["一、二级市场", "3.5万元用于", "第五条规定的情形", "2021年，我局", "一方面", "第二十条第（一）项", "是"],
)
def test_no_labels(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("三", 3), ("十", 10), ("二十一", 21), ("一百零五", 105), ("二〇", 20), ("12", 12), ("③", 3)],
)
def test_count(numeral: str, value: int) -> None:
    assert count(numeral) == value


def outline(document: object) -> list[tuple[int, str, str]]:
    return [(s.level, s.label, s.title) for s in document.sections]  # type: ignore[attr-defined]


def test_outline_of_a_report(make: Make) -> None:
    document = make(
        "某某市财政局2021年政府信息公开工作年度报告\n一、总体情况\n（一）主动公开。2021年，公开12条。\n1.机构信息\n（1）领导\n"
        "一是及时。全年更新。\n（二）依申请公开\n二、问题\n"
    )
    assert outline(document) == [
        (1, "一、", "总体情况"),
        (2, "（一）", "主动公开"),
        (3, "1.", "机构信息"),
        (4, "（1）", "领导"),
        (5, "一是", "及时"),
        (2, "（二）", "依申请公开"),
        (1, "二、", "问题"),
    ]
    item = document.sections[4]
    assert item.path == ("总体情况", "主动公开", "机构信息", "领导", "及时")
    assert item.heading.of(document.text) == "一是及时"
    assert document.sections[0].body.of(document.text).endswith("（二）依申请公开\n")
    assert document.section_of(document.text.index("全年更新")) == item


def test_wrong_numbers_are_kept_and_missing_ones_not_filled(make: Make) -> None:
    document = make("一、甲\n（一）子\n（二）丑\n（3）寅\n（四）卯\n（六）巳\n三、丙\n")
    assert outline(document) == [
        (1, "一、", "甲"),
        (2, "（一）", "子"),
        (2, "（二）", "丑"),
        (2, "（3）", "寅"),
        (2, "（四）", "卯"),
        (2, "（六）", "巳"),
        (1, "三、", "丙"),
    ]


def test_bracketed_figures_under_figures_stay_their_own_level(make: Make) -> None:
    document = make("（一）子\n（1）甲\n（2）乙\n（二）丑\n（3）丙\n（四）卯\n")
    assert [s.level for s in document.sections] == [2, 4, 4, 2, 2, 2]


def test_chapters_and_articles_of_a_regulation(make: Make) -> None:
    document = make(
        "# 某省政务公开条例\n\n## 第一章 总则\n\n第一条 为了公开，制定本条例。\n\n（一）公正；\n\n## 第二章 附则\n\n第二条 自公布之日起施行。\n",
        ".md",
    )
    assert outline(document) == [
        (1, "第一章", "总则"),
        (2, "第一条", ""),
        (3, "（一）", "公正"),
        (1, "第二章", "附则"),
        (2, "第二条", ""),
    ]
    assert document.sections[1].path == ("总则", "第一条")


def test_an_annex_is_a_document_within_the_document(make: Make) -> None:
    document = make(
        "关于印发方案的通知\n各处室：\n现印发给你们，请认真执行。\n附件：1.方案\n附件\n某方案\n一、目标\n公开。\n附件2\n名单\n"
    )
    assert outline(document) == [(0, "附件", ""), (1, "一、", "目标"), (0, "附件2", "")]


def test_headings_that_only_the_format_marks(make: Make) -> None:
    document = make("# 通报\n\n## 基本情况\n\n好。\n\n### 数据\n\n多。\n\n## 下一步\n\n做。\n", ".md")
    assert outline(document) == [(1, "", "基本情况"), (2, "", "数据"), (1, "", "下一步")]


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        (
            "公开599条。微信回应121条！为何？因为；所以。",
            ["公开599条。", "微信回应121条！", "为何？", "因为；", "所以。"],
        ),
        ("坚持“以公开为常态。不公开为例外”原则。好。", ["坚持“以公开为常态。不公开为例外”原则。", "好。"]),
        ("他说：“全部公开。”会议结束。", ["他说：“全部公开。”会议结束。"]),
        ("“全部公开。”会议结束。", ["“全部公开。”", "会议结束。"]),
        ("印发通知（见附件。略）。执行。", ["印发通知（见附件。略）。", "执行。"]),
        ("发布10场;举办20次;参加60次。", ["发布10场;", "举办20次;", "参加60次。"]),
        ("网址http://a.cn/?a=1;b=2查询。", ["网址http://a.cn/?a=1;b=2查询。"]),
        ("没有句号", ["没有句号"]),
        ("括号（不闭合。下一句。", ["括号（不闭合。", "下一句。"]),
        ("真的？！是。", ["真的？！", "是。"]),
    ],
)
def test_sentences(paragraph: str, sentences: list[str]) -> None:
    spans = split_sentences(paragraph, Span(0, len(paragraph)))
    assert [span.of(paragraph) for span in spans] == sentences


@given(st.text(alphabet="公开。；！？“”（）《》\u3000 a;1", max_size=60))
def test_sentences_cover_all_but_blanks(paragraph: str) -> None:
    spans = list(split_sentences(paragraph, Span(0, len(paragraph))))
    covered = {n for span in spans for n in range(span.start, span.end)}
    assert all(paragraph[n] in " \u3000" for n in range(len(paragraph)) if n not in covered)
    assert sum(span.end - span.start for span in spans) == len(covered)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (
            "对各类制发文件进行定性，确定公开属性、保密级别等，明确有关保密审查的职责，保证工作符合",
            "“两秘密一隐私”的要求。",
            True,
        ),
        ("保持向好态势，", "高技术产业增长。", True),
        (
            "开展政府信息公开工作是行政机关职责权限、办事程序、办事结果等为人民群众广泛知晓的有效途径，2020年",
            "度，我局取得成效。",
            True,
        ),
        ("贯彻open", "data政策", False),
        (
            "一、加强组织领导，落实工作责任，完善工作机制，健全工作制度，强化工作保障，务求取得实效",
            "各单位要重视。",
            False,
        ),
        (
            "各单位要加强组织领导，落实工作责任，完善工作机制，健全工作制度，强化保障，务求取得实效",
            "一、组织",
            False,
        ),
        (
            "为提高效率，我局落实了责任，完善了机制，健全了制度，强化了保障，并且取得了实效和成绩",
            "2021年1月20日",
            False,
        ),
        (
            "为提高效率，我局落实了责任，完善了机制，健全了制度，强化了保障，并且取得了实效和成绩",
            "某某市文化和旅游局2021年1月20日",
            False,
        ),
        (
            "为提高效率，我局落实了责任，完善了机制，健全了制度，强化了保障，并且取得了实效和成绩",
            "联系电话：0531-1",
            False,
        ),
        ("山东省文化和旅游厅", "2020年度报告", False),
        ("全年共公开599条。", "下一步", False),
        ("根据《", "国务院办公厅关于规章清理的通知》（国办发〔2010〕28号）要求，对规章作了清理。", True),
        ("某市人民政府关于印发《某市地质灾害", "应急预案》的通知", True),
        ("（二○○四年六月十六日国务院", "第54次常务会议修订通过）", True),
        ("根据《政府信息公开条例的规定", "按照《意见》执行", False),
        ("（一", "（二）加强组织", False),
        ("按照《条例》第二十条第", "（一）项的规定", True),
        ("宣传《甲", "组长：乙》", False),
    ],
)
def test_joining(first: str, second: str, joined: bool) -> None:
    assert (len(list(join_cut([Block(first), Block(second)]))) == 1) is joined


WRAPPED = """（三）政府信息管理
认真落实政府网站信息发布审核制度，网站信息发布由分管
领导、有关科室和局办公室同时审核把关，确保信息发布的时
效和安全。印发《关于调整某市某局信息主动公开基本目录的
通知》，根据年度工作要点及时调整目录，按照《条例》第二十条第
（一）项规定全年制发规范性文件0件，现将有关事项公布
如下：
— 3 —
丰富门户网站内容，提升网站实用性和便民性，全年微博某市
— 4 —
环境发布信息16000条，关注量85.4万。
（四）监督保障
某市某局
2024年1月20日"""


def test_wrapped_lines() -> None:
    lines = [
        block.text
        for block in join_cut(Block(line) for line in WRAPPED.splitlines())
        if isinstance(block, Block)
    ]
    assert lines == [
        "（三）政府信息管理",
        (
            "认真落实政府网站信息发布审核制度，网站信息发布由分管领导、有关科室和局办公室同时审核把关，"
            "确保信息发布的时效和安全。印发《关于调整某市某局信息主动公开基本目录的通知》，根据年度工作要点"
            "及时调整目录，按照《条例》第二十条第（一）项规定全年制发规范性文件0件，现将有关事项公布如下："
        ),
        "— 3 —",
        "丰富门户网站内容，提升网站实用性和便民性，全年微博某市环境发布信息16000条，关注量85.4万。",
        "（四）监督保障",
        "某市某局",
        "2024年1月20日",
    ]


@given(st.lists(st.text(alphabet="公开信息甲乙，。", min_size=60, max_size=150), min_size=6, max_size=9))
def test_wrapping_is_told_by_the_width(paragraphs: list[str]) -> None:
    cut = [p.strip("，。") + "。" for p in paragraphs]
    lines = [p[at : at + 28] for p in cut for at in range(0, len(p), 28)]
    assert wrapping(cut) is None
    assert (found := wrapping(lines)) is None or 48 <= found.width <= 56


def test_what_never_ends_is_joined_piece_by_piece() -> None:
    pieces = list(join_cut(Block("公开信息，" * 8) for _ in range(20_000)))
    assert max(len(piece.text) for piece in pieces if isinstance(piece, Block)) < 4_100


@pytest.mark.parametrize(
    "lines",
    [
        ["王　磊　某市教育局党组书记、局长，市政府教育督导室主任"] * 9,  # rows of a list
        ["某市人民政府关于加强城市管理工作推进综合执法改革的意见"] * 9,  # titles
        ["推进公开，丰富内容，提升实用性和便民性，扩大了参与。"] * 9,  # sentences
    ],
)
def test_no_wrapping(lines: list[str]) -> None:
    assert wrapping(lines) is None
    assert len(list(join_cut(map(Block, lines)))) == len(lines)
