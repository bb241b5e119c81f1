"""Files made to do harm: each ends in one sentence that says why, and no other way."""

import struct
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableError
from corpus.limits import Limits
from corpus.model import GridCell
from corpus.ole import goes_in_circles
from corpus.read import read_document
from tests.corpus.conftest import Make
from tests.corpus.hostile import archive, drawing_itself, pdf, rewritten
from tests.corpus.writers import WRITERS

CELLS = [GridCell("甲", 0, 0), GridCell("乙", 0, 1), GridCell("1", 1, 0), GridCell("2", 1, 1)]


def refused(make: Make, raw: bytes | str, suffix: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        make(raw, suffix)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pdf"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated(make: Make, suffix: str, share: float) -> None:
    raw = WRITERS[suffix]("某局通知", ["公开。"], CELLS)
    cut = raw[: int(len(raw) * share)]
    with pytest.raises(UnreadableError, match=r"损坏|没有文字|扫描"):
        make(cut, suffix)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".doc", ".xls"])
def test_zip_bomb(make: Make, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.setattr("corpus.archive.limits", lambda: Limits(expanded=2**20))
    refused(make, archive({"word/document.xml": b"0" * (8 * 2**20)}), suffix, "解压后超过")


BOMB = '<?xml version="1.0"?>%s<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "bomb",
    [
        (BOMB % "").encode(),
        (BOMB % f"<!--{'x' * 100_000}-->").encode(),
        (BOMB % f"<!--{'x' * (2**20 - 30)}-->").encode(),
        (BOMB % "").encode("utf-16"),
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    ],
    ids=["plain", "behind a comment", "over two chunks", "utf-16", "external"],
)
@pytest.mark.parametrize(
    ("suffix", "part"),
    [(".docx", "word/document.xml"), (".docx", "word/numbering.xml"), (".docx", "_rels/.rels"),
     (".xlsx", "xl/workbook.xml"), (".xlsx", "xl/worksheets/sheet1.xml"), (".doc", "word/document.xml")],
)  # fmt: skip
def test_entity_expansion(make: Make, suffix: str, part: str, bomb: bytes) -> None:
    kind = ".docx" if suffix == ".doc" else suffix
    whole = WRITERS[kind]("某局通知", ["公开。"], CELLS)
    refused(make, rewritten(whole, part, bomb), suffix, "实体")


def test_an_archive_that_is_no_document(make: Make) -> None:
    for suffix in (".docx", ".xlsx"):
        refused(make, archive({"a.txt": b"x"}), suffix, "损坏")


def test_deep_html(make: Make) -> None:
    refused(make, "<div>" * 100_000 + "公开。", ".html", "嵌套过深")


def test_unclosed_paragraphs_are_no_depth(make: Make) -> None:
    assert make("<p>公开政府信息。" * 20_000, ".html").text.count("\n") == 19_999


def test_pdf_with_a_password(make: Make) -> None:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 700, "text")
    canvas.save()
    refused(make, out.getvalue(), ".pdf", "密码")


def test_pdf_without_text(make: Make) -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    refused(make, out.getvalue(), ".pdf", "没有文字")


def test_pdf_whose_pages_run_in_a_circle(make: Make) -> None:
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>endobj\n",
    ]
    raw = b"%PDF-1.4\n" + b"".join(objects) + b"trailer<</Root 1 0 R>>\n%%EOF"
    refused(make, raw, ".pdf", "损坏|没有文字")


def test_pdf_with_too_many_pages(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.pdf.limits", lambda: Limits(pages=2))
    out = BytesIO()
    canvas = Canvas(out)
    for _ in range(3):
        canvas.drawString(72, 700, "text")
        canvas.showPage()
    canvas.save()
    refused(make, out.getvalue(), ".pdf", "页的上限")


@pytest.mark.parametrize("suffix", [".docx", ".doc", ".xlsx", ".xls", ".pdf"])
def test_files_of_another_kind(make: Make, suffix: str) -> None:
    refused(make, b"GIF89a" + bytes(range(200)), suffix, "不是")


def test_huge_spans_are_cut(make: Make) -> None:
    document = make("<table><tr><td rowspan=99999 colspan=99999>甲<td>乙<tr><td>丙</table><p>公开。", ".html")
    assert max(document.tables[0].shape) <= 1_000


def test_pdf_with_a_million_objects(make: Make) -> None:
    """Refused by its count, before anything follows one of them."""
    refused(make, pdf(*[b"null"] * 1_000_000), ".pdf", "SUWEN_MAX_PDF_OBJECTS")


def test_pdf_with_many_objects_is_read(make: Make) -> None:
    refused(make, pdf(b"<</Type/Catalog/Pages 2 0 R>>", *[b"null"] * 5_000), ".pdf", "损坏|没有文字")


def test_pdf_that_draws_itself(make: Make) -> None:
    refused(make, drawing_itself(), ".pdf", "损坏|没有文字|嵌套")


def test_a_text_of_300_mb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by its size: not a byte of it is read."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.write("公开信息。\n".encode())
        file.truncate(300 * 2**20)
    monkeypatch.setattr("corpus.encoding.decode", lambda *_: pytest.fail("the text was read"))
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="64 MB 的上限"):
        read_document(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**20


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("公开。")
    path.unlink()
    with pytest.raises(UnreadableError, match="无法读取"):
        read_document(path)


OLD = (Path(__file__).parent / "fixtures" / "report.xls").read_bytes()
TABLE, DIRECTORY = 16, 17
"""Sectors of the old workbook: the table of chains, and the directory."""


def chained(raw: bytes, sector: int, following: int) -> bytes:
    """The workbook with another sector after this one."""
    changed = bytearray(raw)
    struct.pack_into("<I", changed, (TABLE + 1) * 512 + 4 * sector, following)
    return bytes(changed)


def headed(raw: bytes, place: int, *numbers: int) -> bytes:
    """The workbook with other numbers in its header."""
    changed = bytearray(raw)
    struct.pack_into(f"<{len(numbers)}I", changed, place, *numbers)
    return bytes(changed)


@pytest.mark.parametrize(
    "raw",
    [
        chained(OLD, DIRECTORY, DIRECTORY),
        chained(OLD, 15, 0),
        chained(chained(OLD, 100, 101), 15, 3),
    ],
    ids=["directory", "workbook", "its middle"],
)
def test_a_workbook_whose_sectors_go_in_circles(make: Make, raw: bytes) -> None:
    """The library would read the directory along until the memory is used up."""
    refused(make, raw, ".xls", "已损坏")


def test_what_is_no_circle_is_left_to_the_library() -> None:
    endless = bytearray(headed(OLD, 68, 3, 1)[: 5 * 512])
    endless[4 * 512 :] = struct.pack("<128I", *[0xFFFFFFFF] * 127, 3)
    for raw in (OLD, bytes(endless), *(OLD[:size] for size in (0, 31, 100, 511, 512, 600, 9000))):
        assert not goes_in_circles(raw)
