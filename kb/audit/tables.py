"""Rules over the statutory tables alone: T3-A/B/C, T4-A/B/C, X-2, S-1, T2-A, T2-C within one report."""

from collections.abc import Iterator
from functools import partial

from kb.audit.equations import DISPUTES, Broken, Equation, check, equations, only_change
from kb.audit.model import Case, Remark, Remarks, spans_of
from kb.forms.model import FormCell
from kb.forms.templates import Column, templates

NAMES = {
    "review/all": "行政复议",
    "litigation/direct": "未经复议直接起诉",
    "litigation/after_review": "复议后起诉",
}
COUNTED = ("applications", "review", "litigation")


def _broken(case: Case) -> list[tuple[Broken, str | None]]:
    """The broken equations of tables 3 and 4, each with the reading that would mend its table."""
    if case.forms is None:
        return []
    every = [e for e in equations(case.forms) if case.cells(*e.left, *e.right) is not None]
    broken = [b for b in (check(e, case.forms) for e in equations(case.forms)) if b]
    return [(b, _reading(case, [o for o in broken if _table(o) == _table(b)], every)) for b in broken]


def _table(broken: Broken) -> str:
    return broken.equation.place if broken.equation.rule in DISPUTES else "applications"


def _reading(case: Case, broken: list[Broken], every: list[Equation]) -> str | None:
    change = only_change(broken, every)
    if change is None or case.forms is None:
        return None
    cell = case.forms.by_code[change[0]]
    return f"若{place_name(case, cell)}为{change[1]}（现为{cell.value}），各项勾稽关系都成立"


def place_name(case: Case, cell: FormCell) -> str:
    """A cell's place in words: “（一）予以公开”行“总计”列."""
    if cell.table in ("review", "litigation"):
        return f"“{NAMES[f'{cell.table}/{cell.row_code}']}”的“{column_name(case, cell)}”"
    return f"“{row_name(case, cell)}”行“{column_name(case, cell)}”列"


def row_name(case: Case, cell: FormCell) -> str:
    """The label of a cell's row in the form."""
    template = templates()[(case.forms.template if case.forms else None) or "2021"]
    row = template.row(cell.table, cell.row_code)
    return row.full.replace(" / ", "") if row else cell.row_code


def column_name(case: Case, cell: FormCell) -> str:
    """The label of a cell's column in the form."""
    return _column(case, cell).label


def _column(case: Case, cell: FormCell) -> Column:
    template = templates()[(case.forms.template if case.forms else None) or "2021"]
    sheet = template.sheet(cell.table, cell.row_code)
    columns = sheet.columns if sheet else ()
    return next(
        (c for c in columns if c.code == cell.column_code), Column(cell.column_code, cell.column_code)
    )


def _said(case: Case, broken: Broken) -> str:
    cell = broken.cells[-1]
    known = "已知各格之和" if broken.partial else "之和"
    match broken.equation.rule:
        case "T3-A":
            name = column_name(case, cell)
            return f"表三“{name}”列：一、本年新收与二、上年结转之和为{broken.left}，（七）总计与四、结转下年度之和为{broken.right}，两者应相等。"
        case "T3-B":
            name = column_name(case, cell)
            return f"表三“{name}”列：各办理结果{known}为{broken.left}，（七）总计却为{broken.right}。"
        case "T3-C":
            name = row_name(case, cell)
            return f"表三“{name}”行：各类申请人{known}为{broken.left}，总计却为{broken.right}。"
    name = NAMES[broken.equation.place]
    return f"表四“{name}”：各结果{known}为{broken.left}，总计却为{broken.right}。"


def sums(rule: str, case: Case) -> Remarks:
    """The broken equations of one rule."""
    for broken, reading in _broken(case):
        if broken.equation.rule == rule:
            yield Remark(_said(case, broken), spans_of(list(broken.cells)), reading)


balance = partial(sums, "T3-A")
results = partial(sums, "T3-B")
applicants = partial(sums, "T3-C")
review = partial(sums, "T4-A")
direct = partial(sums, "T4-B")
after_review = partial(sums, "T4-C")


def counts(case: Case) -> Remarks:
    """X-2: a figure of tables 3 and 4 that is negative or broken."""
    for cell in case.forms.cells if case.forms else ():
        value = cell.value if cell.table in COUNTED else None
        if value is not None and (value < 0 or not isinstance(value, int)):
            yield Remark(f"{place_name(case, cell)}的“{cell.raw.strip()}”不是非负整数。", spans_of([cell]))


def definitions(case: Case) -> Remarks:
    """S-1: an indicator of the old sheets that is not the sum of its parts."""
    template = templates().get((case.forms.template if case.forms else None) or "")
    for total, parts in template.sums if template else ():
        for column in ("value", "period", "year"):
            cells = case.cells(f"statistics/{total}/{column}", *(f"statistics/{p}/{column}" for p in parts))
            if cells and cells[0].number != sum(c.number for c in cells[1:]):
                said = sum(c.number for c in cells[1:])
                name = row_name(case, cells[0])
                yield Remark(f"“{name}”为{cells[0].value}，各分项之和为{said}。", spans_of(cells))


def published(case: Case) -> Remarks:
    """T2-A: more published this year than in all, or than were made."""
    for row in ("rules", "normative"):
        cells = case.cells(*(f"disclosure/{row}/{c}" for c in ("made", "published", "public_total")))
        if cells:
            made, fresh, total = (c.number for c in cells)
            name = row_name(case, cells[0])
            if fresh > total:
                yield Remark(f"“{name}”本年新公开{fresh}，多于对外公开总数量{total}。", spans_of(cells[1:]))
            if fresh > made:
                yield Remark(f"“{name}”本年新公开{fresh}，多于本年新制作{made}。", spans_of(cells[:2]))


def stock(case: Case) -> Remarks:
    """T2-C in one report: the stock of last year that the figures imply is negative."""
    for cells in _stocks(case):
        made, repealed, in_force = (c.number for c in cells)
        before = in_force - made + repealed
        if before < 0:
            name = row_name(case, cells[0])
            yield Remark(
                f"“{name}”本年制发{made}、废止{repealed}、现行有效{in_force}，推得上年现行有效{before}，不可能为负。",
                spans_of(cells),
            )


def _stocks(case: Case) -> Iterator[list[FormCell]]:
    for row in ("rules", "normative"):
        cells = case.cells(*(f"disclosure/{row}/{c}" for c in ("made", "repealed", "in_force")))
        if cells:
            yield cells


def headers(case: Case) -> Remarks:
    """M-7: a column of table 3 under another name than the form gives it."""
    if case.forms is None:
        return
    for cell in case.forms.row("applications", "1"):
        place = case.forms.headers.get(f"{cell.table}/{cell.column_code}")
        column = _column(case, cell)
        printed = "".join(case.text[slice(*place)].split()) if place else column.label
        if place and printed != column.label:
            yield Remark(f"表三列名“{printed}”，格式所定为“{column.label}”。", (place,), column.label)
