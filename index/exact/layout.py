"""Where a document's sentences, paragraphs and sections lie, in the small form the index keeps."""

from collections.abc import Iterable, Mapping
from functools import cached_property
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


class Lines(Protocol):
    """What places are compared with; of texts in a row, all of them in a row."""

    @property
    def sentences(self) -> Spans:
        """Sentences and table cells."""

    @property
    def paragraphs(self) -> Spans:
        """Paragraphs and table rows."""

    @property
    def headings(self) -> Spans:
        """The headings of sections."""


class Layout(Lines, Protocol):
    """What can be asked of a document's layout; each part is read when it is first needed."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Sections."""


LAYOUT = ("sentences", "paragraphs", "parts")
"""What is stored of where things lie in a document that lies elsewhere."""


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


def parts_of(document: Document) -> bytes:
    """The sections of a document, to be stored."""
    return _encoder.encode(
        [Part(s.heading.start, s.heading.end, s.body.start, s.body.end, s.path) for s in document.sections]
    )


def headings_of(parts: Iterable[Part]) -> Spans:
    """The headings of sections, in their order."""
    return spans_from(_packed((part.heading_start, part.heading_end) for part in parts))


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


class Numbered(Protocol):
    """Byte strings by the numbers of documents."""

    def __getitem__(self, number: int) -> bytes: ...


class StoredLayout:
    """A document's layout; nothing is read before it is asked for."""

    def __init__(self, blobs: Mapping[str, Numbered], number: int) -> None:
        self._blobs, self._number = blobs, number

    @cached_property
    def sentences(self) -> Spans:
        """Sentences and table cells."""
        return spans_from(self._blobs["sentences"][self._number])

    @cached_property
    def paragraphs(self) -> Spans:
        """Paragraphs and table rows."""
        return spans_from(self._blobs["paragraphs"][self._number])

    @cached_property
    def headings(self) -> Spans:
        """The headings of sections."""
        return headings_of(self.parts)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Sections."""
        return parts_from(self._blobs["parts"][self._number])
