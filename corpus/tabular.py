"""Runs of lines in a plain text that are tables, found before anything else is: row labels look like headings.

Shapes: (a) one cell a line behind one tab, an empty line after each row, a cell that goes on in a line without
tab; (b) a row a line, tabs between its cells; (c) a row a line, bars between its cells, as Markdown has it; (d) one cell a line
and nothing else (`corpus.stacked`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.flattened import from_merged_rows, from_tabbed_rows, is_value
from corpus.grids import plain
from corpus.model import Grid
from corpus.normalise import normalise
from corpus.stacked import CELL, HEADED, read_stacked

LONG_CELL = 80  # code points; running text with an indent by tab has longer ones
RULE = re.compile(r"\|?\s*:?-{2,}[\s|:\-]*")  # |---|:--|, the line under the header of a pipe table
ESCAPED_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines `start` to `end` (exclusive) that are the table `grid`, or look like one but are none (`None`)."""

    start: int
    end: int
    grid: Grid | None


def find_tables(lines: Sequence[str]) -> Iterator[tuple[int, int, Grid]]:
    """(first line, line after the last, grid) of the tables among the `lines` of a text, in order."""
    at = 0
    while at < len(lines):
        found = _run(lines, at)
        if found and found.grid:
            yield found.start, found.end, found.grid
        at = max(found.end, at + 1) if found else at + 1


def _run(lines: Sequence[str], at: int) -> Lines | None:
    """The lines from `at` on that have the look of a table's."""
    line = lines[at]
    if _is_cell(line):
        return _celled(lines, at)
    if "\t" in line and line.strip():
        return _tabbed(lines, at)
    if "|" in line:
        return _barred(lines, at)
    if line.strip() and len(line) <= CELL:
        return Lines(at, *read_stacked(lines, at))
    return None


def _celled(lines: Sequence[str], start: int) -> Lines:
    """Shape (a) from `start` on."""
    rows: list[list[str]] = []
    row: list[str] = []
    at = end = start
    while at < len(lines) and (_is_cell(lines[at]) or not lines[at].strip() or row):
        line = lines[at]
        if _is_cell(line):
            row.append(line[1:])
        elif not line.strip():
            rows += [row] if row else []
            row = []
        else:
            row[-1] += "\n" + line
        at += 1
        end = at if line.strip() or _is_cell(line) else end
    rows += [row] if row else []
    return Lines(start, end, from_merged_rows(rows) if _is_table(rows) else None)


def _is_cell(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line[1:]


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Two rows, one of several cells, and cells not as long as paragraphs (a tab can be a mere indent)."""
    cells = [cell for row in rows for cell in row]
    long = sum(len(cell) > LONG_CELL for cell in cells)
    return len(rows) > 1 and max(map(len, rows)) > 1 and long * 5 <= len(cells)


def _tabbed(lines: Sequence[str], start: int) -> Lines:
    """Shape (b) from `start` on: rows go on over empty lines as long as they look like rows of this table."""
    rows: list[list[str]] = []
    at, end = start, start
    while at < len(lines):
        line = lines[at]
        if line.strip() and "\t" in line:
            cells = line.rstrip("\r").split("\t")
            if rows and at > end and not _goes_on(rows, cells):
                break
            rows.append(cells)
            end = at + 1
        elif line.strip():
            break
        at += 1
    return Lines(start, end, from_tabbed_rows(rows) if _is_row_table(rows) else None)


def _goes_on(rows: Sequence[Sequence[str]], cells: Sequence[str]) -> bool:
    """Whether a row after an empty line belongs to `rows`: it has figures, or its label stands above it."""
    folded = [normalise(cell) for cell in cells]
    return any(map(is_value, folded)) or not folded[0] or len(cells) == len(rows[-1])


def _is_row_table(rows: Sequence[Sequence[str]]) -> bool:
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    return _is_table(rows) and sum(count > 1 for count in filled) * 2 > len(rows)


def _barred(lines: Sequence[str], start: int) -> Lines:
    """Shape (c) from `start` on: two lines or more with the same number of bars, at least two columns; with unlike
    numbers only rows of figures."""
    rows: list[list[str]] = []
    at = start
    while at < len(lines) and "|" in lines[at] and lines[at].strip():
        if not RULE.fullmatch(lines[at].strip()):
            rows.append(bar_cells(lines[at]))
        at += 1
    alike = len({len(row) for row in rows}) == 1
    if not alike and _is_form(rows):
        return Lines(start, at, from_merged_rows(rows))
    return Lines(start, at, plain(rows) if alike and len(rows) > 1 and len(rows[0]) > 1 else None)


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of unlike length are a table with merged cells: most have several figures, or one very many."""
    figures = [sum(is_value(normalise(cell)) for cell in row) for row in rows]
    return _is_table(rows) and (sum(count > 1 for count in figures) * 2 > len(rows) or max(figures) >= HEADED)


def bar_cells(line: str) -> list[str]:
    """The cells of a line of a pipe table, escaped bars unescaped."""
    stripped = line.strip().removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return [cell.strip().replace("\\|", "|") for cell in ESCAPED_BAR.split(stripped)]
