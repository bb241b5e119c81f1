"""PDF by pdfplumber: running text by lines, tables by their ruled lines, tables cut by a page break joined."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import groupby
from typing import Any

import pdfplumber

from corpus import scan
from corpus.archive import PDF
from corpus.errors import UnreadableError
from corpus.furniture import without_furniture
from corpus.limits import limits
from corpus.model import Block, Grid, Note, Reading
from corpus.pages import Line, Page, paragraphs, without_running_heads
from corpus.ruled import Ruled, continued, goes_on, read_ruled, to_grid

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it finds odd in a file helps no one

OBJECT = b" obj"
HEADER = 1024  # bytes in which the mark of a PDF may stand


def read(raw: bytes, name: str) -> Reading:
    """The paragraphs and tables of a PDF; pages that are pictures by OCR where `suwen[ocr]` is installed.

    Raises `UnreadableError` for damaged and protected files, for more pages or objects than the limits, and for
    scans if there is no OCR. Pages without text beside others with text are told by a note.
    """
    if PDF not in raw[:HEADER]:
        raise UnreadableError(f"{name} 不是 PDF 文件", f"{name} is no PDF")
    if raw.count(OBJECT) > limits().objects:
        raise UnreadableError(
            f"{name} 的对象超过 {limits().objects} 个的上限（SUWEN_MAX_PDF_OBJECTS）",
            f"{name} has more than {limits().objects} objects",
        )
    notes: set[Note] = set()
    try:
        with pdfplumber.open(BytesIO(raw)) as pdf:
            pages = _pages(pdf, name, notes)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # pdfminer lets the errors of a broken file through as they come
        if isinstance(error.__context__, MemoryError):
            raise MemoryError from error
        if "Password" in f"{type(error).__name__} {error!r}":
            raise UnreadableError(f"{name} 有密码保护", f"{name} is protected by a password") from error
        raise UnreadableError(f"{name} 已损坏，无法打开", f"{name} is a damaged PDF") from error
    page = without_furniture(list(_joined(without_running_heads(pages))))
    return Reading(tuple(page.blocks), page.fields, notes=tuple(sorted(notes)))


def _pages(pdf: Any, name: str, notes: set[Note]) -> list[Page]:
    """The pages with what is on them; what is to be known of how they were read is added to `notes`."""
    if len(pdf.pages) > limits().pages:
        raise UnreadableError(
            f"{name} 超过 {limits().pages} 页的上限（SUWEN_MAX_PAGES）",
            f"{name} has more than {limits().pages} pages",
        )
    pages: list[Page] = []
    for page in pdf.pages:
        items = _items(page)
        if not items and page.images:
            items = list(scan.recognise(page)) if scan.is_installed() else []
            notes.add("ocr" if items else "pages_without_text")
        pages.append(Page(tuple(items), float(page.height)))
        page.close()
    if not any(page.items for page in pages):
        raise _silent(name, is_scan=bool(notes))
    return pages


def _silent(name: str, *, is_scan: bool) -> UnreadableError:
    if not is_scan:
        return UnreadableError(f"{name} 里没有文字", f"{name} holds no text")
    if scan.is_installed():
        return UnreadableError(
            f"{name} 是扫描件，没有认出文字", f"{name} is a scan in which no text was found"
        )
    return UnreadableError(
        f"{name} 是扫描件，没有文字层；装上文字识别后可读：{scan.INSTALL}",
        f"{name} is a scan without a text layer, to be read after {scan.INSTALL}",
    )


def _items(page: Any) -> list[Line | Ruled]:
    """The lines and tables of a page from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    outside = page
    for table in tables:
        with suppress(ValueError):  # a box that reaches over the page's edge
            outside = outside.outside_bbox(table.bbox, strict=False)
    placed: list[tuple[float, Line | Ruled]] = [(float(table.bbox[1]), read_ruled(table)) for table in tables]
    for line in outside.extract_text_lines(return_chars=True):
        size = float(line["chars"][0]["size"])
        left, right, top, bottom = (float(line[edge]) for edge in ("x0", "x1", "top", "bottom"))
        placed.append((top, Line(line["text"], left, right, top, bottom, size)))
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _joined(pages: Sequence[Page]) -> Iterator[Block | Grid]:
    """The pages as one run of blocks: tables that go on at the top of a page joined, lines made paragraphs."""
    items: list[Line | Ruled] = []
    for page in pages:
        first = page.items[0] if page.items else None
        last = items[-1] if items else None
        if isinstance(first, Ruled) and isinstance(last, Ruled) and goes_on(last, first):
            items[-1] = continued(last, first)
            items += page.items[1:]
        else:
            items += page.items
    for is_table, run in groupby(items, key=lambda item: isinstance(item, Ruled)):
        if is_table:
            yield from (to_grid(item) for item in run if isinstance(item, Ruled))
        else:
            yield from (Block(text) for text in paragraphs([item for item in run if isinstance(item, Line)]))
