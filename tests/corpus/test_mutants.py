"""Real files of every format, cut and changed by chance: a document or the one readable error, nothing else."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.model import GridCell
from corpus.read import READERS, read_document
from index.build.workers import spread
from tests.corpus.hostile import rewritten
from tests.corpus.wordfiles import GOVERNMENT, add, new, numbered, saved
from tests.corpus.writers import WRITERS, write_table

Edits = list[tuple[str, float, float, bytes]]
FIXTURES = Path(__file__).parent / "fixtures"
TITLE, PARAGRAPHS = "某局关于公开的通知", ["一、总体情况", "2021年1月2日公开12条。"]
CELLS = [
    GridCell("名称", 0, 0, 2, 1),
    GridCell("条数", 0, 1, 1, 2),
    GridCell("1", 1, 1),
    GridCell("2", 1, 2),
]
MARKDOWN = "---\ntitle: 某局通知\n---\n\n# 某局通知\n\n## 一、情况\n\n| 名称 | 数 |\n| --- | --- |\n| 规章 | 0 |\n\n<table><tr><td rowspan=2>甲</table>\n"
TEXT = "标题：某局通知\n文号：某发〔2021〕3号\n某局通知\n\t名称\n\t条数\n\n\t规章\n\t0\n\n一、情况\n2021年1月2日公开。\n"
MANY = 15  # files an example
EACH = settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@cache
def original(suffix: str) -> bytes:
    """A small real file of each format."""
    if suffix in (".docx", ".wps"):
        document = new()
        add(document, "总体情况", numbered(document, GOVERNMENT))
        write_table(document, CELLS)
        return saved(document)
    if suffix in WRITERS:
        return WRITERS[suffix](TITLE, PARAGRAPHS, CELLS)
    made = {
        ".doc": (FIXTURES / "report.doc").read_bytes,
        ".xls": (FIXTURES / "report.xls").read_bytes,
        ".et": lambda: original(".xlsx"),
        ".htm": lambda: original(".html"),
        ".md": MARKDOWN.encode,
        ".txt": TEXT.encode,
        ".rtf": rb"{\rtf1\ansi \u20844?}".strip,
    }
    return made[suffix]()


@st.composite
def changes(draw: st.DrawFn) -> Edits:
    """Some changes: what is done, where and over how much (shares of the file), and bytes for it."""
    kinds = st.sampled_from(["cut", "put", "flip", "drop", "twice"])
    share = st.floats(0, 1, exclude_max=True)
    change = st.tuples(kinds, share, share, st.binary(min_size=1, max_size=12))
    return draw(st.lists(change, min_size=1, max_size=4))


def changed(raw: bytes, edits: Edits) -> bytes:
    for kind, at, size, new_bytes in edits:
        start = int(at * len(raw))
        end = start + 1 + int(size * min(len(raw) - start, 200))
        raw = {
            "cut": raw[:start],
            "put": raw[:start] + new_bytes + raw[start + len(new_bytes) :],
            "flip": raw[:start] + bytes(byte ^ 0xFF for byte in raw[start : start + 3]) + raw[start + 3 :],
            "drop": raw[:start] + raw[end:],
            "twice": raw[:end] + raw[start:],
        }[kind] or raw[:1]
    return raw


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def fault(path: Path) -> str | None:
    """What is wrong with how this file is read; `None` if it is read or refused as it should be."""
    try:
        document = read_document(path)
    except UnreadableError as error:
        return "more than a line" if "\n" in str(error) else None
    spans = (*document.paragraphs, *document.sentences)
    sound = document.text and all(0 <= s.start < s.end <= len(document.text) for s in spans)
    return None if sound else "no text, or places outside it"


def lost(reason: str) -> str | None:
    """Workbooks are read by a library that asks for all the memory that a broken one claims: the worker's limit
    ends it then, and the file is reported."""
    return None if "内存不足" in reason else reason


def faults(tmp_path: Path, suffix: str, raws: list[bytes]) -> list[str | None]:
    """The faults in reading these files, workbooks by workers as `suwen ingest` does."""
    paths = [tmp_path / f"{n}{suffix}" for n in range(len(raws))]
    for path, raw in zip(paths, raws, strict=True):
        path.write_bytes(raw)
    if suffix not in (".xls", ".xlsx", ".et"):
        return [fault(path) for path in paths]
    return [answer for _, answer in spread(fault, paths, lost, seconds=60, memory=2**30, processes=1)]


def test_the_originals_are_read(tmp_path: Path) -> None:
    """What is changed below is a real document of its format."""
    for suffix in sorted(set(READERS) - {".rtf"}):
        path = tmp_path / f"x{suffix}"
        path.write_bytes(original(suffix))
        assert read_document(path).tables


@pytest.mark.parametrize("suffix", sorted(READERS))
@EACH
@given(edits=st.lists(changes(), min_size=MANY, max_size=MANY))
def test_changed_files(tmp_path: Path, suffix: str, edits: list[Edits]) -> None:
    raws = [changed(original(suffix), each) for each in edits]
    assert faults(tmp_path, suffix, raws) == [None] * MANY


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@EACH
@given(which=st.integers(0, 30), edits=st.lists(changes(), min_size=MANY, max_size=MANY))
def test_changed_parts_of_archives(tmp_path: Path, suffix: str, which: int, edits: list[Edits]) -> None:
    """The archive is whole, a part of it is not."""
    raw = original(suffix)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith((".xml", ".rels")))
        parts = {name: archive.read(name) for name in names}
    chosen = [names[(which + n) % len(names)] for n in range(MANY)]
    raws = [
        rewritten(raw, name, changed(parts[name], each)) for name, each in zip(chosen, edits, strict=True)
    ]
    assert faults(tmp_path, suffix, raws) == [None] * MANY


def test_a_cell_far_out(tmp_path: Path) -> None:
    """One cell in the last corner of a sheet: the library would lay out seventeen thousand million places."""
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "甲")
        sheet.write(1_048_575, 16_383, "乙")
    with pytest.raises(UnreadableError, match="过大"):
        read_document(path)
