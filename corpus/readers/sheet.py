"""Workbooks (.xlsx, .xls, .et) by calamine: each sheet a table with its merged cells, title lines as paragraphs."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import reduce
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineSheet, CalamineWorkbook

from corpus.archive import OLE, ZIP, check_archive, looks_like_html, refuse_protected
from corpus.errors import UnreadableError
from corpus.grids import MAX_COLUMNS, MAX_PLACES, filled
from corpus.head import is_complete
from corpus.model import Block, Grid, GridCell, Reading
from corpus.normalise import normalise
from corpus.numbering import read_label
from corpus.ole import goes_in_circles
from corpus.readers import html

# The place of a cell (r="XFD1048576").
FAR = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
SHORT = 20  # code points of a row label over all columns

Value = int | float | str | bool | time | date | datetime | timedelta
Merges = dict[tuple[int, int], tuple[int, int]]


def read(raw: bytes, name: str) -> Reading:
    """The sheets of a workbook in order; a "workbook" that is a web page by its bytes is read as one.

    Raises `UnreadableError` for damaged, protected and oversized files.
    """
    if looks_like_html(raw) and not raw.startswith(ZIP):
        return html.read(raw, name)
    if not raw.startswith((ZIP, OLE)):
        raise UnreadableError(f"{name} 不是表格文件", f"{name} is no workbook")
    refuse_protected(raw, name)
    if raw.startswith(OLE) and goes_in_circles(raw):
        raise UnreadableError(f"{name} 已损坏，无法打开", f"{name} is damaged: its sectors go in circles")
    if raw.startswith(ZIP):
        check_archive(raw, name)
        _refuse_far_cells(raw, name)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(raw)) as workbook:
            sheets = [workbook.get_sheet_by_name(sheet) for sheet in workbook.sheet_names]
            return Reading(
                tuple(block for sheet in sheets for block in _blocks(sheet, len(sheets) > 1, name))
            )
    except UnreadableError:
        raise
    except BaseException as error:  # calamine raises its own errors, and a panic of Rust is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise UnreadableError(f"{name} 已损坏，无法打开", f"{name} is damaged") from error


def _refuse_far_cells(raw: bytes, name: str) -> None:
    """Raise `UnreadableError` if a cell stands so far out that the library, which lays out all places up to it,
    would ask for more memory than there is."""
    with ZipFile(BytesIO(raw)) as archive:
        for part in archive.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                places = FAR.findall(archive.read(part))
                rows = max((int(row) for _, row in places), default=0)
                columns = max((_column(letters) for letters, _ in places), default=0)
                if rows * columns > MAX_PLACES * 10:
                    raise UnreadableError(f"{name} 的表格过大", f"a sheet of {name} is too large")


def _column(letters: bytes) -> int:
    """The number of a column by its letters: A 1, Z 26, AA 27."""
    return reduce(lambda number, letter: number * 26 + letter - ord("A") + 1, letters, 0)


def _blocks(sheet: CalamineSheet, named: bool, name: str) -> Iterator[Block | Grid]:
    """The lines above the table as paragraphs, then the table."""
    if sheet.total_height * sheet.total_width > MAX_PLACES * 10 or sheet.total_width > MAX_COLUMNS * 20:
        raise UnreadableError(f"{name} 的表格过大", f"a sheet of {name} is too large")
    rows = [[_printed(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    if not any(any(row) for row in rows):
        return
    if named:
        yield Block(sheet.name, 2)
    merges: Merges = {
        first: (last[0] - first[0] + 1, last[1] - first[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    }
    top = next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 1 or _is_row(row)), len(rows))
    top = max((r for r in range(top + 1) if not _reached(merges, r)), default=0)
    yield from (Block(text) for row in rows[:top] for text in row if text)
    if grid := _grid(rows, merges, top):
        yield grid


def _is_row(row: Sequence[str]) -> bool:
    """Whether a row with one text belongs to the table below it (第二十条第（一）项) and is no title over it."""
    text = normalise("".join(row))
    is_title = is_complete(text) or text.endswith(("表", "。")) or read_label(text) is not None
    return bool(text) and len(text) <= SHORT and not is_title


def _reached(merges: Merges, row: int) -> bool:
    """Whether a merged cell from above reaches into `row`."""
    return any(first < row < first + height for (first, _), (height, _) in merges.items())


def _grid(rows: Sequence[Sequence[str]], merges: Merges, top: int) -> Grid | None:
    """The rows from `top` on, empty rows and columns at the ends left out."""
    used = [(r, c) for r in range(top, len(rows)) for c, text in enumerate(rows[r]) if text]
    if not used:
        return None
    bottom, right = max(r for r, _ in used) + 1, max(c for _, c in used) + 1
    left = min(c for _, c in used)
    covered: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for r in range(top, bottom):
        for c in range(left, right):
            if (r, c) in covered:
                continue
            height, width = merges.get((r, c), (1, 1))
            height, width = min(height, bottom - r), min(width, right - c)
            covered.update((r + i, c + j) for i in range(height) for j in range(width))
            cells.append(GridCell(rows[r][c] if c < len(rows[r]) else "", r - top, c - left, height, width))
    return filled(cells)


def _printed(value: Value) -> str:
    """A cell's value as a person would write it: whole numbers without .0, dates in ISO form."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return repr(value) if isinstance(value, float) else str(value)
