"""What a report's statutory tables say, cell by cell, each with its place in the text or why it has no value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Status = Literal[
    "value", "inferred", "blank", "slash", "dash", "see", "text", "incomplete", "surplus", "glued",
]  # fmt: skip
"""Why a cell has its value or none.

value: a figure as printed · inferred: cut out of glued digits, the form's sums allow only this cut · blank:
nothing printed (missing, never 0) · slash, dash: "/", "—", not applicable · see: 详见… · text: other words ·
incomplete, surplus: the row prints fewer or more figures than the form has columns, so none can be placed ·
glued: digits run together and the sums do not allow exactly one cut.
"""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form: its stable place, its value or why there is none, and its characters.

    `unit` as printed with the figure (183万元 → 183, 万元), else the form's own, else `None`; no figure is
    ever converted. `start`:`end` are code points in the document's text (an empty span if blank).
    """

    table: str
    row_code: str
    column_code: str
    value: int | float | None
    status: Status
    raw: str
    start: int
    end: int
    unit: str | None = None

    @property
    def code(self) -> str:
        """The stable code: table/row/column, e.g. applications/3.4.1/natural_person."""
        return f"{self.table}/{self.row_code}/{self.column_code}"

    @property
    def number(self) -> int | float:
        """The value of a cell that is known to have one (raises `ValueError` else)."""
        if self.value is None:
            raise ValueError(self.code)
        return self.value


@dataclass(frozen=True)
class Forms:
    """The statutory tables of one document.

    `template` is the id of the form ("2019", "2021", "2014", "2008"), `None` if its labels fit both of 2019 and
    2021; `cells` in the order of the form; `labels` the span of each row's printed label by "table/row";
    `headers` the span of each column's by "table/column", where a header of the grid prints it.
    """

    template: str | None
    cells: tuple[FormCell, ...]
    labels: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    headers: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, FormCell]:
        """The cells by their codes."""
        return {cell.code: cell for cell in self.cells}

    def cell(self, code: str) -> FormCell | None:
        """The cell of a code, or `None` if the document has no such row."""
        return self.by_code.get(code)

    def value(self, code: str) -> int | float | None:
        """The value of a cell; `None` if the row is absent or the cell has no figure."""
        cell = self.cell(code)
        return cell.value if cell else None

    def row(self, table: str, row: str) -> tuple[FormCell, ...]:
        """A row's cells in the order of the form's columns; () if the document has no such row."""
        return tuple(c for c in self.cells if c.table == table and c.row_code == row)

    def rows(self, table: str) -> tuple[str, ...]:
        """The codes of the rows that the document has of a table."""
        return tuple(dict.fromkeys(c.row_code for c in self.cells if c.table == table))
