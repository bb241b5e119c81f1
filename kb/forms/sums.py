"""Sums of cells, written as the data files write them: applications/3.1/total + applications/3.3.*/total."""

import re
from dataclasses import dataclass

from kb.forms.model import FormCell, Forms
from kb.forms.templates import templates

TERM = re.compile(r"(?P<sign>[+-])?\s*(?P<code>[\w.*/]+)")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum told from a report: its value and its cells."""

    value: int | float
    cells: tuple[FormCell, ...]


def evaluate(expression: str, forms: Forms) -> Sum | None:
    """The value of `expression`, or `None` if a cell that it needs is absent or has no figure (never 0)."""
    value: int | float = 0
    cells: list[FormCell] = []
    for term in TERM.finditer(expression):
        codes = _codes(term["code"], forms)
        found = [forms.cell(code) for code in codes]
        known = [c for c in found if c is not None and c.value is not None]
        if not codes or len(known) < len(codes):
            return None
        value += (-1 if term["sign"] == "-" else 1) * sum(c.number for c in known)
        cells += known
    return Sum(value, tuple(cells))


def first(expressions: tuple[str, ...], forms: Forms) -> Sum | None:
    """The first of several ways to tell a sum that the report allows."""
    return next((found for e in expressions if (found := evaluate(e, forms))), None)


def _codes(code: str, forms: Forms) -> list[str]:
    """The codes that a term stands for; with a * all rows of the form, read or not."""
    if "*" not in code:
        return [code]
    table, row, column = code.split("/")
    start = row.removesuffix("*")
    sheets = templates()[forms.template or "2021"].sheets
    rows = [r.code for s in sheets if s.table == table for r in s.rows if r.code.startswith(start)]
    return [f"{table}/{r}/{column}" for r in rows]
