"""Rows as files: CSV that Excel opens, JSON lines, workbooks. Texts that look like formulas are made harmless."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import islice

import xlsxwriter
from flask import Response, stream_with_context

from corpus.errors import NotFoundError, SuwenError
from kb.cells import neutral
from kb.forms.panel import Value
from kb.forms.write import MADE
from web.texts import english, text
from web.visits import stay

Row = Mapping[str, Value]

MOST_ROWS = 100_000
"""Rows of a sheet; more are for CSV and JSON lines, which are streamed."""

BATCH = 500
KINDS = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "txt": "text/plain",
    "json": "application/vnd.citationstyles.csl+json",
    "svg": "image/svg+xml",
}


def download(content: str | bytes | Iterable[str], name: str, form: str) -> Response:
    """A file to save, named `name`.`form`; an iterable is sent as it is made."""
    body = content if isinstance(content, str | bytes) else stream_with_context(iter(content))
    charset = "" if form == "xlsx" else "; charset=utf-8"
    response = Response(body, content_type=KINDS[form] + charset)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response if isinstance(content, str | bytes) else stay(response)


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """CSV (RFC 4180) with a byte order mark, some hundred rows at a time."""
    yield "\ufeff" + _csv([columns])
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield _csv([[neutral(row[column]) for column in columns] for row in batch])


def _csv(rows: Iterable[Iterable[object]]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def json_lines(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """A JSON object a line."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Row]]]) -> bytes:
    """A workbook of named sheets, each with its columns and rows. Texts are written as texts, none is computed.

    Raises `SuwenError` where a sheet would have more than `MOST_ROWS`.
    """
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": MADE})
        bold = book.add_format({"bold": True})
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            _fill(sheet, 0, columns, bold)
            for number, row in enumerate(rows, 1):
                if number > MOST_ROWS:
                    raise SuwenError(
                        text("export.rows", most=MOST_ROWS), english("export.rows", most=MOST_ROWS)
                    )
                _fill(sheet, number, [row[column] for column in columns])
    return out.getvalue()


def _fill(
    sheet: xlsxwriter.workbook.Worksheet,
    row: int,
    values: Iterable[Value],
    style: xlsxwriter.workbook.Format | None = None,
) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, value, style)
        elif value is not None:
            sheet.write_number(row, column, value, style)


def unknown(form: str, forms: Sequence[str]) -> NotFoundError:
    """The error for a kind of file that is not made."""
    given = {"form": form[:20], "forms": "、".join(forms)}
    return NotFoundError(text("export.form", **given), english("export.form", **given))
