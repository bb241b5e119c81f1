"""Labels that Word counts when it prints: they are in the text as printed."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbering import count
from corpus.numerals import FORMS, LARGEST, numeral
from corpus.wordnumbers import with_labels
from tests.corpus.conftest import Make
from tests.corpus.wordfiles import (
    GOVERNMENT,
    abstract_of,
    add,
    again,
    new,
    number_properties,
    numbered,
    saved,
)


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十", 1001: "一千零一"},
        ),
        ("chineseCountingThousand", {15: "十五", 115: "一百一十五", 1010: "一千零一十", 2000: "二千"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 105: "壹佰零伍"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {12: "亥"}),
        ("bullet", {1: ""}),
        ("none", {7: ""}),
        ("noSuchFormat", {7: "7"}),
    ],
)
def test_formats(form: str, values: dict[int, str]) -> None:
    assert {value: numeral(value, form) for value in values} == values


@given(st.integers(1, LARGEST))
def test_chinese_counts_are_read_back(value: int) -> None:
    assert count(numeral(value, "chineseCounting")) == value


@given(st.integers(-5, 10**6), st.sampled_from([*FORMS, "none", "other"]))
def test_any_count_has_a_numeral(value: int, form: str) -> None:
    assert isinstance(numeral(value, form), str)


def lines(make: Make, document: Any) -> list[str]:
    return make(saved(document), ".docx").text.split("\n")


def test_a_report_numbered_by_word(make: Make) -> None:
    document = new()
    number = numbered(document, GOVERNMENT)
    for text, depth in (
        ("某某市财政局2021年政府信息公开工作年度报告", None),
        ("总体情况", 0),
        ("主动公开情况", 1),
        ("机构信息", 2),
        ("领导信息", 3),
        ("政策文件", 2),
        ("依申请公开情况", 1),
        ("收到申请", 2),
        ("存在问题", 0),
        ("主动公开不足", 1),
        ("公开599条。", None),
    ):
        add(document, text, None if depth is None else number, depth or 0)
    made = make(saved(document), ".docx")
    assert made.text.split("\n")[1:] == [
        "一、总体情况",
        "（一）主动公开情况",
        "1.机构信息",
        "（1）领导信息",
        "2.政策文件",
        "（二）依申请公开情况",
        "1.收到申请",
        "二、存在问题",
        "（一）主动公开不足",
        "公开599条。",
    ]
    assert [s.level for s in made.sections] == [1, 2, 3, 4, 3, 2, 3, 1, 2]


def test_chapters_and_articles_of_a_statute(make: Make) -> None:
    """Articles are counted through the chapters (lvlRestart 0)."""
    document = new()
    add(document, "某省政务公开条例")
    levels = (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"))
    number = numbered(document, levels, extra='<w:lvlRestart w:val="0"/>')
    add(document, "总则", number)
    for n in range(11):
        add(document, f"为了公开，制定第{n}项规则。", number, 1)
    add(document, "附则", number)
    add(document, "自公布之日起施行。", number, 1)
    made = make(saved(document), ".docx")
    labels = [(s.level, s.label) for s in made.sections]
    assert labels[:2] == [(1, "第一章"), (2, "第一条")]
    assert labels[-2:] == [(1, "第二章"), (2, "第十二条")]
    assert made.text.endswith("第十二条\u3000自公布之日起施行。")


def _by_style(document: Any) -> None:
    """The list hangs on the style Heading 1, its level is tied to the style."""
    number = numbered(document, GOVERNMENT)
    style = document.styles["Heading 1"]
    style.element.get_or_add_pPr().append(number_properties(number, None))
    for text in ("目标", "任务"):
        add(document, text, style="Heading 1")


def _by_base_style(document: Any) -> None:
    number = numbered(document, GOVERNMENT)
    document.styles["Heading 2"].element.get_or_add_pPr().append(number_properties(number, 0))
    document.styles["Heading 3"].base_style = document.styles["Heading 2"]
    for text in ("目标", "任务"):
        add(document, text, style="Heading 3")


def _none_over_style(document: Any) -> None:
    """numId 0 takes the number of the style away."""
    _by_style(document)
    add(document, "说明", 0, style="Heading 1")


def _restarted(document: Any) -> None:
    number = numbered(document, GOVERNMENT)
    for list_ in (number, number, again(document, abstract_of(document, number), 1)):
        add(document, "项", list_)


def _shared(document: Any) -> None:
    """Two lists of one abstract list count on."""
    number = numbered(document, GOVERNMENT)
    for list_ in (number, again(document, abstract_of(document, number)), number):
        add(document, "项", list_)


def _started(document: Any) -> None:
    number = numbered(document, (("decimal", "%1."),), starts=(4,))
    for _ in range(2):
        add(document, "项", number)


def _legal(document: Any) -> None:
    number = numbered(
        document, (("chineseCounting", "%1、"), ("decimal", "%1.%2")), extra='<w:isLgl w:val="1"/>'
    )
    add(document, "甲", number)
    add(document, "乙", number, 1)


def _unused_above(document: Any) -> None:
    add(document, "乙", numbered(document, GOVERNMENT), 1)


def _bullets(document: Any) -> None:
    for text in ("甲", "乙"):
        add(document, text, numbered(document, (("bullet", "\uf0b7"),)))


def _in_cells(document: Any) -> None:
    """序号 columns are often numbered by Word."""
    number = numbered(document, (("decimal", "%1"),))
    table = document.add_table(2, 2)
    for row in table.rows:
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(number_properties(number, 0))
        row.cells[1].text = "事项"


def _drawn_twice(document: Any) -> None:
    """A text box is in the file once for newer and once for older programs: counted once."""
    number = numbered(document, GOVERNMENT)
    inner = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        "<w:r><w:t>框</w:t></w:r></w:p>"
    )
    box = parse_xml(
        f'<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:txbxContent>{inner}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    document.element.body.insert(0, box)
    add(document, "外", number)


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (_by_style, ["一、目标", "二、任务"]),
        (_by_base_style, ["一、目标", "二、任务"]),
        (_none_over_style, ["一、目标", "二、任务", "说明"]),
        (_restarted, ["一、项", "二、项", "一、项"]),
        (_shared, ["一、项", "二、项", "三、项"]),
        (_started, ["4.项", "5.项"]),
        (_legal, ["1、甲", "1.1\u3000乙"]),
        (_unused_above, ["（一）乙"]),
        (_bullets, ["甲", "乙"]),
        (_in_cells, ["1\t事项", "2\t事项"]),
        (_drawn_twice, ["一、框", "二、外"]),
    ],
)
def test_where_numbers_come_from(make: Make, build: Callable[[Any], None], expected: list[str]) -> None:
    document = new()
    build(document)
    assert lines(make, document) == expected


def _with_numbering(raw: bytes, numbering: str | None) -> bytes:
    """The file with this list part, or without any."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            own = part.filename == "word/numbering.xml"
            if not own or numbering is not None:
                content = (numbering or "").encode() if own else source.read(part)
                target.writestr(part.filename, content)
    return out.getvalue()


def test_a_document_without_lists_is_left_alone() -> None:
    document = new()
    add(document, "一、总体情况")
    raw = _with_numbering(saved(document), None)
    assert with_labels(raw) is raw


@pytest.mark.parametrize("broken", ['<w:num w:numId="x"/>', '<w:abstractNum/><w:num w:numId="7"/>', ""])
def test_lists_that_lead_nowhere_number_nothing(make: Make, broken: str) -> None:
    document = new()
    add(document, "项", 7)
    raw = _with_numbering(saved(document), f"<w:numbering {nsdecls('w')}>{broken}</w:numbering>")
    assert make(raw, ".docx").text == "项"
