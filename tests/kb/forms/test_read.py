"""What real reports do to the forms: lost labels, page breaks, glued digits, other words."""

from pathlib import Path

import pytest
import yaml

from corpus.read import read_document
from kb.forms import Forms, read_forms, to_export
from tests.kb.forms.build import Rows, document

HEAD: Rows = [
    [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
    [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
    ["商业机构", "科研机构", "社会公益组织", "法律服务机构", "其他"],
]
ZERO = ["0"] * 7


def read(*rows: list[str | tuple[str, int, int]], head: Rows = HEAD) -> Forms:
    found = read_forms(document("三、收到和处理政府信息公开申请情况", [*head, *rows]))
    assert found is not None
    return found


def values(forms: Forms, row: str) -> list[float | None]:
    return [c.value for c in forms.row("applications", row)]


def statuses(forms: Forms, row: str) -> set[str]:
    return {c.status for c in forms.row("applications", row)}


FIRST: list[str | tuple[str, int, int]] = [
    ("一、本年新收政府信息公开申请数量", 1, 3),
    "5",
    "0",
    "0",
    "1",
    "0",
    "0",
    "6",
]


@pytest.mark.parametrize(
    ("row", "code", "expected"),
    [
        (FIRST, "1", [5, 0, 0, 1, 0, 0, 6]),
        (["", "（一） 予以 公开", "", "1", "0", "0", "0", "0", "0", "1"], "3.1", [1, 0, 0, 0, 0, 0, 1]),
        (["", "", "1.属于国家秘密", *ZERO], "3.3.1", [0] * 7),
        (["4. 保护第三方合法权溢", *ZERO, ""], "3.3.4", [0] * 7),  # a misread character, a blank cell after
        (["", "", "3.其他", "0", "0", "0", "0", "0", "2", "2"], "3.6.3", [0, 0, 0, 0, 0, 2, 2]),
        (["", "（六）其他处理", "", *ZERO], "3.6", [0] * 7),
        (["(二)部分公开(区分处理的，只计这一情形，不计其他情形)", *ZERO], "3.2", [0] * 7),
        (["", "", "2.重复申请", "0002002"], "3.5.2", [0, 0, 0, 2, 0, 0, 2]),
        (["", "", "2.重复申请0002002"], "3.5.2", [0, 0, 0, 2, 0, 0, 2]),
    ],
)
def test_rows_are_read_by_their_labels(row: list[str], code: str, expected: list[int]) -> None:
    assert values(read(list(row)), code) == expected


@pytest.mark.parametrize(
    ("figures", "status"),
    [
        (["0"] * 6, "incomplete"),
        (["0"] * 8, "surplus"),
        (["0002003"], "glued"),
        (["3"], "glued"),
        ([""] * 7, "blank"),
        (["/"] * 7, "slash"),
        (["详见附表"] * 7, "see"),
    ],
)
def test_what_cannot_be_placed_has_a_reason_and_no_value(figures: list[str], status: str) -> None:
    forms = read(["2.重复申请", *figures])
    assert set(values(forms, "3.5.2")) == {None}
    assert statuses(forms, "3.5.2") == {status}


def test_a_blank_among_figures_is_missing_and_not_zero() -> None:
    forms = read([("一、本年新收政府信息公开申请数量", 1, 3), "5", "", "0", "0", "0", "0", "5"])
    assert values(forms, "1") == [5, None, 0, 0, 0, 0, 5]


def test_columns_follow_the_header_not_the_order() -> None:
    head: Rows = [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 1, 1), "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]  # fmt: skip
    forms = read(["一、本年新收政府信息公开申请数量", "9", "8", "1", "0", "0", "0", "0"], head=head)
    assert values(forms, "1") == [8, 1, 0, 0, 0, 0, 9]


def test_a_page_break_does_not_close_the_table() -> None:
    made = document([*HEAD, FIRST], "第 3 页", [["", "", "7.属于行政执法案卷", *ZERO]])
    forms = read_forms(made)
    assert forms is not None
    assert forms.rows("applications") == ("1", "3.3.7")


def test_the_form_is_told_by_its_labels_alone() -> None:
    old = document(
        [
            ["第二十条第（一）项"],
            ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
            ["规章", "1", "1", "2"],
        ]
    )
    new = document(
        [
            ["第二十条第（一）项"],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "1", "1", "2"],
        ]
    )
    assert [forms.template for made in (old, new) if (forms := read_forms(made))] == ["2019", "2021"]
    assert read(FIRST).template is None
    assert read(FIRST, ["（六）其他处理", *ZERO]).template == "2019"
    assert read(FIRST, ["3.其他", *ZERO]).template == "2021"


def test_split_disputes_and_blanks_in_front() -> None:
    review = [
        ["行政复议", "", "", "", ""],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        ["", "1", "0", "0", "1"],
    ]
    suits = [
        [("行政诉讼", 1, 10)],
        [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2,
        ["1", "0", "0", "0", "1", "0", "2", "0", "0", "2"],
    ]
    forms = read_forms(document(review, "说明", suits))
    assert forms is not None
    assert to_export(forms) == {
        "template": None,
        "review": [None, 1, 0, 0, 1],
        "litigation": [1, 0, 0, 0, 1, 0, 2, 0, 0, 2],
    }


def test_the_statistics_sheet_of_2014() -> None:
    rows = [
        ["指标名称", "计量单位", "统计数"],
        ["三、依申请公开情况", "——", ""],
        ["（一）收到申请数", "件", "12"],
        ["1.当面申请数", "件", "2"],
        ["（二）申请办结数", "件", "12"],
        ["五、行政诉讼数量", "件", "3"],
        ["（二）被依法纠错数", "件", "1"],
        ["（四）政府信息公开专项经费", "万元", "1.5"],
    ]
    forms = read_forms(document(rows))
    assert forms is not None
    assert forms.template == "2014"
    assert forms.value("statistics/3.1/value") == 12
    assert forms.value("statistics/5.2/value") == 1
    assert forms.cell("statistics/4.2/value") is None
    assert forms.value("statistics/8.4/value") == 1.5


def test_a_table_that_lost_its_grid() -> None:
    made = document(
        "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件",
        "6",
        "6",
        "49",
        "第二十条第（六）项信息内容本年处理决定数量行政处罚12行政强制0第二十条第（八）项",
        "（本列数据的勾稽关系为：第一项加第二项之和） 申请人情况 自然人 总计",
        "一、本年新收政府信息公开申请数量 4 0 0 0 0 0 4",
        "二、上年结转政府信息公开 申请数量 0000000",
        "1.属于国家秘密00000002.其他法律行政法规禁止公开0000000",
        "3.其他 0 0 0 0 0 0",
    )
    forms = read_forms(made)
    assert forms is not None
    export = to_export(forms)
    assert export["template"] == "2021"
    assert export["disclosure"] == {
        "规章": [0, 0, 0],
        "行政规范性文件": [6, 6, 49],
        "行政处罚": [12],
        "行政强制": [0],
    }
    assert values(forms, "1") == [4, 0, 0, 0, 0, 0, 4]
    assert statuses(forms, "2") == statuses(forms, "3.3.2") == {"inferred"}
    assert statuses(forms, "3.6.3") == {"incomplete"}


@pytest.mark.parametrize(
    "parts",
    [
        ["推进行政许可、行政处罚公开。依据第二十条第（五）项公开行政许可 12 件。"],
        [[["事项", "数量"], ["行政许可", "12"], ["行政处罚", "3"]]],
        [],
    ],
)
def test_other_documents_have_no_forms(parts: list[str | Rows]) -> None:
    assert read_forms(document("市教育局2020年工作要点", *parts)) is None


def test_seeds_agree_with_the_gold_answers(seeds: list[Path], shared: Path) -> None:
    for path in seeds:
        gold = yaml.safe_load((shared / "gold" / f"{path.stem}.yaml").read_text(encoding="utf-8")).get(
            "tables"
        )
        forms = read_forms(read_document(path))
        export = to_export(forms) if forms else {}
        for table, wanted in (gold or {}).items():
            got = export[table]
            assert got == wanted or {k: got[k] for k in wanted} == wanted
