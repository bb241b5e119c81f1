"""Tables as HTML tables, with their spans; rows and columns of labels are told from figures as headers."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from corpus.model import Cell, Span, Table
from web.links import anchor
from web.render.flags import Flag, of_cell
from web.render.weave import Weaver

# 12 · -3 · 1,024.5 · 37% · a stroke for none
_FIGURE = re.compile(r"\s{0,9}(?:[-+−]?\d[\d,.]{0,30}\s?[%％]?|[/／—–-]{1,3})\s{0,9}")
_BLANK = re.compile(r"\s*")


def table_html(text: str, table: Table, weaver: Weaver, flags: Sequence[Flag] = ()) -> str:
    """The table with each cell's characters woven; characters outside its cells follow it, none is lost.

    A cell that a flag names is marked, with a link to what is said of it.
    """
    drawing = _Drawing(text, table, flags)
    inner = {span: weaver.block(span) for span in drawing.spans()}
    body = "".join(f"<tr>{''.join(drawing.row(row, inner))}</tr>" for row in range(len(drawing.grid)))
    rest = "".join(
        f'<p data-start="{span.start}">{inner[span]}</p>' for span in drawing.gaps() if span in inner
    )
    given = f' id="{name}"' if weaver.claim(name := anchor(table.span)) else ""
    return f'<div class="table" tabindex="0" role="region"{given}><table>{body}</table>{rest}</div>'


class _Drawing:
    def __init__(self, text: str, table: Table, flags: Sequence[Flag]) -> None:
        self.text = text
        self.table = table
        self.flags = [f for f in flags if table.span.start <= f.span.start <= table.span.end]
        self.grid = table.grid()
        self.cells = sorted(table.cells, key=lambda cell: (cell.start, cell.end))
        figures = [cell for cell in self.cells if self.is_figure(cell)]
        self.head = min((cell.row for cell in figures), default=1)
        self.lead = min((cell.column for cell in figures), default=1)

    def is_figure(self, cell: Cell) -> bool:
        return bool(_FIGURE.fullmatch(self.text, cell.start, cell.end))

    def gaps(self) -> list[Span]:
        """Characters of the table that stand in no cell and are not blank; a sound table has none."""
        at, gaps = self.table.span.start, []
        for start, end in [(c.start, c.end) for c in self.cells] + [(self.table.span.end,) * 2]:
            if start > at and not _BLANK.fullmatch(self.text, at, start):
                gaps.append(Span(at, start))
            at = max(at, end)
        return gaps

    def spans(self) -> list[Span]:
        """All that is to be woven, in the order of the text."""
        return sorted({*self.gaps(), *(Span(cell.start, cell.end) for cell in self.cells)})

    def row(self, row: int, inner: dict[Span, str]) -> Iterator[str]:
        """The cells of a row; a place that no cell covers is an empty one, so that columns stay in line."""
        for column, cell in enumerate(self.grid[row]):
            if cell is None:
                yield "<td></td>"
            elif (cell.row, cell.column) == (row, column):
                yield self.cell(cell, inner[Span(cell.start, cell.end)])

    def cell(self, cell: Cell, inner: str) -> str:
        """A cell: a header above the first row or left of the first column of figures."""
        given = f'data-start="{cell.start}"'
        given += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        given += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        classes = ["figure"] if self.is_figure(cell) else []
        if flagged := of_cell(cell, self.flags):
            classes += ["flag", flagged[0].severity]
            given += f' title="{escape("；".join(flag.title for flag in flagged))}"'
            inner = "".join(map(_pointer, flagged)) + inner
        given += f' class="{" ".join(classes)}"' if classes else ""
        if not self.is_figure(cell) and cell.row < self.head:
            return f'<th scope="col" {given}>{inner}</th>'
        if not self.is_figure(cell) and cell.column < self.lead:
            return f'<th scope="row" {given}>{inner}</th>'
        return f"<td {given}>{inner}</td>"


def _pointer(flag: Flag) -> str:
    """The way from a cell to what is said of it, without a character of its own."""
    label = escape(flag.title)
    return (
        f'<a class="pointer {flag.severity}" href="#{flag.anchor}" title="{label}" aria-label="{label}"></a>'
    )
