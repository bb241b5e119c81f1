"""A folder of files that do harm, read for real: each has its one reason, and the document among them is read."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.limits import limits
from corpus.read import READERS
from index.build.ingest import ingest
from index.build.walk import Found, walk
from kb.home import Home
from tests.corpus import hostile

FIXTURES = Path(__file__).parents[2] / "corpus" / "fixtures"


def limit(monkeypatch: pytest.MonkeyPatch, **settings: int) -> None:
    """Other limits than the usual ones."""
    monkeypatch.setattr("index.build.ingest.limits", lambda: replace(limits(), **settings))


def harmful(folder: Path) -> dict[str, str]:
    """Writes the files; what the reason of each says."""
    deep = "<div>" * 100_000 + "公开。"
    zeros = hostile.archive({"word/document.xml": bytes(260 * 2**20)})
    for name, raw in {
        "bomb.docx": zeros,
        "bomb.xlsx": zeros,
        "deep.html": deep.encode(),
        "hungry.pdf": hostile.content_bomb(3 * 2**29),
        "itself.pdf": hostile.drawing_itself(),
        "locked.docx": (FIXTURES / "protected.docx").read_bytes(),
        "cut.doc": (FIXTURES / "report.doc").read_bytes()[:9000],
        "empty.txt": b"",
    }.items():
        (folder / name).write_bytes(raw)
    with (folder / "big.txt").open("wb") as file:
        file.write(b"x")
        file.truncate(300 * 2**20)
    (folder / "loop.txt").symlink_to(folder / "pool.txt")
    (folder / "pool.txt").symlink_to(folder / "loop.txt")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    return {
        "bomb.docx": "解压后超过", "bomb.xlsx": "解压后超过", "deep.html": "嵌套过深", "hungry.pdf": "内存不足",
        "itself.pdf": "没有文字", "locked.docx": "密码", "cut.doc": "已损坏",
        "empty.txt": "空文件", "big.txt": "64 MB 的上限", "loop.txt": "链接指向自己", "pool.txt": "链接指向自己",
        "pipe.txt": "不是普通文件",
    }  # fmt: skip


def test_a_folder_of_harmful_files(
    tmp_path: Path, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, memory=1000 * 2**20)
    folder = tmp_path / "files"
    folder.mkdir()
    says = harmful(folder)
    (folder / "good.txt").write_bytes(seeds[3].read_bytes())
    report = ingest(Home(tmp_path / "home"), walk([folder]))
    reasons = dict(report.failed)
    assert {name: says[name] if says[name] in reason else reason for name, reason in reasons.items()} == says
    assert not any("\n" in reason or "Traceback" in reason for reason in reasons.values())
    assert (report.read, report.skipped) == (1, [])


def test_a_file_that_takes_for_ever(
    tmp_path: Path, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, seconds=10)
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(hostile.content_bomb(200 * 2**20, b"q Q "))
    (folder / "b.txt").write_bytes(seeds[3].read_bytes())
    report = ingest(Home(tmp_path / "home"), walk([folder]))
    assert [(name, "读取超过 10 秒" in reason) for name, reason in report.failed] == [("a.pdf", True)]
    assert report.read == 1


def test_files_that_vanish_while_they_are_read(tmp_path: Path, seeds: list[Path]) -> None:
    """One is gone when it is looked at, one after its bytes were hashed; the third is read."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, seed in zip(("a.txt", "b.txt", "c.txt"), seeds, strict=False):
        (folder / name).write_bytes(seed.read_bytes())

    def vanishing() -> Iterator[Found]:
        for found in walk([folder]):
            if found.source == "b.txt":
                found.path.unlink()
            yield found

    report = ingest(Home(tmp_path / "home"), vanishing())
    assert [(name, "无法读取" in reason) for name, reason in report.failed] == [("b.txt", True)]
    assert report.read == 2


def test_a_file_that_vanishes_after_it_was_hashed(
    tmp_path: Path, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, seed in zip(("a.txt", "b.txt"), seeds, strict=False):
        (folder / name).write_bytes(seed.read_bytes())
    from index.build import ingest as module

    hashed = module.fingerprint

    def fingerprint(path: Path) -> str:
        digest = hashed(path)
        if path.name == "a.txt":
            path.unlink()
        return digest

    monkeypatch.setattr(module, "fingerprint", fingerprint)
    report = ingest(Home(tmp_path / "home"), walk([folder]))
    assert [(name, "无法读取" in reason) for name, reason in report.failed] == [("a.txt", True)]
    assert report.read == 1


def test_every_kind_of_file_has_a_harmless_end(tmp_path: Path) -> None:
    """A picture by each of the names that there are readers for."""
    folder = tmp_path / "files"
    folder.mkdir()
    for suffix in READERS:
        (folder / f"x{suffix}").write_bytes(b"GIF89a" + bytes(range(256)))
    report = ingest(Home(tmp_path / "home"), walk([folder]))
    assert {name for name, _ in report.failed} == {f"x{suffix}" for suffix in READERS}
