"""The panel as files: CSV that Excel opens as UTF-8, and a workbook with its codebook."""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter

from corpus.errors import SuwenError
from kb.cells import neutral
from kb.forms.codebook import codebook
from kb.forms.panel import Record

ROWS = 1_048_575  # data rows that a worksheet holds
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same panel, the same bytes
CODEBOOK = ("name", "label", "kind", "code", "unit", "forms", "note")
HEADINGS = ("变量名", "名称", "种类", "代码或算式", "单位", "适用格式", "说明（断点、分母）")


def to_csv(records: Sequence[Record]) -> bytes:
    """The records as CSV (UTF-8 with BOM, RFC 4180), one column a key of the first; `None` is empty."""
    text = StringIO(newline="")
    if records:
        writer = csv.DictWriter(text, list(records[0]))
        writer.writeheader()
        writer.writerows({key: neutral(value) for key, value in record.items()} for record in records)
    return text.getvalue().encode("utf-8-sig")


def codebook_records() -> list[Record]:
    """The codebook as records: name, label, kind, code, unit, forms, note."""
    return [
        {**{key: getattr(v, key) for key in CODEBOOK if key != "forms"}, "forms": ";".join(v.forms)}
        for v in codebook()
    ]


def to_xlsx(records: Sequence[Record]) -> bytes:
    """A workbook with the sheets panel and codebook. Texts are written as texts, so that none is computed."""
    if len(records) > ROWS:
        raise SuwenError(
            f"共{len(records)}行，超出一张工作表的{ROWS}行，请改用 CSV 或缩小范围",
            f"{len(records)} rows are more than a worksheet holds; use CSV or filter",
        )
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE})
    bold = book.add_format({"bold": True})
    panel, notes = book.add_worksheet("panel"), book.add_worksheet("codebook")
    _fill(panel, list(records[0]) if records else [], records, bold)
    named = [dict(zip(HEADINGS, (r[key] for key in CODEBOOK), strict=True)) for r in codebook_records()]
    _fill(notes, list(HEADINGS), named, bold)
    book.close()
    return out.getvalue()


def _fill(
    sheet: xlsxwriter.workbook.Worksheet,
    columns: Sequence[str],
    records: Sequence[Record],
    bold: xlsxwriter.workbook.Format,
) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name, bold)
    for row, record in enumerate(records, 1):
        for column, name in enumerate(columns):
            value = record[name]
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
