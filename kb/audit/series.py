"""X-1, T2-B, T2-C: one agency's reports, year after year."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb.audit.equations import COLUMNS, TOTAL
from kb.audit.model import Case, Remark
from kb.audit.tables import column_name, row_name
from kb.forms.model import FormCell

Pair = tuple[Case, Case]
Found = Iterator[tuple[Case, Remark]]

ITEM_ROWS = ("licence", "other_services", "penalty", "coercion", "fees")


def successive(cases: Sequence[Case]) -> list[Pair]:
    """The pairs of reports on two years that follow each other; of two reports on a year the first."""
    years: dict[int, Case] = {}
    for case in cases:
        if case.year is not None and case.forms is not None:
            years.setdefault(case.year, case)
    ordered = sorted(years)
    return [(years[a], years[b]) for a, b in pairwise(ordered) if b == a + 1]


def carried(pairs: Sequence[Pair]) -> Found:
    """X-1: what was carried over last year is what this year starts with, in every column."""
    for before, now in pairs:
        for column in (*COLUMNS, TOTAL):
            old = before.cells(f"applications/4/{column}")
            new = now.cells(f"applications/2/{column}")
            if old and new and old[0].value != new[0].value:
                name = column_name(now, new[0])
                said = f"表三“{name}”列：{before.year}年结转下年度{old[0].value}，{now.year}年上年结转{new[0].value}。"
                yield now, Remark(said, _places(new))


def items(pairs: Sequence[Pair]) -> Found:
    """T2-B: the items of last year are the ones before it and its change."""
    for before, now in pairs:
        for row in ITEM_ROWS:
            old = before.cells(f"disclosure/{row}/items_before", f"disclosure/{row}/items_change")
            new = now.cells(f"disclosure/{row}/items_before")
            if old and new and new[0].number != sum(c.number for c in old):
                name = row_name(now, new[0])
                said = f"“{name}”：{now.year}年报告的上一年项目数量为{new[0].value}，由{before.year}年报告推得{sum(c.number for c in old)}。"
                yield now, Remark(said, _places(new))


def in_force(pairs: Sequence[Pair]) -> Found:
    """T2-C: the documents in force are last year's, with what was made and without what was repealed."""
    for before, now in pairs:
        for row in ("rules", "normative"):
            old = before.cells(f"disclosure/{row}/in_force")
            new = now.cells(*(f"disclosure/{row}/{c}" for c in ("in_force", "made", "repealed")))
            if old and new:
                total, made, repealed = (c.number for c in new)
                expected = old[0].number + made - repealed
                if total != expected:
                    name = row_name(now, new[0])
                    said = f"“{name}”：{now.year}年现行有效{total}，由{before.year}年现行有效{old[0].value}、本年制发{made}、废止{repealed}推得{expected}。"
                    yield now, Remark(said, _places(new), f"现行有效{expected}")


def _places(cells: Sequence[FormCell]) -> tuple[tuple[int, int], ...]:
    return tuple((c.start, c.end) for c in cells)
