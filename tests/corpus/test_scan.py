"""Scanned pages: named as such without OCR, read with it, and told where they stand beside pages with text."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus import scan
from corpus.errors import UnreadableError
from kb.forms import read_forms
from tests.corpus.conftest import Make
from tests.corpus.report import CELLS, FIGURES, PARAGRAPHS, TITLE
from tests.corpus.writers import FONT, WRITERS

DPI = 200
PIXEL = scan.DPI / 72


def scanned(pdf: bytes, *, text: str = "") -> bytes:
    """The pages of a PDF as pictures; with `text`, a page of it before them."""
    out = BytesIO()
    canvas = Canvas(out)
    if text:
        canvas.setFont(FONT, 16)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(page.render(scale=DPI / 72).to_pil()), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def pages() -> bytes:
    return WRITERS[".pdf"](TITLE, PARAGRAPHS, CELLS)


def test_without_ocr_a_scan_is_named(make: Make, pages: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    with pytest.raises(UnreadableError, match=r"扫描件.*pip install 'suwen\[ocr\]'"):
        make(scanned(pages), ".pdf")


def test_pages_that_were_not_read_are_told(make: Make, pages: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    document = make(scanned(pages, text=TITLE), ".pdf")
    assert document.text == TITLE
    assert document.meta.notes == ("pages_without_text",)


@dataclass
class Found:
    """What rapidocr answers."""

    boxes: Sequence[Sequence[tuple[float, float]]] | None
    txts: Sequence[str] | None
    scores: Sequence[float] | None


def stand_in(*pieces: tuple[str, float, float, float]) -> Found:
    """Pieces of text: (text, left, top, sureness), in points."""
    boxes = [
        [(x * PIXEL, y * PIXEL), ((x + 60) * PIXEL, y * PIXEL), ((x + 60) * PIXEL, (y + 12) * PIXEL), (x * PIXEL, (y + 12) * PIXEL)]
        for _, x, y, _ in pieces
    ]  # fmt: skip
    return Found(boxes, [text for text, *_ in pieces], [sure for *_, sure in pieces])


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (stand_in(("某局关于公开的通知", 200, 100, 0.9)), "某局关于公开的通知"),
        (stand_in(("二、问题", 72, 300, 0.9), ("一、情况", 72, 200, 0.9)), "一、情况\n二、问题"),
        (stand_in(("2", 300, 203, 0.9), ("规章", 72, 200, 0.9)), "规章\u30002"),
        (stand_in(("清楚。", 72, 200, 0.9), ("模糊", 72, 300, 0.3)), "清楚。"),
    ],
)
def test_lines_of_what_was_seen(
    make: Make, pages: bytes, monkeypatch: pytest.MonkeyPatch, found: Found, text: str
) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: True)
    answers = iter([found])
    monkeypatch.setattr(scan, "_engine", lambda: lambda _: next(answers, Found(None, None, None)))
    document = make(scanned(pages), ".pdf")
    assert document.text == text
    assert "ocr" in document.meta.notes


def test_a_scan_in_which_nothing_is_seen(make: Make, pages: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: True)
    monkeypatch.setattr(scan, "_engine", lambda: lambda _: Found(None, None, None))
    with pytest.raises(UnreadableError, match="没有认出文字"):
        make(scanned(pages), ".pdf")


@pytest.mark.skipif(
    not scan.is_installed(), reason="LOUD SKIP: suwen[ocr] is not installed, no scan was read"
)
def test_a_scan_is_read(make: Make, pages: bytes) -> None:
    """Text and most figures are there; what was not seen leaves its row open, and no figure is wrong."""
    document = make(scanned(pages), ".pdf")
    assert document.meta.title == TITLE
    assert document.meta.notes == ("ocr",)
    assert PARAGRAPHS[2] in document.text
    forms = read_forms(document)
    assert forms is not None
    read = {row: [c.value for c in forms.row("applications", row)] for row in forms.rows("applications")}
    assert all(figures in (FIGURES[row], [None] * 7) for row, figures in read.items())
    assert sum(figures == FIGURES[row] for row, figures in read.items()) >= 12
