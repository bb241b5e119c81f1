"""Where a document's sentences, paragraphs and sections lie, in the small form the index keeps."""

from itertools import groupby
from typing import NamedTuple

import msgspec

from corpus.model import Document, Span, Table


class Part(NamedTuple):
    """A section: its heading's characters, its body's, and the titles from the widest to this one."""

    heading_start: int
    heading_end: int
    body_start: int
    body_end: int
    path: tuple[str, ...]


class Layout(msgspec.Struct, frozen=True, array_like=True):
    """Pairs of start and end in reading order; `sentences` with table cells, `paragraphs` with table rows."""

    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    parts: tuple[Part, ...]

    def path_at(self, offset: int) -> tuple[str, ...]:
        """The headings above the character at `offset`."""
        above = [part for part in self.parts if part.body_start <= offset < part.body_end]
        return max(above, key=lambda part: (part.body_start, len(part.path))).path if above else ()


def layout_of(document: Document) -> Layout:
    """The layout of a document."""
    cells = [(c.start, c.end) for table in document.tables for c in table.cells if c.end > c.start]
    rows = [row for table in document.tables for row in _rows(table)]
    return Layout(
        sentences=tuple(sorted({*_pairs(document.sentences), *cells})),
        paragraphs=tuple(sorted({*_pairs(document.paragraphs), *rows})),
        parts=tuple(
            Part(s.heading.start, s.heading.end, s.body.start, s.body.end, s.path) for s in document.sections
        ),
    )


def _pairs(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _rows(table: Table) -> list[tuple[int, int]]:
    cells = sorted((c for c in table.cells if c.end > c.start), key=lambda c: (c.row, c.start))
    rows = (tuple(group) for _, group in groupby(cells, key=lambda c: c.row))
    return [(min(c.start for c in row), max(c.end for c in row)) for row in rows]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Layout)
encode = _encoder.encode
decode = _decoder.decode
