"""Documents made by hand: paragraphs and tables in, a `Document` out."""

from collections.abc import Sequence
from hashlib import sha256

from corpus.model import Cell, Document, Metadata, Section, Span, Table

Printed = str | tuple[str, int, int]
"""A cell's text, or (text, rowspan, colspan)."""
Rows = Sequence[Sequence[Printed]]


def document(*parts: str | Rows, meta: Metadata | None = None, sections: Sequence[Section] = ()) -> Document:
    """A document of paragraphs (str) and tables (rows of cells), each paragraph one sentence."""
    text, tables, paragraphs = "", [], []
    for part in parts:
        text += "\n" if text else ""
        start = len(text)
        if isinstance(part, str):
            text += part
            paragraphs.append(Span(start, len(text)))
        else:
            text, cells = _cells(text, part)
            tables.append(Table(Span(start, len(text)), tuple(cells)))
    digest = sha256(text.encode()).hexdigest()
    return Document(
        id=digest[:16],
        source="made.txt",
        sha256=digest,
        text=text,
        meta=meta or Metadata(),
        sections=tuple(sections),
        tables=tuple(tables),
        paragraphs=tuple(paragraphs),
        sentences=_sentences(text, paragraphs),
    )


def _cells(text: str, rows: Rows) -> tuple[str, list[Cell]]:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, printed in enumerate(rows):
        column = 0
        for n, item in enumerate(printed):
            words, down, across = item if isinstance(item, tuple) else (item, 1, 1)
            while (row, column) in taken:
                column += 1
            text += "\t" if n else ("\n" if row else "")
            cells.append(Cell(row, column, down, across, len(text), len(text) + len(words)))
            text += words
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
            column += across
    return text, cells


def _sentences(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in paragraphs:
        start = span.start
        for at in range(span.start, span.end):
            if text[at] in "。！？；" or at == span.end - 1:
                found.append(Span(start, at + 1))
                start = at + 1
    return tuple(found)
