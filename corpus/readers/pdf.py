"""PDF by pdfplumber: running text by lines, tables by their ruled lines, tables cut by a page break joined."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import groupby
from typing import Any

import pdfplumber

from corpus.archive import PDF
from corpus.errors import UnreadableError
from corpus.flattened import is_value
from corpus.furniture import without_furniture
from corpus.grids import filled
from corpus.limits import limits
from corpus.model import Block, Grid, GridCell, Reading
from corpus.normalise import normalise
from corpus.pages import Line, Page, paragraphs, without_running_heads

HEADER = 1024  # bytes in which the mark of a PDF may stand
SNAP = 2.0  # points within which two edges are one


def read(raw: bytes, name: str) -> Reading:
    """The paragraphs and tables of a PDF with a text layer.

    Raises `UnreadableError` for damaged and protected files, for more pages than the limit, and for scans.
    """
    if PDF not in raw[:HEADER]:
        raise UnreadableError(f"{name} 不是 PDF 文件", f"{name} is no PDF")
    try:
        with pdfplumber.open(BytesIO(raw)) as pdf:
            pages = _pages(pdf, name)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # pdfminer lets the errors of a broken file through as they come
        if "Password" in f"{type(error).__name__} {error!r}":
            raise UnreadableError(f"{name} 有密码保护", f"{name} is protected by a password") from error
        raise UnreadableError(f"{name} 已损坏，无法打开", f"{name} is a damaged PDF") from error
    page = without_furniture(list(_joined(without_running_heads(pages))))
    return Reading(tuple(page.blocks), page.fields)


def _pages(pdf: Any, name: str) -> list[Page]:
    if len(pdf.pages) > limits().pages:
        raise UnreadableError(
            f"{name} 超过 {limits().pages} 页的上限（SUWEN_MAX_PAGES）",
            f"{name} has more than {limits().pages} pages",
        )
    pages, pictures = [], 0
    for page in pdf.pages:
        pictures += len(page.images)
        pages.append(Page(tuple(_items(page)), float(page.height)))
        page.close()
    if not any(page.items for page in pages):
        raise UnreadableError(
            f"{name} 是扫描件，没有文字层（需要文字识别）" if pictures else f"{name} 里没有文字",
            f"{name} is a scan without a text layer (it needs OCR)" if pictures else f"{name} holds no text",
        )
    return pages


def _items(page: Any) -> list[Line | Grid]:
    """The lines and tables of a page from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    outside = page
    for table in tables:
        with suppress(ValueError):  # a box that reaches over the page's edge
            outside = outside.outside_bbox(table.bbox, strict=False)
    placed: list[tuple[float, Line | Grid]] = [(float(table.bbox[1]), _grid(table)) for table in tables]
    for line in outside.extract_text_lines(return_chars=True):
        size = float(line["chars"][0]["size"])
        box = (float(line[edge]) for edge in ("x0", "x1", "top", "bottom"))
        placed.append((float(line["top"]), Line(line["text"], *box, size)))
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _grid(table: Any) -> Grid:
    """A table by its ruled lines: the edges of its cells are the grid, a cell covers what lies between its own."""
    columns = _edges([x for cell in table.cells for x in (cell[0], cell[2])])
    rows = _edges([y for cell in table.cells for y in (cell[1], cell[3])])
    cells: list[GridCell] = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                left, right = _place(columns, box[0]), _place(columns, box[2])
                top, bottom = _place(rows, box[1]), _place(rows, box[3])
                cells.append(GridCell(text or "", top, left, max(bottom - top, 1), max(right - left, 1)))
    return filled(_first_each(cells))


def _edges(values: Sequence[float]) -> list[float]:
    """The distinct edges in order, those within `SNAP` of each other as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return edges


def _place(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))


def _first_each(cells: Sequence[GridCell]) -> Iterator[GridCell]:
    """The cells without those that fall on places already covered, as badly ruled tables have them."""
    taken: set[tuple[int, int]] = set()
    for cell in cells:
        places = {(cell.row + r, cell.column + c) for r in range(cell.rowspan) for c in range(cell.colspan)}
        if not places & taken:
            taken |= places
            yield cell


def _joined(pages: Sequence[Page]) -> Iterator[Block | Grid]:
    """The pages as one run of blocks: tables that go on at the top of a page joined, lines made paragraphs."""
    items: list[Line | Grid] = []
    for page in pages:
        first = page.items[0] if page.items else None
        last = items[-1] if items else None
        if isinstance(first, Grid) and isinstance(last, Grid) and _width(first) == _width(last):
            items[-1] = _continued(last, first)
            items += page.items[1:]
        else:
            items += page.items
    for is_grid, run in groupby(items, key=lambda item: isinstance(item, Grid)):
        if is_grid:
            yield from (item for item in run if isinstance(item, Grid))
        else:
            yield from (Block(text) for text in paragraphs([item for item in run if isinstance(item, Line)]))


def _width(grid: Grid) -> int:
    return max((cell.column + cell.colspan for cell in grid.cells), default=0)


def _height(grid: Grid) -> int:
    return max((cell.row + cell.rowspan for cell in grid.cells), default=0)


def _row(grid: Grid, row: int) -> list[tuple[int, int, str]]:
    return [(c.column, c.colspan, normalise(c.text)) for c in grid.cells if c.row == row]


def _continued(upper: Grid, lower: Grid) -> Grid:
    """Two parts of one table as one. A header row that the lower part repeats is left out; a first row without
    any figure, in a table of figures, is the rest of the row that the page break cut."""
    drop = 1 if _row(lower, 0) == _row(upper, 0) and any(text for _, _, text in _row(lower, 0)) else 0
    height = _height(upper)
    rest = {} if drop else _cut_rest(upper, lower)
    cells = [
        GridCell(c.text + rest.get((c.column, c.colspan), ""), c.row, c.column, c.rowspan, c.colspan)
        if c.row + c.rowspan == height
        else c
        for c in upper.cells
    ]
    skipped = drop or bool(rest)
    cells += [
        GridCell(c.text, c.row + height - skipped, c.column, c.rowspan, c.colspan)
        for c in lower.cells
        if c.row >= skipped
    ]
    return filled(cells)


def _cut_rest(upper: Grid, lower: Grid) -> dict[tuple[int, int], str]:
    """(column, width) → text of the lower part's first row, if it is the rest of the upper part's last row: no
    figure in it, figures in that row, and a cell above for each of its texts."""
    first = {(column, width): text for column, width, text in _row(lower, 0) if text}
    above = {
        (c.column, c.colspan): normalise(c.text) for c in upper.cells if c.row + c.rowspan == _height(upper)
    }
    has_figures = any(is_value(text) for text in above.values()) and not any(map(is_value, first.values()))
    is_rest = bool(first) and has_figures and all(place in above for place in first)
    single = all(c.rowspan == 1 for c in lower.cells if c.row == 0)
    return first if is_rest and single else {}
