"""Where a document's sentences, paragraphs and sections lie, in the small form the index keeps."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Document, Span, Table

Spans = NDArray[np.int32]
"""Pairs of start and end, one a row, in reading order, none overlapping another."""


class Part(NamedTuple):
    """A section: its heading's characters, its body's, and the titles from the widest to this one."""

    heading_start: int
    heading_end: int
    body_start: int
    body_end: int
    path: tuple[str, ...]


class Layout(Protocol):
    """What can be asked of a document's layout; a segment reads each part when it is first needed."""

    @property
    def sentences(self) -> Spans:
        """Sentences and table cells."""

    @property
    def paragraphs(self) -> Spans:
        """Paragraphs and table rows."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Sections."""


def path_at(layout: Layout, offset: int) -> tuple[str, ...]:
    """The headings above the character at `offset`."""
    above = [part for part in layout.parts if part.body_start <= offset < part.body_end]
    return max(above, key=lambda part: (part.body_start, len(part.path))).path if above else ()


def sentences_of(document: Document) -> bytes:
    """The sentences and table cells of a document, to be stored."""
    cells = [(c.start, c.end) for table in document.tables for c in table.cells if c.end > c.start]
    return _packed([*_pairs(document.sentences), *cells])


def paragraphs_of(document: Document) -> bytes:
    """The paragraphs and table rows of a document, to be stored."""
    rows = [row for table in document.tables for row in _rows(table)]
    return _packed([*_pairs(document.paragraphs), *rows])


def sentence_bytes_of(document: Document) -> bytes:
    """The sentences and table cells as bytes of the stored text, to be stored."""
    return _in_bytes(sentences_of(document), document.text)


def paragraph_bytes_of(document: Document) -> bytes:
    """The paragraphs and table rows as bytes of the stored text, to be stored."""
    return _in_bytes(paragraphs_of(document), document.text)


def _in_bytes(stored: bytes, text: str) -> bytes:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    sizes = 1 + (codes >= 0x80).astype(np.int8) + (codes >= 0x800) + (codes >= 0x10000)
    before = np.concatenate(([0], np.cumsum(sizes, dtype=np.int32))).astype("<i4")
    return bytes(before[spans_from(stored)].tobytes())


def parts_of(document: Document) -> bytes:
    """The sections of a document, to be stored."""
    return _encoder.encode(
        [Part(s.heading.start, s.heading.end, s.body.start, s.body.end, s.path) for s in document.sections]
    )


def spans_from(stored: bytes) -> Spans:
    """Stored sentences or paragraphs."""
    return np.frombuffer(stored, dtype="<i4").reshape(-1, 2)


def _packed(pairs: Iterable[tuple[int, int]]) -> bytes:
    return np.array(sorted(set(pairs)), dtype="<i4").tobytes()


def _pairs(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _rows(table: Table) -> list[tuple[int, int]]:
    """A row's characters reach from its first cell to its last; a cell over several rows is in its first."""
    cells = sorted((c for c in table.cells if c.end > c.start), key=lambda c: (c.row, c.start))
    rows = (tuple(group) for _, group in groupby(cells, key=lambda c: c.row))
    return [(min(c.start for c in row), max(c.end for c in row)) for row in rows]


_encoder = msgspec.msgpack.Encoder()
parts_from = msgspec.msgpack.Decoder(tuple[Part, ...]).decode
