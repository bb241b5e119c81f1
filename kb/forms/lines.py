"""A document's table rows as one stream, whatever shape they were printed in.

Page breaks cut a statutory table in two, web pages lay its parts out as five tables or one, and plain text
holds no grid at all. The stream has them all in reading order; what a row is, its label says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.model import Cell, Document, Table
from kb.forms.figures import fills
from kb.forms.labels import fold, wide

TOKEN = re.compile(r"\S+")
RUN = re.compile(
    r"""\d{1,2}[.、][^\d\s]{1,80}                  # a label with its number: 2.重复申请
      | \d{1,40}?(?=\d[.、][^\d\s]|[^\d]|$)      # digits, up to the number of the next label
      | [^\d\s]{1,200}                            # a label""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Piece:
    """What stands in one cell: its characters, their span, and the grid columns it covers."""

    raw: str
    start: int
    end: int
    column: int
    width: int = 1

    @cached_property
    def key(self) -> str:
        """The folded label."""
        return fold(self.raw)

    @cached_property
    def numbered(self) -> str:
        """The folded label with its number."""
        return fold(self.raw, numbered=True)

    @cached_property
    def empty(self) -> bool:
        """Whether nothing is printed."""
        return not wide(self.raw)

    @cached_property
    def figure(self) -> bool:
        """Whether a figure or what stands for one is printed."""
        return fills(self.raw)


@dataclass(frozen=True)
class Line:
    """A row: its pieces from left to right and the number of its table (-1: from plain text)."""

    pieces: tuple[Piece, ...]
    table: int


def table_lines(document: Document) -> list[Line]:
    """The rows of all tables; a merged cell stands in its first row only."""
    return [line for n, table in enumerate(document.tables) for line in _rows(document.text, table, n)]


def _rows(text: str, table: Table, number: int) -> Iterator[Line]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda c: c.column)
        yield Line(
            tuple(Piece(text[c.start : c.end], c.start, c.end, c.column, c.colspan) for c in cells), number
        )


def text_lines(document: Document) -> list[Line]:
    """Rows of a table that lost its grid: a run of words, then the figures that follow it.

    Every word (no blank inside) is a piece, digits glued to words are parted from them; a new row begins
    where a word follows a figure.
    """
    lines: list[Line] = []
    pieces: list[Piece] = []
    for start, end in _tokens(document.text):
        piece = Piece(document.text[start:end], start, end, len(pieces))
        if pieces and pieces[-1].figure and not piece.figure:
            lines.append(Line(tuple(pieces), -1))
            pieces = []
        pieces.append(piece)
    return [*lines, Line(tuple(pieces), -1)] if pieces else lines


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    for token in TOKEN.finditer(text):
        if fills(token.group()):
            yield token.span()
        else:
            at = token.start()
            yield from ((at + run.start(), at + run.end()) for run in RUN.finditer(token.group()))
