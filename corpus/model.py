"""What a document is, from the reader's blocks to the text that every offset counts in.

A reader gives a `Reading` (blocks and grids as the file holds them). `corpus.assemble` normalises each block
once, joins them to one canonical `text`, and finds the structure. From then on the text never changes, and
all offsets are Unicode code points in it, end exclusive.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as a reader found it: its raw text, and its heading level (1–6) if the format marks one."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a raw grid at (`row`, `column`), both from 0, over `rowspan` × `colspan` places."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a reader found it, with its spans."""

    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the source page: an attachment or the original address."""

    text: str
    href: str


Note = Literal["ocr", "pages_without_text"]
"""What is to be known of a text: pages of it were read by OCR; pages are pictures that were not read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives.

    `blocks` in reading order; `fields`, metadata that the format itself labels, under the names of `Metadata`
    (title, issuer, number, date, issued, published, url, index_number, topic …) with values as printed; `links`;
    `notes`.
    """

    blocks: tuple[Block | Grid, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (Unicode code points, end exclusive) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its place in the grid, its spans there, and its characters in the text (may be empty)."""

    row: int
    column: int
    rowspan: int
    colspan: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in the text: `span` over all of it, `cells` in reading order (anchors only)."""

    span: Span
    cells: tuple[Cell, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the grid with its spans expanded."""
        rows = max((c.row + c.rowspan for c in self.cells), default=0)
        return rows, max((c.column + c.colspan for c in self.cells), default=0)

    def grid(self) -> list[list[Cell | None]]:
        """The grid with spans expanded: a merged cell stands at each place it covers, `None` where none is."""
        rows, columns = self.shape
        grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    grid[row][column] = cell
        return grid


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `level` from 1 (一、) over 2 (（一）) and 3 (1.) to 4 (（1）) and 5 (一是), one more for each of 编, 章 and 节
    that the document has above them (条 stands where 一、 does), 0 for an annex (附件); `label` the numbering as
    printed, wrong or not; `heading` the characters of number and title; `body` from the heading's start to
    the next heading of the same or a higher level; `path` the titles from the widest to this one.
    """

    level: int
    label: str
    title: str
    heading: Span
    body: Span
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact block of a report, as written, without trailing punctuation."""

    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself; `None` where it does not say.

    `issuer` as printed (resolved to a full name in `kb`); `region` only if the front matter gives it; `year`
    the year reported on or planned for, else the year of issue; `type` one of the codes of
    `corpus/data/types.yaml`; `number` its own 文号, blanks removed; `date` of issue and `period`
    (first and last day) in ISO form; `published`, the day it was posted; `notes`, what to know of how the text
    was read; `spans`, where in the text each value
    stands (absent for values that a page's labels or the front matter give).
    """

    title: str | None = None
    issuer: str | None = None
    region: tuple[str, ...] = ()
    year: int | None = None
    type: str | None = None
    number: str | None = None
    date: str | None = None
    period: tuple[str, str] | None = None
    published: str | None = None
    url: str | None = None
    contact: Contact = Contact()
    notes: tuple[Note, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A document, complete and unchangeable.

    `id` is the first 16 hex digits of `sha256`, the hash of the file's bytes; `source` the file's name below
    the folder it was read from; `text` the canonical text; `paragraphs` (one a line of the text outside
    tables) and `sentences` (outside tables) in order; `links` as the reader gave them.
    """

    id: str
    source: str
    sha256: str
    text: str
    meta: Metadata
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    links: tuple[Link, ...] = ()

    def sentence_of(self, span: Span) -> Span:
        """The sentence that holds the start of `span`; in a table the cell, and `span` itself failing both."""
        at = bisect_right(self.sentences, span.start, key=lambda s: s.start) - 1
        if at >= 0 and span.start < self.sentences[at].end:
            return self.sentences[at]
        for table in self.tables:
            if table.span.start <= span.start < table.span.end:
                cells = (c for c in table.cells if c.start <= span.start < c.end)
                return next((Span(c.start, c.end) for c in cells), span)
        return span

    def section_of(self, offset: int) -> Section | None:
        """The innermost section whose body holds the character at `offset`, or `None` before the first."""
        holders = (s for s in self.sections if s.body.start <= offset < s.body.end)
        return max(holders, key=lambda s: s.level, default=None)
