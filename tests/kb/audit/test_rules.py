"""Each rule where it must speak and where it must not."""

import pytest

from corpus.assemble import assemble
from corpus.model import Block, Document, Reading
from corpus.readers import text as plain
from kb.audit import audit, rules
from kb.audit.run import SERIES, SINGLE
from kb.forms import FormCell, Forms, read_forms
from kb.model import Finding, Profile

ROW = ("natural_person", "enterprise", "research", "public_benefit", "legal_service", "other", "total")


def made(*lines: str) -> Document:
    text = "\n".join(lines)
    return assemble(plain.read(text.encode(), "made.txt"), "made.txt", text.encode())


def forms(template: str = "2021", **rows: list[int | None]) -> Forms:
    """Forms of some rows: a3_1=[…seven figures], or d_normative=[…]."""
    cells = []
    for key, values in rows.items():
        table, _, row = key.partition("__")
        columns = {
            "applications": ROW,
            "review": ("upheld", "corrected", "other", "pending", "total"),
            "litigation": ("upheld", "corrected", "other", "pending", "total"),
            "disclosure": ("made", "published", "public_total")
            if template == "2019"
            else ("made", "repealed", "in_force"),
        }[table]
        code = row if table != "applications" else row.replace("_", ".")
        cells += [
            FormCell(table, code, c, v, "blank" if v is None else "value", str(v), n, n + 1)
            for n, (c, v) in enumerate(zip(columns, values, strict=True))
        ]
    return Forms(template, tuple(cells))


def found(document: Document, rule: str, tables: Forms | None = None, **fields: object) -> list[Finding]:
    profile = Profile(**{"year": 2021, "type": "annual_report", **fields})  # type: ignore[arg-type]
    return [f for f in audit(document, profile, tables) if f.rule == rule]


EMPTY = made("某市某局2021年政府信息公开工作年度报告", "一、总体情况", "做好工作。")


def test_the_table_of_rules_is_the_rules() -> None:
    assert set(rules()) == set(SINGLE) | set(SERIES)
    assert all(r.name and r.explain and r.source for r in rules().values())


@pytest.mark.parametrize(
    ("rule", "rows", "reading"),
    [
        ("T3-C", {"applications__3_1": [1, 0, 0, 0, 0, 0, 2]}, None),
        ("T3-C", {"applications__3_1": [3, None, 0, 0, 0, 0, 2]}, None),
        ("T4-A", {"review__all": [1, 0, 0, 0, 2]}, None),
        ("T4-B", {"litigation__direct": [1, 0, 0, 0, 0]}, None),
        ("T4-C", {"litigation__after_review": [0, 0, 0, 1, 0]}, None),
        ("X-2", {"applications__3_1": [-1, 1, 0, 0, 0, 0, 0]}, None),
        ("T2-C", {"disclosure__normative": [9, 1, 2]}, None),
    ],
)
def test_a_broken_sum_is_found(rule: str, rows: dict[str, list[int | None]], reading: str | None) -> None:
    findings = found(EMPTY, rule, forms(**rows))
    assert len(findings) == 1
    assert findings[0].reading == reading
    assert findings[0].spans


@pytest.mark.parametrize(
    "rows",
    [
        {"applications__3_1": [1, 0, 0, 0, 0, 0, 1]},
        {"applications__3_1": [1, None, 0, 0, 0, 0, 2]},  # a blank is missing, it may be the 1
        {"applications__3_1": [1, 0, 0, 0, 0, 0, None]},
        {"applications__3_1": [None] * 7},
        {"review__all": [1, 0, 0, None, 2]},
        {"disclosure__normative": [1, 1, 1]},
    ],
)
def test_what_may_add_up_is_not_reported(rows: dict[str, list[int | None]]) -> None:
    assert not [f for f in audit(EMPTY, Profile(year=2021), forms(**rows)) if f.rule[0] in "TX"]


def test_the_only_consistent_reading_is_said() -> None:
    rows: dict[str, list[int | None]] = {f"applications__3_3_{n}": [0] * 7 for n in range(1, 9)}
    rows |= {f"applications__3_4_{n}": [0] * 7 for n in range(1, 4)}
    rows |= {f"applications__3_5_{n}": [0] * 7 for n in range(1, 6)}
    rows |= {f"applications__3_6_{n}": [0] * 7 for n in range(1, 4)}
    rows |= {f"applications__{r}": [0] * 7 for r in ("2", "3_2", "4")}
    rows |= {f"applications__{r}": [5, 0, 0, 0, 0, 0, 5] for r in ("1", "3_1")}
    rows["applications__3_7"] = [4, 0, 0, 0, 0, 0, 5]
    findings = [f for f in audit(EMPTY, Profile(year=2021), forms(**rows)) if f.rule.startswith("T3")]
    assert {f.rule for f in findings} == {"T3-A", "T3-B", "T3-C"}
    assert {f.reading for f in findings} == {"若“（七）总计”行“自然人”列为5（现为4），各项勾稽关系都成立"}


