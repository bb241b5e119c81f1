"""A made-up statutory report of 2021: its text, the table of applications with its merged cells, its figures."""

from itertools import groupby

from corpus.model import GridCell
from kb.forms.templates import Row, Sheet, templates

TITLE = "某某市文化和旅游局2021年政府信息公开工作年度报告"
PARAGRAPHS = [
    "根据《中华人民共和国政府信息公开条例》，制作本报告。"
    + "全文由总体情况、主动公开政府信息情况等组成，" * 6
    + "现予公布。",
    "一、总体情况",
    "2021年，我局主动公开12条。",
    "二、收到和处理政府信息公开申请情况",
]
KEPT = ("1", "2", "3", "4")


def _sheet() -> Sheet:
    return next(sheet for sheet in templates()["2021"].sheets if sheet.table == "applications")


def _rows() -> list[Row]:
    return [row for row in _sheet().rows if row.code != "3.6"]


def _figures() -> dict[str, list[int]]:
    """Figures that add up: each decision row its own, 总计 their sum, 12 carried over, the rest new."""
    decided = [row.code for row in _rows() if row.code.startswith("3.") and row.code != "3.7"]
    figures = {
        code: [(n * 7 + column * 3) % 11 * (n % 3 > 0) for column in range(6)]
        for n, code in enumerate(decided)
    }
    figures["3.7"] = [sum(row[column] for row in figures.values()) for column in range(6)]
    figures["4"] = [column % 2 for column in range(6)]
    figures["2"] = [1] * 6
    figures["1"] = [done + left - 1 for done, left in zip(figures["3.7"], figures["4"], strict=True)]
    return {code: [*row, sum(row)] for code, row in figures.items()}


FIGURES = _figures()
"""Row code → the seven figures [自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计]."""


def _cells() -> list[GridCell]:
    names = [column.label for column in _sheet().columns]
    head = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    cells = [
        GridCell(head, 0, 0, 3, 3),
        GridCell("申请人情况", 0, 3, 1, 7),
        GridCell(names[0], 1, 3, 2, 1),
        GridCell("法人或其他组织", 1, 4, 1, 5),
        GridCell(names[6], 1, 9, 2, 1),
        *(GridCell(name, 2, 4 + n) for n, name in enumerate(names[1:6])),
    ]
    inner = [row for row in _rows() if row.code.startswith("3.")]
    cells.append(GridCell("三、本年度办理结果", 5, 0, len(inner), 1))
    at = {row.code: n for n, row in enumerate(_rows(), 3)}
    for group, rows in groupby(inner, key=lambda row: row.group):
        members = list(rows)
        if group:
            cells.append(GridCell(group, at[members[0].code], 1, len(members), 1))
    for row in _rows():
        column = 0 if row not in inner else 2 if row.group else 1
        cells.append(GridCell(row.label, at[row.code], column, 1, 3 - column))
        cells += [GridCell(str(v), at[row.code], 3 + n) for n, v in enumerate(FIGURES[row.code])]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


CELLS = _cells()
"""The table as the form prints it: 28 rows, 10 columns."""
