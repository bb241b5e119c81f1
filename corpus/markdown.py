"""A document as Markdown with front matter; reading it back gives the same text."""

import re
from collections.abc import Iterator
from html import escape as html_escape

from corpus import frontmatter
from corpus.model import Cell, Document, Span, Table

SPECIAL = re.compile(r"([\\`*_\[\]])")
# What would begin another kind of block: heading, quotation, list, ordered list, rule, table.
BLOCK_START = re.compile(r"^(?:#{1,6}(?= |$)|>|[-+](?= |$)|-{3,}|={3,}|~{3,}|\||:?-+\|)")
ORDERED = re.compile(r"^(\d{1,9})([.)])(?= |$)")


def to_markdown(document: Document) -> str:
    """The whole document as Markdown: front matter, headings, paragraphs, tables.

    A table without merged cells is a pipe table, one with them an HTML table. Reading the result as a `.md`
    file gives the same canonical text.
    """
    return frontmatter.dump(document) + "".join(f"\n{block}\n" for block in _blocks(document))


def _blocks(document: Document) -> Iterator[str]:
    """Paragraphs, headings and tables in the order of the text."""
    levels = {section.heading: min(section.level + 2, 6) for section in document.sections}
    title = document.meta.spans.get("title", Span(0, 0))
    parts: list[tuple[Span, Table | None]] = [(span, None) for span in document.paragraphs]
    parts += [(table.span, table) for table in document.tables]
    for span, table in sorted(parts, key=lambda part: part[0]):
        if table is not None:
            yield table_to_markdown(table, document.text)
        elif title.holds(span):
            yield f"# {escape(span.of(document.text))}"
        else:
            line = escape(span.of(document.text))
            yield f"{'#' * levels[span]} {line}" if span in levels else line


def escape(line: str) -> str:
    """`line` so that Markdown takes each character for itself."""
    text = SPECIAL.sub(r"\\\1", line.replace("&", "&amp;").replace("<", "&lt;"))
    text = ORDERED.sub(r"\1\\\2", text)
    return "\\" + text if BLOCK_START.match(text) else text


def table_to_markdown(table: Table, text: str) -> str:
    """A table as pipes if nothing in it is merged, else as HTML with its spans."""
    rows: dict[int, list[Cell]] = {row: [] for row in range(table.shape[0])}
    for cell in table.cells:
        rows[cell.row].append(cell)
    is_plain = all(cell.rowspan == cell.colspan == 1 for cell in table.cells)
    if is_plain and table.shape[0] > 1 and table.shape[1] > 1:
        return "\n".join(_piped(rows, text, table.shape[1]))
    lines = ("".join(_html_cell(cell, text) for cell in row) for row in rows.values())
    return "<table>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


def _piped(rows: dict[int, list[Cell]], text: str, columns: int) -> Iterator[str]:
    for number, row in rows.items():
        cells = (SPECIAL.sub(r"\\\1", text[c.start : c.end]) for c in row)
        printed = (cell.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;") for cell in cells)
        yield f"| {' | '.join(printed)} |"
        if number == 0:
            yield "|" + " --- |" * columns


def _html_cell(cell: Cell, text: str) -> str:
    spans = "".join(
        f' {name}="{value}"'
        for name, value in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if value > 1
    )
    return f"<td{spans}>{html_escape(text[cell.start : cell.end], quote=False)}</td>"