PROSE = [
    # rule, sentence, whether it speaks (received: 6 = 5 natural + 1 enterprise; 4 granted; review 1, suits 2+1)
    ("P-1", "2021年，共收到政府信息公开申请6件，均已答复。", False),
    ("P-1", "2021年，共收到政府信息公开申请7件，均已答复。", True),
    ("P-1", "全年受理政府信息公开申请件60件。", True),
    ("P-1", "2020年共收到政府信息公开申请9件。", False),
    ("P-1", "通过网络收到政府信息公开申请2件。", False),
    ("P-1", "全年收到行政许可申请900件。", False),
    ("P-1", "本年度未收到政府信息公开申请。", True),
    ("P-2", "从申请人看，自然人申请公开5件，商业企业申请1件。", False),
    ("P-2", "从申请人看，自然人申请公开4件，商业企业申请1件。", True),
    ("P-2", "收到政府信息公开申请6件，其中予以公开4件。", False),
    ("P-2", "收到政府信息公开申请6件，其中予以公开3件。", True),
    ("P-2", "全年制发行政规范性文件3件。", True),
    ("P-2", "全年制发行政规范性文件2件。", False),
    ("T4-D", "因政府信息公开被申请行政复议1件，被提起行政诉讼3件。", False),
    ("T4-D", "因政府信息公开被申请行政复议2件。", True),
    ("T4-D", "政府信息公开行政复议、行政诉讼均为0件。", True),
    ("T4-D", "未发生因政府信息公开引起的行政诉讼。", True),
    ("T4-D", "办理行政复议案件35件。", False),
    ("P-3", "共公开信息100条，其中网站60条，微信41条。", True),
    ("P-3", "共公开信息100条，其中网站60条，微信40条。", False),
    ("P-3", "共公开信息100条，其中网站60条，微信20条。", False),
    ("P-3", "共公开信息100条，其中网站60条，微信20条，其他10条。", True),
    ("P-3", "共公开信息100条，其中网站60条（图文20条），微信40条。", False),
    ("P-3", "共公开信息100余条，其中网站60条，微信50条。", False),
    ("P-3", "共发稿915篇。其中，报纸端报道20个，通讯157篇；客户端758篇，合计字数132万字、头条63篇。", False),
    ("P-3", "共收到申请11件，比2020年增长4件，其中网络申请8件、信函申请3件。", False),
    ("P-3", "召开发布会22场，其中，新闻办发布12次，自行召开10场。", False),
    ("P-4", "受理申请11件，比2020年增长4件，同比增长57%。", False),
    ("P-4", "受理申请11件，比2020年增长4件，同比增长36%。", True),
    ("P-4", "由2020年的20件增加到30件，增长50%。", False),
    ("P-4", "由2020年的20件增加到30件，增长33%。", True),
    ("P-4", "全年承办建议10件，提案36件，公开率为93.4%。", True),
    ("P-4", "全年承办建议10件，提案36件，公开率为93.5%。", False),
    ("P-4", "全年承办建议10件，提案36件，办结率100%。", False),
    ("C-1", "根据《国务院2020年政府信息公开工作要点》。", True),
    ("C-1", "根据《国务院办公厅关于印发2020年政务公开工作要点的通知》。", False),
    ("C-1", "依据《中华人民共和国合同法》办理。", True),
    ("C-1", "清理《中华人民共和国合同法》等已废止的法律。", False),
    ("C-2", "发布《某省文旅厅2020年本职工作和重点任务公开承诺事项》，落实《某省文旅厅2020年重点任务公开承诺事项》。", True),
    ("C-2", "发布《某省文旅厅2019年重点任务公开承诺事项》和《某省文旅厅2020年重点任务公开承诺事项》。", False),
    ("C-3", "根据青政办字[2019]31号文件。", True),
    ("C-3", "根据青政办字〔2019〕31号文件。", False),
    ("C-3", "按国办发(1985)49号文件办理。", True),
    ("C-3", "（2015）浙行终字第45号判决维持。", False),
    ("L-1", "通过某市农业信息网公开。", True),
    ("L-1", "公开教育、农业、卫生等重点领域政策信息。", False),
    ("L-3", "包括2019年预算和2018年决算信息。", True),
    ("L-3", "包括2021年预算和2020年决算信息。", False),
    ("L-4", "回应解读公众关注热点91次。", True),
    ("N-1", "办好“文旅某地”公众号和“某地文旅”微博。", True),
    ("N-1", "办好“文旅某地”公众号和“文旅某地”微博。", False),
]  # fmt: skip
TABLES = forms(
    applications__1=[5, 1, 0, 0, 0, 0, 6],
    applications__2=[0] * 7,
    applications__3_1=[4, 0, 0, 0, 0, 0, 4],
    applications__3_2=[1, 1, 0, 0, 0, 0, 2],
    applications__3_7=[5, 1, 0, 0, 0, 0, 6],
    review__all=[1, 0, 0, 0, 1],
    litigation__direct=[2, 0, 0, 0, 2],
    litigation__after_review=[1, 0, 0, 0, 1],
    disclosure__normative=[2, 0, 9],
)


