"""Files made to do harm: each ends in one sentence that says why, and no other way."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableError
from corpus.limits import Limits
from corpus.model import GridCell
from tests.corpus.conftest import Make
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


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".doc", ".xls"])
def test_zip_bomb(make: Make, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.setattr("corpus.archive.limits", lambda: Limits(expanded=2**20))
    refused(make, archive({"word/document.xml": b"0" * (8 * 2**20)}), suffix, "解压后超过")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_entity_expansion(make: Make, suffix: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    refused(make, archive({"word/document.xml": bomb, "xl/workbook.xml": bomb}), suffix, "实体")


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


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    from corpus.read import read_document

    path = tmp_path / "a.txt"
    path.write_text("公开。")
    path.unlink()
    with pytest.raises(UnreadableError, match="无法读取"):
        read_document(path)
