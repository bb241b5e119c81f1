"""Table 4: 行政复议 and 行政诉讼, whose columns have labels and whose one row has none."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.forms.labels import fold, wide
from kb.forms.lines import Line, Piece
from kb.forms.model import FormCell
from kb.forms.place import glued, place, unplaced
from kb.forms.templates import Sheet, Template

TABLES = ("review", "litigation")
HEADER = 4  # rows that a header may have before its figures stand
GLUED = 3  # a label that is found in a run of them is longer than this
LABELS = 24  # labels that it may have, where each stands in a row of its own


@dataclass
class Block:
    """A header met: the sheets it names so far, how many rows and lone labels ago, and whether it named outcomes
    (结果维持)."""

    sheets: list[Sheet]
    rows: int = 0
    labels: int = 0
    outcomes: bool = False

    def count(self, line: Line) -> None:
        """Count a row of the header."""
        if len(line.pieces) == 1 and not line.pieces[0].figure:
            self.labels += 1
        else:
            self.rows += 1

    @property
    def is_over(self) -> bool:
        """Whether figures that come now are not those of this header."""
        return self.rows > HEADER or self.labels > LABELS


def read_disputes(lines: Sequence[Line], template: Template) -> dict[str, tuple[FormCell, ...]]:
    """The cells of the rows review/all, litigation/direct and litigation/after_review.

    They stand in one row of 15 figures, or in a table of 5 and one of 10 where the form was split.
    """
    sheets = [s for s in template.sheets if s.table in TABLES]
    cells: dict[str, tuple[FormCell, ...]] = {}
    block: Block | None = None
    for line in lines:
        named = _named(line, sheets)
        if named:
            block = block or Block([])
            block.sheets += [s for s in named if s not in block.sheets]
            block.rows = block.labels = 0
        if block is None:
            continue
        block.count(line)
        block.outcomes |= any(_holds(line, c.keys) for s in sheets for c in s.columns)
        pieces = _figures(line, block) if block.outcomes else None
        if pieces is not None or block.is_over:
            cells = {**_cells(block.sheets, pieces), **cells} if pieces else cells
            block = None
    return cells


def _named(line: Line, sheets: Sequence[Sheet]) -> list[Sheet]:
    return [s for s in sheets if _holds(line, frozenset(map(fold, s.opens)))]


def _holds(line: Line, keys: frozenset[str]) -> bool:
    """Whether a label stands in the line; where the grid is lost it may be glued to others (尚未审结总计行政诉讼)."""
    if line.table >= 0:
        return any(piece.key in keys for piece in line.pieces)
    long = tuple(key for key in keys if len(key) > GLUED)
    return any(key in piece.key for piece in line.pieces for key in long)


def _figures(line: Line, block: Block) -> list[Piece] | None:
    """The figures of a row under the header: the pieces from its first figure on, or all blanks."""
    wanted = sum(len(s.columns) for s in block.sheets)
    first = next((n for n, p in enumerate(line.pieces) if p.figure), None)
    if first is None:
        return list(line.pieces) if all(p.empty for p in line.pieces) and len(line.pieces) == wanted else None
    if all(p.empty for p in line.pieces[:first]):
        return list(line.pieces[first if len(line.pieces) > wanted else 0 :])
    if not line.pieces[0].empty and all(p.empty for p in line.pieces[1:first]):
        return list(line.pieces[1:])  # a label before the figures
    return list(line.pieces[first:]) if line.table < 0 else None


def _cells(sheets: Sequence[Sheet], pieces: Sequence[Piece]) -> dict[str, tuple[FormCell, ...]]:
    rows = [(sheet, sheet.rows[0].code) for sheet in sheets]
    wanted = sum(len(sheet.columns) for sheet in sheets)
    figures = [p for p in pieces if not p.empty]
    if len(figures) == 1 and wide(figures[0].raw).isdigit() and len(pieces) != wanted:
        return _by_row(glued(figures[0], rows))
    taken = figures if len(figures) == wanted else list(pieces)
    found: dict[str, tuple[FormCell, ...]] = {}
    for n, (sheet, row) in enumerate(rows):
        width = len(sheet.columns)
        part = taken[n * width : (n + 1) * width]
        good = len(taken) == wanted
        cells = place(sheet, row, part, {}) if good else unplaced(sheet, row, figures, wanted)
        found[f"{sheet.table}/{row}"] = cells
    return found


def _by_row(cells: Sequence[FormCell]) -> dict[str, tuple[FormCell, ...]]:
    codes = dict.fromkeys(f"{c.table}/{c.row_code}" for c in cells)
    return {code: tuple(c for c in cells if f"{c.table}/{c.row_code}" == code) for code in codes}
