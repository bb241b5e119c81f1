"""Raw grids: from rows of cells with or without spans to a `Grid` whose every place is covered once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.model import Grid, GridCell

MAX_COLUMNS = 1_000  # beyond it a span is a fault of the file, or an attack
MAX_PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as HTML gives it: text, and over how many rows and columns it stretches."""

    text: str
    rowspan: int = 1
    colspan: int = 1


def plain(rows: Sequence[Sequence[str]]) -> Grid:
    """The grid of `rows` in which no cell is merged; short rows are filled with empty cells."""
    cells = (GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return filled(cells, len(rows))


def placed(rows: Sequence[Sequence[Spanned]]) -> Grid:
    """The grid of HTML rows: each cell goes to the first free place of its row, spans cover what they say."""
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            if column >= MAX_COLUMNS or len(taken) > MAX_PLACES:
                break
            grid_cell = _fitted(cell, r, column, len(rows), taken)
            taken.update(_places(grid_cell))
            cells.append(grid_cell)
            column += grid_cell.colspan
    return filled(cells, len(rows))


def _fitted(cell: Spanned, row: int, column: int, rows: int, taken: set[tuple[int, int]]) -> GridCell:
    """The cell at its place, its spans cut where the grid ends or another cell stands."""
    width = 1
    limit = min(max(cell.colspan, 1), MAX_COLUMNS - column)
    while width < limit and (row, column + width) not in taken:
        width += 1
    height = min(max(cell.rowspan, 1), rows - row) if cell.rowspan else rows - row
    return GridCell(cell.text, row, column, height, width)


def _places(cell: GridCell) -> Iterable[tuple[int, int]]:
    return (
        (row, column)
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    )


def filled(cells: Iterable[GridCell], rows: int = 0) -> Grid:
    """The grid of `cells` in reading order, with an empty cell at each place that none covers."""
    given = sorted(cells, key=lambda cell: (cell.row, cell.column))
    taken = {place for cell in given for place in _places(cell)}
    height = max((row + 1 for row, _ in taken), default=rows)
    width = max((column + 1 for _, column in taken), default=0)
    holes = (GridCell("", r, c) for r in range(height) for c in range(width) if (r, c) not in taken)
    return Grid(tuple(sorted([*given, *holes], key=lambda cell: (cell.row, cell.column))))


def merged_down(grid: Grid, is_continuation: Callable[[GridCell, GridCell], bool]) -> Grid:
    """`grid` with each empty cell that continues the one above it (same columns) taken into that one's span.

    `is_continuation(above, cell)` says whether the printed form makes that sure.
    """
    anchors: dict[tuple[int, int], GridCell] = {}  # by the row below their last one and their first column
    kept: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        above = anchors.pop((cell.row, cell.column), None)
        joins = above and not cell.text and above.colspan == cell.colspan and is_continuation(above, cell)
        anchor = replace(above, rowspan=above.rowspan + cell.rowspan) if above and joins else cell
        kept[anchor.row, anchor.column] = anchor
        anchors[anchor.row + anchor.rowspan, anchor.column] = anchor
    return Grid(tuple(sorted(kept.values(), key=lambda cell: (cell.row, cell.column))))
