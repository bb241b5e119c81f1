"""Which figure of a printed row stands in which column of the form. What cannot be placed is not guessed."""

from collections.abc import Mapping, Sequence

from kb.forms.figures import cut, read_figure
from kb.forms.labels import wide
from kb.forms.lines import Piece
from kb.forms.model import FormCell, Status
from kb.forms.templates import Column, Sheet

Header = Mapping[str, int]
"""Column code → grid column, as the header of the table at hand prints them."""


def place(sheet: Sheet, row: str, rest: Sequence[Piece], header: Header) -> tuple[FormCell, ...]:
    """The cells of a row from the pieces after its label.

    By the header's grid columns where every figure stands under one; else by order, if there are just as many
    figures as columns; digits in one run are cut if the sums allow only one cut.
    """
    pieces = [p for p in rest if not is_unit(p, sheet, row)]
    figures = [p for p in pieces if not p.empty]
    placed = _by_header(sheet, figures, pieces, header) or _by_order(sheet, figures, pieces)
    if placed:
        return tuple(_cell(sheet, row, c, p) for c, p in zip(sheet.columns, placed, strict=True))
    if len(figures) == 1 and wide(figures[0].raw).isdigit():
        return glued(figures[0], [(sheet, row)])
    return unplaced(sheet, row, figures)


def is_unit(piece: Piece, sheet: Sheet, row: str) -> bool:
    """Whether a piece is the unit or the number of an indicator, beside its figure."""
    text = wide(piece.raw)
    return bool(sheet.units) and (text in sheet.units or text == row)


def _by_header(
    sheet: Sheet, figures: Sequence[Piece], pieces: Sequence[Piece], header: Header
) -> list[Piece] | None:
    if not figures or set(header) != {c.code for c in sheet.columns}:
        return None
    at = {p.column: p for p in pieces}
    if not {p.column for p in figures} <= set(header.values()) or not set(header.values()) <= set(at):
        return None
    return [at[header[c.code]] for c in sheet.columns]


def _by_order(sheet: Sheet, figures: Sequence[Piece], pieces: Sequence[Piece]) -> list[Piece] | None:
    wanted = len(sheet.columns)
    if len(figures) == wanted:
        return list(figures)
    if len(pieces) == wanted or not figures:
        return [*pieces, *[_nothing(pieces)] * wanted][:wanted]
    return None


def _nothing(pieces: Sequence[Piece]) -> Piece:
    at = pieces[-1].end if pieces else 0
    return Piece("", at, at, -1)


def _cell(sheet: Sheet, row: str, column: Column, piece: Piece) -> FormCell:
    value, status, unit = read_figure(piece.raw)
    unit = unit or (column.unit if value is not None else None)
    return FormCell(sheet.table, row, column.code, value, status, piece.raw, piece.start, piece.end, unit)


def glued(piece: Piece, rows: Sequence[tuple[Sheet, str]]) -> tuple[FormCell, ...]:
    """The cells of one or more rows whose figures run together in one piece."""
    digits = wide(piece.raw)
    sums = all(sheet.adds for sheet, _ in rows)
    values = cut(digits, [len(sheet.columns) for sheet, _ in rows]) if sums else None
    places = [(sheet, row, column) for sheet, row in rows for column in sheet.columns]
    found = values or (None,) * len(places)
    status: Status = "inferred" if values else "glued"
    return tuple(
        FormCell(s.table, r, c.code, v, status, piece.raw, piece.start, piece.end)
        for (s, r, c), v in zip(places, found, strict=True)
    )


def unplaced(
    sheet: Sheet, row: str, figures: Sequence[Piece], wanted: int | None = None
) -> tuple[FormCell, ...]:
    """Cells without values, each with the whole row's characters, since none can be told its column.

    `wanted` is the number of figures that the printed row should have (default: the sheet's columns).
    """
    status: Status = "incomplete" if len(figures) < (wanted or len(sheet.columns)) else "surplus"
    raw = " ".join(wide(p.raw) for p in figures)
    start, end = figures[0].start, figures[-1].end
    return tuple(FormCell(sheet.table, row, c.code, None, status, raw, start, end) for c in sheet.columns)
