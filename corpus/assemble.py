"""A reading → a document: normalise once, join to the canonical text, find structure and metadata."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from corpus.grids import filled
from corpus.joining import join_cut
from corpus.metadata import metadata
from corpus.model import Block, Cell, Document, Grid, GridCell, Reading, Span, Table
from corpus.normalise import normalise
from corpus.sentences import split_sentences
from corpus.structure import find_sections


@dataclass(slots=True)
class Canvas:
    """The canonical text as it grows, with what stands where."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[Span] = field(default_factory=list)
    levels: list[int | None] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def write(self, line: str) -> Span:
        """Append `line` as a line of its own; its characters' span."""
        span = Span(self.length, self.length + len(line))
        self.lines.append(line)
        self.length = span.end + 1
        return span


def assemble(reading: Reading, source: str, raw: bytes) -> Document:
    """The document that `reading` makes.

    Parameters: `source`, what the file is known as; `raw`, its bytes, for the hash that is its id.
    """
    canvas = Canvas()
    for block in join_cut(_normalised(reading.blocks)):
        if isinstance(block, Grid):
            _write_table(block, canvas)
        else:
            canvas.paragraphs.append(canvas.write(block.text))
            canvas.levels.append(block.level)
    text = "\n".join(canvas.lines)
    digest = sha256(raw).hexdigest()
    meta = metadata(text, canvas.paragraphs, canvas.levels, reading.fields)
    meta = replace(meta, notes=reading.notes)
    return Document(
        id=digest[:16],
        source=source,
        sha256=digest,
        text=text,
        meta=meta,
        sections=find_sections(text, canvas.paragraphs, canvas.levels, meta),
        tables=tuple(canvas.tables),
        paragraphs=tuple(canvas.paragraphs),
        sentences=tuple(sentence for span in canvas.paragraphs for sentence in split_sentences(text, span)),
        links=reading.links,
    )


def _normalised(blocks: Iterable[Block | Grid]) -> Iterable[Block | Grid]:
    """The blocks with canonical text, empty ones left out."""
    for block in blocks:
        if isinstance(block, Grid):
            if any(cell.text.strip() for cell in block.cells):
                yield block
        elif text := normalise(block.text):
            yield Block(text, block.level)


def _write_table(grid: Grid, canvas: Canvas) -> None:
    """One line a row, anchor cells joined by tabs; a row that other rows' cells cover wholly has no line."""
    start = canvas.length
    cells: list[Cell] = []
    rows: dict[int, list[GridCell]] = {}
    for cell in filled(grid.cells).cells:
        rows.setdefault(cell.row, []).append(replace(cell, text=normalise(cell.text)))
    for row in rows.values():
        at = canvas.length
        for cell in row:
            end = at + len(cell.text)
            cells.append(Cell(cell.row, cell.column, cell.rowspan, cell.colspan, at, end))
            at = end + 1
        canvas.write("\t".join(cell.text for cell in row))
    canvas.tables.append(Table(Span(start, canvas.length - 1), tuple(cells)))
