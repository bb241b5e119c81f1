import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.limits import Limits, limits
from corpus.read import READERS, read_document
from corpus.seed import seed_folder


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "空文件"),
        ("blank.txt", " \n\u3000\n\ufeff".encode(), "没有文字"),
        ("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0" * 50, "二进制"),
        ("bad.txt", "公开".encode() + b"\xff\xff\xc0", "第 7 个字节"),
        ("x.exe", b"MZ", "不支持"),
        ("noext", b"abc", "不支持"),
    ],
)
def test_bad_files_have_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=says) as caught:
        read_document(path)
    assert "\n" not in str(caught.value)
    assert caught.value.en


def test_missing_folder_and_loop(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    for name, says in (
        ("missing.txt", "无法读取"),
        ("folder.txt", "文件夹"),
        ("a.txt", "无法读取"),
        ("gone.txt", "无法读取"),
    ):
        with pytest.raises(UnreadableError, match=says):
            read_document(tmp_path / name)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="LOUD SKIP: root may read everything")
def test_forbidden(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("公开。")
    path.chmod(0)
    with pytest.raises(UnreadableError, match="无法读取"):
        read_document(path)


@pytest.mark.parametrize(
    "name", ["公开 报告（2020）.txt", "a\nb.txt", "'; DROP TABLE x;--.txt", "😀.TXT", "-rf.txt"]
)
def test_odd_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("某局通知\n公开。\n", "utf-8")
    assert read_document(path).source == name


def test_source_and_identity(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("某局通知\n公开。\n", "utf-8")
    first, second = read_document(tmp_path / "a.txt", "x/a.txt"), read_document(tmp_path / "b.txt")
    assert first.source == "x/a.txt"
    assert first.id == second.id == first.sha256[:16]


def test_a_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.read.limits", lambda: Limits(file=10))
    (tmp_path / "big.txt").write_text("公开信息。")
    with pytest.raises(UnreadableError, match="上限"):
        read_document(tmp_path / "big.txt")


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    limits.cache_clear()
    monkeypatch.setenv("SUWEN_MAX_FILE_MB", "3")
    assert limits().file == 3 * 2**20
    limits.cache_clear()


@pytest.mark.parametrize(
    "unit",
    [
        "公开政府信息，",
        "（",
        "“公开。",
        "[image: ",
        "**",
        "\t",
        "\t\n",
        "a\tb\n\n",
        "|",
        "2021年1月1日",
        "一、",
        "　一",
        "电话：",
    ],
)
def test_long_and_repetitive_files_are_read_in_linear_time(tmp_path: Path, unit: str) -> None:
    """Quadratic reading of 400 kB would take hours; the test would be ended from outside."""
    path = tmp_path / "long.txt"
    path.write_text(unit * (400_000 // len(unit.encode())) + "\n完。\n", "utf-8")
    assert read_document(path).text.endswith("完。")


@pytest.mark.parametrize("suffix", sorted(READERS))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(raw=st.binary(min_size=1, max_size=400))
def test_no_bytes_raise_anything_but_the_readable_error(tmp_path: Path, suffix: str, raw: bytes) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(raw)
    try:
        document = read_document(path)
    except UnreadableError:
        return
    assert document.text


def test_seed_folder_holds_the_five(seeds: list[Path]) -> None:
    assert sorted(seed_folder().glob("*.txt")) == seeds
    assert len(seeds) == 5


def spans_hold(path: Path) -> None:
    document = read_document(path)
    text = document.text
    assert (
        text == "\n".join(line.strip() for line in text.split("\n") if line.strip() or line)
        or document.tables
    )
    for span in (*document.paragraphs, *document.sentences):
        assert span.of(text).strip() == span.of(text) != ""
    for before, after in zip(document.sentences, document.sentences[1:], strict=False):
        assert before.end <= after.start
    for section in document.sections:
        assert section.body.holds(section.heading)
        assert section.heading.of(text).startswith(section.label)
    for table in document.tables:
        assert table.grid()


def test_spans_of_the_seeds(seeds: list[Path]) -> None:
    for path in seeds:
        spans_hold(path)


def test_spans_of_a_sample_of_the_statutes(shared: Path) -> None:
    for path in sorted((shared / "documents").glob("*.txt")):
        spans_hold(path)
