"""Which row of which sheet a printed row is, told by its label."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kb.forms.labels import closest
from kb.forms.lines import Line, Piece
from kb.forms.templates import Row, Sheet, Template

TAIL = 4  # a lost label may be broken over this many pieces


@dataclass(frozen=True)
class Match:
    """A row found: its sheet and row, the label's pieces, and the pieces after it."""

    sheet: Sheet
    row: Row
    label: tuple[Piece, ...]
    rest: tuple[Piece, ...]

    @property
    def code(self) -> str:
        """table/row."""
        return f"{self.sheet.table}/{self.row.code}"


@dataclass(frozen=True)
class RowIndex:
    """The rows of a template by their folded labels, for the tables that are open."""

    template: Template

    @cached_property
    def places(self) -> list[tuple[Sheet, Row]]:
        """Every row in the order of the form."""
        return [(sheet, row) for sheet in self.template.sheets for row in sheet.rows]

    def find(self, line: Line, tables: frozenset[str], after: int) -> Match | None:
        """The row that `line` is, among `tables`; of two alike the next one after place `after`."""
        end = next((n for n, p in enumerate(line.pieces) if p.figure), len(line.pieces))
        heads = line.pieces[:end]
        for stop in range(len(heads), 0, -1):
            for start in range(stop - 1, max(-1, stop - 1 - TAIL), -1):
                label = heads[start:stop]
                if label[0].empty or label[-1].empty:
                    continue
                found = self._match(label, line, stop, tables, after)
                if found:
                    return found
        return None

    def _match(
        self, label: Sequence[Piece], line: Line, stop: int, tables: frozenset[str], after: int
    ) -> Match | None:
        rest = _rest(line, stop)
        joined = Piece("".join(p.raw for p in label), label[0].start, label[-1].end, label[0].column)
        place = self._place(joined, tables, after, gridless=line.table < 0)
        if place is not None:
            return Match(*self.places[place], tuple(label), rest)
        bare, digits = split_tail(joined)
        if digits is None or bare is None:
            return None
        place = self._place(bare, tables, after, gridless=line.table < 0)
        return Match(*self.places[place], (bare,), (digits, *rest)) if place is not None else None

    def _place(self, label: Piece, tables: frozenset[str], after: int, *, gridless: bool) -> int | None:
        open_places = [(n, s, r) for n, (s, r) in enumerate(self.places) if s.table in tables]
        exact = [n for n, _, r in open_places if (label.numbered if r.numbered else label.key) in r.keys]
        if not exact and gridless:  # the label may be glued to the header before it
            exact = [n for n, _, r in open_places if label.key.endswith(tuple(r.keys))]
        if exact:
            return next((n for n in exact if n > after), exact[0])
        keys = {key: str(n) for n, _, r in open_places if not r.numbered for key in r.keys}
        near = closest(label.key, keys)
        return int(near) if near is not None else None


def _rest(line: Line, stop: int) -> tuple[Piece, ...]:
    """The pieces after the label. Where the grid is lost, a word before the figures is more of the label and takes
    no figure's place."""
    rest = line.pieces[stop:]
    first = next((n for n, piece in enumerate(rest) if piece.figure), 0)
    return rest[first:] if line.table < 0 else rest


def split_tail(piece: Piece) -> tuple[Piece | None, Piece | None]:
    """A label with figures glued to its end, parted: 行政规范性文件693665 → 行政规范性文件, 693665."""
    bare = piece.raw.rstrip("0123456789")
    if not bare.strip() or bare == piece.raw:
        return None, None
    at = piece.start + len(bare)
    return replace(piece, raw=bare, end=at), Piece(piece.raw[len(bare) :], at, piece.end, piece.column)
