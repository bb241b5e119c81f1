"""The made-up statutory report from every format: the same 25 rows of seven figures, through to `kb.forms`."""

import shutil
from pathlib import Path

import pytest

from corpus import office
from corpus.errors import UnreadableError
from corpus.model import Document
from corpus.read import read_document
from kb.forms import read_forms
from tests.corpus.conftest import Make
from tests.corpus.report import CELLS, FIGURES, PARAGRAPHS, TITLE
from tests.corpus.wordfiles import report_docx
from tests.corpus.writers import WRITERS

FIXTURES = Path(__file__).parent / "fixtures"
WORD, WORD_FLAGS, SECTOR = b"\xec\xa5", 11, 512


def figures(document: Document) -> dict[str, list[float | None]]:
    forms = read_forms(document)
    assert forms is not None
    return {row: [c.value for c in forms.row("applications", row)] for row in forms.rows("applications")}


def test_the_report_adds_up() -> None:
    assert len(FIGURES) == 25
    for row in FIGURES.values():
        assert sum(row[:6]) == row[6]
    for column in range(7):
        new, before, done, left = (FIGURES[code][column] for code in ("1", "2", "3.7", "4"))
        assert new + before == done + left


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_the_same_figures_from_each_format(make: Make, suffix: str) -> None:
    document = make(WRITERS[suffix](TITLE, PARAGRAPHS, CELLS), suffix)
    assert figures(document) == FIGURES
    assert document.tables[0].shape == (28, 10)


@pytest.mark.parametrize("name", ["report.doc", "report.xls"])
def test_the_same_figures_from_the_old_formats(name: str) -> None:
    document = read_document(FIXTURES / name)
    assert figures(document) == FIGURES
    assert [table.shape for table in document.tables] == [(28, 10)]
    assert document.meta.title == TITLE
    assert [s.label for s in document.sections] == ["一、", "二、"]


def test_numbers_that_word_counts_are_in_the_old_format_too() -> None:
    """report.doc was made from this document: its headings are numbered by Word."""
    lines = read_document(FIXTURES / "report.doc").text.split("\n")
    assert lines[:5] == [TITLE, *PARAGRAPHS]
    assert lines[-1] == "后记。"


def test_what_is_numbered_by_word_is_read_alike(make: Make) -> None:
    assert make(report_docx(), ".docx").text == read_document(FIXTURES / "report.doc").text


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_the_name_decides_nothing(make: Make, suffix: str) -> None:
    assert figures(make((FIXTURES / "report.doc").read_bytes(), suffix)) == FIGURES


@pytest.mark.parametrize("name", ["protected.docx", "protected.xlsx"])
@pytest.mark.parametrize("suffix", [".doc", ".docx", ".xls", ".xlsx"])
def test_protected_files_are_named_as_such(make: Make, name: str, suffix: str) -> None:
    with pytest.raises(UnreadableError, match="密码"):
        make((FIXTURES / name).read_bytes(), suffix)


def test_a_protected_old_document(make: Make) -> None:
    """The bit that says so, set in a real file."""
    raw = bytearray((FIXTURES / "report.doc").read_bytes())
    start = next(n for n in range(SECTOR, len(raw), SECTOR) if raw[n : n + 2] == WORD)
    raw[start + WORD_FLAGS] |= 1
    with pytest.raises(UnreadableError, match="密码"):
        make(bytes(raw), ".doc")


# LibreOffice: by a stand-in always, by itself where it is installed.


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


RTF = r"{\rtf1\ansi\ansicpg936 \u20844?\u24320?\u30340?\u36890?\u30693?\par}"


def test_rtf_without_libreoffice(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for suffix in (".rtf", ".doc"):
        with pytest.raises(UnreadableError, match=r"RTF.*安装 LibreOffice"):
            make(RTF, suffix)


def test_a_broken_old_document(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    raw = (FIXTURES / "report.doc").read_bytes()[:3000]
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match="已损坏，或需安装 LibreOffice"):
        make(raw, ".doc")


def test_what_the_library_cannot_read_goes_to_libreoffice(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "made.docx").write_bytes(report_docx())
    copies = f'for last; do :; done; cp {tmp_path}/made.docx "$(dirname "$last")/office/source.docx"'
    stand_in(tmp_path, copies, monkeypatch)
    assert figures(make(RTF, ".rtf")) == FIGURES


@pytest.mark.parametrize("script", ["exit 1", "sleep 60 & sleep 60"])
def test_a_libreoffice_that_fails_or_hangs(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    monkeypatch.setattr("corpus.office.SECONDS", 1)
    stand_in(tmp_path, script, monkeypatch)
    with pytest.raises(UnreadableError, match="已损坏，无法转换"):
        make(RTF, ".rtf")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LOUD SKIP: LibreOffice is not installed")
def test_libreoffice_itself(tmp_path: Path) -> None:
    path = tmp_path / "source.rtf"
    path.write_text(RTF)
    assert office.to_docx(path)
    assert read_document(path).text == "公开的通知"
