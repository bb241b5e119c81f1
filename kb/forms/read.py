"""A document → the figures of its statutory tables."""

import re
from collections.abc import Iterable
from functools import cache

from corpus.model import Document
from corpus.script import view_of
from kb.forms.disputes import read_disputes
from kb.forms.labels import fold
from kb.forms.lines import Line, table_lines, text_lines
from kb.forms.model import FormCell, Forms
from kb.forms.place import Header, place
from kb.forms.rows import Match, RowIndex
from kb.forms.templates import Sheet, Template, templates

BY_TEXT = 3  # rows that plain text must hold to count as a form that lost its grid
DISPUTES = frozenset({"review", "litigation"})

Cells = dict[str, tuple[FormCell, ...]]
"""The cells of each row by table/row."""


def read_forms(document: Document) -> Forms | None:
    """The statutory tables of a report, or `None` if the document has none.

    Read from its tables; from its plain text only if these hold no form (a table that lost its grid).
    """
    if not (_openings().search(document.text) or _openings().search(view_of(document.text).text)):
        return None
    found = read_lines(table_lines(document))
    if found is None:
        found = read_lines(text_lines(document))
        if found and len({(c.table, c.row_code) for c in found.cells}) < BY_TEXT:
            return None
    return found


@cache
def _openings() -> re.Pattern[str]:
    """Any label that opens a table, however it is spaced: a text without one holds no form (most do not)."""
    labels = {fold(o, numbered=True) for t in templates().values() for s in t.sheets for o in s.opens}
    return re.compile("|".join(r"\W{0,4}".join(label) for label in sorted(labels)))


def read_lines(lines: list[Line]) -> Forms | None:
    """The form that a stream of rows holds, or `None`."""
    template = recognise({piece.key for line in lines for piece in line.pieces})
    reader = Reader(template or templates()["2021"])
    for line in lines:
        reader.take(line)
    cells = reader.cells | read_disputes(lines, reader.index.template)
    if not cells:
        return None
    template = template or by_rows(cells)
    order = [f"{sheet.table}/{row.code}" for sheet, row in reader.index.places]
    return Forms(
        template.id if template else None,
        tuple(cell for code in order for cell in cells.get(code, ())),
        reader.labels,
        reader.headers,
    )


def recognise(keys: set[str]) -> Template | None:
    """The form with the most labels of its own among `keys`; `None` if none or two have as many."""
    counts = [(sum(fold(a) in keys for a in t.anchors), t) for t in templates().values()]
    best = max(count for count, _ in counts)
    winners = [t for count, t in counts if count == best]
    return winners[0] if best and len(winners) == 1 else None


def by_rows(codes: Iterable[str]) -> Template | None:
    """The form told by the rows of （六）其他处理 in table 3: one in 2019, three in 2021."""
    rows = {code.partition("/")[2] for code in codes if code.startswith("applications/")}
    found = [t for t in templates().values() if t.rows and rows & set(t.rows)]
    return found[0] if len(found) == 1 else None


class Reader:
    """Walks the rows of a document; `cells`, `labels` and `headers` hold what was read so far.

    A table is open from the row whose label says so until another opens; a page break or a new grid does not
    close it. The first reading of a row stands, unless it was blank.
    """

    def __init__(self, template: Template) -> None:
        self.index = RowIndex(template)
        self.cells: Cells = {}
        self.labels: dict[str, tuple[int, int]] = {}
        self.headers: dict[str, tuple[int, int]] = {}
        self._openings = [(s, tuple(fold(o, numbered=True) for o in s.opens)) for s in template.sheets]
        self._open: str | None = None
        self._place = -1
        self._grid: int | None = None
        self._headers: dict[Sheet, dict[str, int]] = {}

    def take(self, line: Line) -> None:
        """Read one row."""
        self._opened(line)
        if self._open is None or self._open in DISPUTES:
            return
        self._header(line)
        match = self.index.find(line, frozenset({self._open}), self._place)
        if match:
            self._read(match)

    def _opened(self, line: Line) -> None:
        for sheet, opens in self._openings:
            if any(label in piece.numbered for label in opens for piece in line.pieces):
                self._open = sheet.table

    def _header(self, line: Line) -> None:
        if line.table != self._grid:
            self._grid, self._headers = line.table, {}
        if any(piece.figure for piece in line.pieces):
            return
        named = [p for p in line.pieces if p.key and p.key == p.numbered]
        for sheet in (s for s in self.index.template.sheets if s.table == self._open):
            for column, piece in ((c, p) for c in sheet.columns for p in named if p.key in c.keys):
                self._headers.setdefault(sheet, {})[column.code] = piece.column
                self.headers.setdefault(f"{sheet.table}/{column.code}", (piece.start, piece.end))

    def _read(self, match: Match) -> None:
        header: Header = self._headers.get(match.sheet, {})
        if len(set(header.values())) != len(header):
            header = {}
        cells = place(match.sheet, match.row.code, match.rest, header)
        self._place = self.index.places.index((match.sheet, match.row))
        if all(c.status == "blank" for c in self.cells.get(match.code, ())):
            self.cells[match.code] = cells
            self.labels[match.code] = (match.label[0].start, match.label[-1].end)
