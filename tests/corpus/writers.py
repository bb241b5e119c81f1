"""A grid written in each format that the readers know, by the libraries that people use."""

from html import escape
from io import BytesIO
from typing import Any

import docx
import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from corpus.model import GridCell

FONT = "STSong-Light"
PADDING = [(f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")]
Cells = list[GridCell]


def shape(cells: Cells) -> tuple[int, int]:
    return max(c.row + c.rowspan for c in cells), max(c.column + c.colspan for c in cells)


def as_html(title: str, paragraphs: list[str], cells: Cells) -> bytes:
    rows = range(shape(cells)[0])
    table = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{c.rowspan}" colspan="{c.colspan}"><p>{escape(c.text)}</p></td>'
            for c in cells
            if c.row == r
        )
        + "</tr>"
        for r in rows
    )
    text = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    nav = '<div class="nav"><a href="/">首页</a> <a href="/x">微信</a></div>'
    return (
        f'<html><head><meta charset="gb2312"><title>{title}</title></head><body>{nav}<div class="TRS_Editor"><p>{title}</p>'
        f"{text}<table>{table}</table><p>后记。</p></div><div>主办：某某</div></body></html>"
    ).encode("gb18030")


def write_table(document: Any, cells: Cells) -> None:
    """A table with its merged cells at the end of a Word document."""
    rows, columns = shape(cells)
    table = document.add_table(rows, columns)
    grid = [list(row.cells) for row in table.rows]
    for c in cells:
        first = grid[c.row][c.column]
        if c.rowspan * c.colspan > 1:
            first = first.merge(grid[c.row + c.rowspan - 1][c.column + c.colspan - 1])
        first.text = c.text


def as_docx(title: str, paragraphs: list[str], cells: Cells) -> bytes:
    document = docx.Document()
    for text in (title, *paragraphs):
        document.add_paragraph(text)
    write_table(document, cells)
    document.add_paragraph("后记。")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx(title: str, paragraphs: list[str], cells: Cells) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    above = [title, *paragraphs]
    for n, text in enumerate(above):
        sheet.merge_range(n, 0, n, shape(cells)[1] - 1, text)
    for c in cells:
        value = int(c.text) if c.text.isdecimal() else c.text
        top = c.row + len(above)
        if c.rowspan * c.colspan > 1:
            sheet.merge_range(top, c.column, top + c.rowspan - 1, c.column + c.colspan - 1, value)
        elif value != "":
            sheet.write(top, c.column, value)
    book.close()
    return out.getvalue()


def as_pdf(title: str, paragraphs: list[str], cells: Cells) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("s", fontName=FONT, fontSize=12, leading=18, firstLineIndent=24, wordWrap="CJK")
    small = ParagraphStyle("t", fontName=FONT, fontSize=6, leading=7, wordWrap="CJK")
    heading = ParagraphStyle("h", fontName=FONT, fontSize=16, leading=24, alignment=1)
    rows, columns = shape(cells)
    data: list[list[object]] = [[""] * columns for _ in range(rows)]
    spans = []
    for c in cells:
        data[c.row][c.column] = Paragraph(escape(c.text), small)
        spans.append(("SPAN", (c.column, c.row), (c.column + c.colspan - 1, c.row + c.rowspan - 1)))
    table = LongTable(data, colWidths=[480 / columns] * columns)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans, *PADDING]))
    out = BytesIO()

    def furniture(canvas: object, document: object) -> None:
        canvas.setFont(FONT, 9)  # type: ignore[attr-defined]
        canvas.drawString(72, A4[1] - 40, "某某市人民政府公报")  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 30, f"— {document.page} —")  # type: ignore[attr-defined]

    flow = [Paragraph(title, heading), *(Paragraph(escape(p), style) for p in paragraphs)]
    flow += [PageBreak(), table, Spacer(1, 12), Paragraph("后记。", style)]
    SimpleDocTemplate(out, pagesize=A4).build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


WRITERS = {".html": as_html, ".docx": as_docx, ".xlsx": as_xlsx, ".pdf": as_pdf}
