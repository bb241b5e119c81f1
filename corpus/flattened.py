"""Tables that a converter flattened to rows of cell texts: which columns each cell stood over.

Two shapes are known. In the first (a Word table saved as text) a merged cell is printed once and a cell merged
with the one above is printed empty; the widths are lost and told here from the full rows, from the columns
of figures at the right, and from the empty cells. In the second (tab-separated rows) the tabs give the
column, and only headers have spans. Cells in the body that the form does not decide stay as printed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby

from corpus.grids import filled, merged_down
from corpus.model import Grid, GridCell
from corpus.normalise import normalise

Rows = Sequence[Sequence[str]]

# A figure as cells of statistics have it: 0, 84952, +461, 增加7, 183万元, 57%, and / or — for "does not apply".
VALUE = re.compile(
    r"""(?: (?:[+\-－]|增加|减少|新增|增|减|约)? \s? \d{1,3}(?:[,，]\d{3}){0,5}\d{0,15} (?:\.\d{1,6})?
        \s? [万亿]? (?:元|件|条|个|项|次|人|场|篇|份|起|名|%|％|‰)? | / | [-—－]{1,2} | 无 )""",
    re.VERBOSE,
)


def is_value(text: str) -> bool:
    """Whether a cell's text is a figure, or a mark that says there is none."""
    return VALUE.fullmatch(text) is not None


def from_merged_rows(rows: Rows) -> Grid:
    """The grid of rows in which every merged cell is printed once (the first shape)."""
    texts = [[normalise(cell) for cell in row] for row in rows]
    columns = max(map(len, texts))
    values = _value_columns(texts, columns)
    layouts = _layouts(texts, columns, values)
    cells = [
        GridCell(raw, r, start, 1, width)
        for r, (row, widths) in enumerate(zip(rows, layouts, strict=True))
        for raw, start, width in zip(row, (0, *accumulate(widths)), widths, strict=False)
    ]
    body = next((r for r, row in enumerate(texts) if any(map(is_value, row))), len(texts) if values else 0)
    return merged_down(filled(cells), lambda above, cell: _continues(above, cell, body, columns - values))


def from_tabbed_rows(rows: Rows) -> Grid:
    """The grid of tab-separated rows (the second shape), spans in its leading header rows only."""
    texts = [[normalise(cell) for cell in row] for row in rows]
    body = next((r for r, row in enumerate(texts) if any(map(is_value, row))), 0)
    cells = [
        GridCell(raw, r, c, 1, width)
        for r, row in enumerate(rows)
        for c, raw, width in _header_cells(texts, r, body, row)
    ]
    return merged_down(filled(cells), lambda above, cell: _continues(above, cell, body, 0))


def _continues(above: GridCell, cell: GridCell, body: int, labels: int) -> bool:
    """Empty cells in the header, and in the columns of labels, continue a label; an empty figure is none."""
    if not normalise(above.text) or is_value(normalise(above.text)):
        return False
    return cell.row < body or (above.row >= body and cell.column + cell.colspan <= labels)


def _value_columns(texts: Rows, columns: int) -> int:
    """How many columns of figures stand at the right: what most of the full rows end with (a figure may be blank)."""
    counts = Counter(_trailing_values(row) for row in texts if len(row) == columns)
    counts.pop(0, None)
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _trailing_values(row: Sequence[str]) -> int:
    return next((n for n, cell in enumerate(reversed(row)) if cell and not is_value(cell)), len(row))


def _layouts(texts: Rows, columns: int, values: int) -> list[list[int]]:
    """The widths of the cells of each row, told from the last row up, since headers stand over their columns."""
    body = next((r for r, row in enumerate(texts) if any(map(is_value, row))), 0)
    layouts: list[list[int]] = []
    for r in range(len(texts) - 1, -1, -1):
        row = texts[r]
        if r < body and 1 < len(row) <= values and len(row) < columns:
            widths = _over(len(row), texts[r + 1], layouts[-1])
        else:
            widths = _widths(row, columns, values)
        layouts.append(widths)
    return layouts[::-1]


def _widths(row: Sequence[str], columns: int, values: int) -> list[int]:
    """Widths of a row by itself: figures under their columns and the last label over the rest, else the last
    cell over the rest (as 本年增/减 is in the form, where a block has fewer columns)."""
    extra = columns - len(row)
    labels = len(row) - values
    wide = labels - 1 if values and labels > 0 else len(row) - 1
    return [1 + extra * (place == wide) for place in range(len(row))]


def _over(count: int, below: Sequence[str], widths: Sequence[int]) -> list[int]:
    """Widths of a header row of `count` cells over the row `below`: an empty cell there continues one cell,
    a run of texts is what one or more cells have as their parts."""
    runs = _runs(below, widths)
    empties = sum(1 for is_empty, _ in runs if is_empty)
    texts = len(runs) - empties
    parents = count - empties
    if texts == 1 and parents > 1:
        runs = [part for run in runs for part in ([run] if run[0] else _split(run[1], parents))]
    if len(runs) != count:
        return _widths([""] * count, sum(widths), 0)
    return [sum(width for _, width in cells) for _, cells in runs]


Run = tuple[bool, list[tuple[str, int]]]


def _runs(below: Sequence[str], widths: Sequence[int]) -> list[Run]:
    """Each empty cell by itself, neighbouring texts together, every cell with its width."""
    runs: list[Run] = []
    for is_text, group in groupby(zip(below, widths, strict=True), key=lambda cell: bool(cell[0])):
        cells = list(group)
        runs += [(False, cells)] if is_text else [(True, [cell]) for cell in cells]
    return runs


def _split(cells: list[tuple[str, int]], parents: int) -> list[Run]:
    """A run of header texts cut for its parents: where the texts repeat, else where single columns change to
    groups, else evenly; uncut if none of these gives as many parts."""
    size, rest = divmod(len(cells), parents)
    even = [cells[i * size : (i + 1) * size] for i in range(parents)] if not rest else []
    if even and all([text for text, _ in part] == [text for text, _ in even[0]] for part in even):
        return [(False, part) for part in even]
    kinds = [list(group) for _, group in groupby(cells, key=lambda cell: cell[1] > 1)]
    parts = kinds if len(kinds) == parents else even or [cells]
    return [(False, part) for part in parts]


def _header_cells(texts: Rows, r: int, body: int, row: Sequence[str]) -> list[tuple[int, str, int]]:
    """(column, raw text, width) of a tab-separated row; a header text covers the empty places at its right
    that have texts of their own below."""
    if r >= body - 1:
        return [(c, raw, 1) for c, raw in enumerate(row)]
    deeper = {c for below in texts[r + 1 : body] for c, text in enumerate(below) if text}
    cells: list[tuple[int, str, int]] = []
    for c, raw in enumerate(row):
        covers = not texts[r][c] and c in deeper and bool(cells) and bool(texts[r][cells[-1][0]])
        if covers and sum(cells[-1][::2]) == c and cells[-1][0] in deeper:
            cells[-1] = (cells[-1][0], cells[-1][1], cells[-1][2] + 1)
        else:
            cells.append((c, raw, 1))
    return cells
