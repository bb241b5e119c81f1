"""Tables that ruled lines draw on pages: the edges of their cells are the grid, over page breaks too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.flattened import is_value
from corpus.grids import filled
from corpus.model import Grid, GridCell
from corpus.normalise import normalise

SNAP = 2.0  # points within which two edges are one


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its edges in points from the upper left corner, and its text."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as its boxes."""

    boxes: tuple[Box, ...]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(box.bottom for box in self.boxes)

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(box.top for box in self.boxes)


def read_ruled(table: Any) -> Ruled:
    """The boxes of a table that pdfplumber found."""
    return Ruled(
        tuple(
            Box(float(box[0]), float(box[1]), float(box[2]), float(box[3]), text or "")
            for row, texts in zip(table.rows, table.extract(), strict=True)
            for box, text in zip(row.cells, texts, strict=True)
            if box is not None
        )
    )


def to_grid(table: Ruled) -> Grid:
    """The grid of the boxes: a box covers the rows and columns between its edges."""
    columns = _edges([x for box in table.boxes for x in (box.left, box.right)])
    rows = _edges([y for box in table.boxes for y in (box.top, box.bottom)])
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for box in table.boxes:
        left, right = _place(columns, box.left), _place(columns, box.right)
        top, bottom = _place(rows, box.top), _place(rows, box.bottom)
        places = {(row, column) for row in range(top, bottom) for column in range(left, right)}
        if places and not places & taken:  # badly ruled tables have boxes over boxes
            taken |= places
            cells.append(GridCell(box.text, top, left, bottom - top, right - left))
    return filled(cells)


def _edges(values: Sequence[float]) -> list[float]:
    """The distinct edges in order, those within `SNAP` of each other as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return edges


def _place(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))


def goes_on(upper: Ruled, lower: Ruled) -> bool:
    """Whether the table at the top of a page is the rest of the one at the end of the page before: same width."""
    sides = [(min(b.left for b in t.boxes), max(b.right for b in t.boxes)) for t in (upper, lower)]
    return all(abs(a - b) <= SNAP for a, b in zip(*sides, strict=True))


def continued(upper: Ruled, lower: Ruled) -> Ruled:
    """The two parts as one. A header row that the lower part repeats is left out; a box that the page break cut
    in two (a merged label, empty below; a row of figures with the rest of its label) is one again.
    """
    head = _row(lower, lower.top)
    if head == _row(upper, upper.top) and any(text for _, _, text in head):
        lower = Ruled(tuple(box for box in lower.boxes if box.top > lower.top + SNAP))
        if not lower.boxes:
            return upper
    shift = upper.bottom - lower.top
    boxes = list(upper.boxes)
    cut = _is_cut_row(upper, lower)
    for box in lower.boxes:
        moved = replace(box, top=box.top + shift, bottom=box.bottom + shift)
        above = next((n for n, b in enumerate(boxes) if _meets(b, moved, upper.bottom)), None)
        if (
            above is not None
            and abs(box.top - lower.top) <= SNAP
            and (cut or _is_rest(boxes[above], box, lower))
        ):
            boxes[above] = replace(boxes[above], bottom=moved.bottom, text=boxes[above].text + box.text)
        else:
            boxes.append(moved)
    return Ruled(tuple(boxes))


def _row(table: Ruled, top: float) -> list[tuple[int, int, str]]:
    return [
        (round(b.left), round(b.right), normalise(b.text)) for b in table.boxes if abs(b.top - top) <= SNAP
    ]


def _meets(above: Box, box: Box, seam: float) -> bool:
    """Whether two boxes of the same columns meet at the seam."""
    same = abs(above.left - box.left) <= SNAP and abs(above.right - box.right) <= SNAP
    return same and abs(above.bottom - seam) <= SNAP and abs(box.top - seam) <= SNAP


def _is_rest(above: Box, box: Box, lower: Ruled) -> bool:
    """Whether an empty box over several rows is the rest of the merged label above it."""
    inner = any(box.top + SNAP < other.top < box.bottom - SNAP for other in lower.boxes)
    label = normalise(above.text)
    return not normalise(box.text) and bool(label) and not is_value(label) and inner


def _is_cut_row(upper: Ruled, lower: Ruled) -> bool:
    """Whether the first row below the seam is the rest of the last row above: that has figures, this has text
    and no figure, and each of its texts has a text above it."""
    last = {(left, right): text for left, right, text in _last_row(upper)}
    first = [(left, right, text) for left, right, text in _row(lower, lower.top) if text]
    has_figures = any(map(is_value, last.values()))
    if not has_figures or not first or any(is_value(text) for _, _, text in first):
        return False
    return all(_near(last, left, right) and len(text) < 20 for left, right, text in first)


def _last_row(table: Ruled) -> list[tuple[int, int, str]]:
    return [
        (round(b.left), round(b.right), normalise(b.text))
        for b in table.boxes
        if abs(b.bottom - table.bottom) <= SNAP
    ]


def _near(row: dict[tuple[int, int], str], left: int, right: int) -> bool:
    """Whether `row` has a text that is no figure over the same columns."""
    texts = (text for (a, b), text in row.items() if abs(a - left) <= SNAP and abs(b - right) <= SNAP)
    return any(text and not is_value(text) for text in texts)