@pytest.mark.parametrize(("rule", "sentence", "speaks"), PROSE)
def test_prose(rule: str, sentence: str, speaks: bool) -> None:
    document = made("某市文化和旅游局2021年政府信息公开工作年度报告", "一、总体情况", sentence)
    findings = found(document, rule, TABLES, agency="某市文化和旅游局")
    assert bool(findings) == speaks
    assert all(document.text[a:b] for f in findings for a, b in f.spans[:1])


def test_a_number_is_quoted_without_the_words_before_it() -> None:
    document = made("某市某局2021年政府信息公开工作年度报告", "一、总体情况", "按国办发(1985)49号文件办理。")
    (finding,) = found(document, "C-3", TABLES)
    assert [document.text[a:b] for a, b in finding.spans] == ["国办发(1985)49号"]


@pytest.mark.parametrize(
    ("rule", "lines", "speaks"),
    [
        ("D-1", ["统计期限为2021年1月1日至2021年12月31日。", "一、总体情况", "好。", "某市某局", "2021年1月11日"], True),
        ("D-1", ["统计期限为2021年1月1日至2021年12月31日。", "一、总体情况", "好。", "某市某局", "2022年1月11日"], False),
        ("D-1", ["统计期限为2020年1月1日至2020年12月31日。", "一、总体情况", "好。"], True),
        ("M-2", ["报告全文由总体情况、主动公开情况、其他事项等三个部分组成。", "一、总体情况", "二、主动公开情况", "三、其他事项"], False),
        ("M-2", ["报告全文由总体情况、主动公开情况、其他事项等三个部分组成。", "一、总体情况", "二、主动公开情况"], True),
        ("M-3", ["一、总体情况", "（一）甲类工作", "做了。", "（二）乙类工作", "做了。", "（四）丙类工作", "做了。"], True),
        ("M-3", ["一、总体情况", "（一）甲类工作", "做了。", "（二）乙类工作", "做了。", "（三）丙类工作", "做了。"], False),
        ("M-3", ["一、总体情况", "（一）甲类工作", "做了。", "（二）乙类工作", "做了。", "（3）丙类工作", "做了。", "（四）丁类工作", "做了。"], True),
        ("M-3", ["一、总体情况", "（一）甲类工作", "二、主动公开", "（一）乙类工作", "（二）丙类工作"], False),
        ("M-3", ["一、总体情况", "1.甲类工作。做了。（1）一些。", "2.乙类工作。做了。", "三、主动公开"], True),
        ("L-2", ["现公布北山县水务局2021年政府信息公开工作年度报告。", "一、总体情况"], True),
        ("L-2", ["现公布市某局2021年政府信息公开工作年度报告。", "一、总体情况"], False),
        ("L-3", ["现公布某市某局2020年政府信息公开工作年度报告。", "一、总体情况"], True),
        ("M-5", ["一、总体情况", "好。"], True),
        ("R-1", ["一、总体情况", "深入贯彻落实上级部署要求，扎实推进政府信息公开工作，主动回应社会关切，取得明显成效，公众满意度进一步提高，连续三年位居前列，得到上级机关的充分肯定。", "二、主动公开", "深入贯彻落实上级部署要求，扎实推进政府信息公开工作，主动回应社会关切，取得明显成效，公众满意度进一步提高，连续三年位居前列，得到上级机关的充分肯定。"], True),
    ],
)  # fmt: skip
def test_structure(rule: str, lines: list[str], speaks: bool) -> None:
    document = made("某市某局2021年政府信息公开工作年度报告", *lines)
    assert bool(found(document, rule, agency="某市某局", agencies=("某市某局",))) == speaks


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("某局2023年度政府信息公开工作年度报告", True),
        ("某局2023年政府信息公开工作年度报告", False),
        ("某局2023年度政府信息公开工作报告", False),
    ],
)
def test_titles(title: str, speaks: bool) -> None:
    assert bool(found(made(title, "一、总体情况"), "M-4")) == speaks


@pytest.mark.parametrize(
    ("template", "year", "speaks"),
    [("2019", 2020, False), ("2019", 2021, True), ("2021", 2020, True), ("2021", 2024, False)],
)
def test_form_and_year(template: str, year: int, speaks: bool) -> None:
    tables = forms(template, applications__1=[0] * 7)
    assert bool(found(EMPTY, "M-1", tables, year=year)) == speaks


def test_chapters_that_the_form_fixes() -> None:
    chapters = ["总体情况", "主动公开情况", "依申请公开情况", "复议诉讼情况", "存在问题"]
    document = made(
        "某市某局2021年政府信息公开工作年度报告", *(f"{'一二三四五'[n]}、{c}" for n, c in enumerate(chapters))
    )
    assert [f.message for f in found(document, "M-6", TABLES)] == ["没有“其他需要报告的事项”一章。"]


def test_other_documents_are_left_in_peace() -> None:
    document = assemble(
        Reading((Block("某市教育局2021年工作要点"), Block("一、总体要求"), Block("做好教育信息网等工作。"))),
        "a.txt",
        b"a",
    )
    assert audit(document, Profile(type="key_points", year=2021), read_forms(document)) == ()
