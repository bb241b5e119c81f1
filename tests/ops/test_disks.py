"""Disk full and read-only disk: a clear sentence, exit code 2, and what was served is served on."""

import contextlib
import shutil
from pathlib import Path

import pytest

from kb.home import Home
from tests.ops.disks import read_only, small_disk
from tests.ops.homes import exported, found, suwen, write_reports, wrong
from web.app import create_app

ALL = {"甲.txt", "乙.txt", "丙.txt"}
WRITES = [("ingest",), ("rebuild",), ("forget", "甲")]


def fill(disk: Path) -> Path:
    """Leave no byte on the disk."""
    rest = disk / "rest"
    with contextlib.suppress(OSError), rest.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return rest


@pytest.mark.parametrize("words", [("ingest",), ("rebuild",), ("backup", "b.tar.gz")], ids=" ".join)
def test_a_full_disk(good: Home, tmp_path: Path, words: tuple[str, ...]) -> None:
    files = write_reports(tmp_path / "files", "丁戊", count=99)
    given = [files] if words == ("ingest",) else []
    with small_disk(tmp_path / "disk", "24m") as disk:
        home = Home(disk / "home")
        shutil.copytree(good.root, home.root)
        site = create_app(home).test_client()
        rest = fill(disk)
        output = [words[0], disk / words[1]] if words[0] == "backup" else list(words)
        done = suwen(home, *output, *given)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
        assert "No space left" in done.stderr or "full" in done.stderr
        assert found(home, "以公开为常态") == ALL
        assert site.get("/api/v1/search?q=“以公开为常态”").json["total"] == 3
        assert exported(home) == exported(good)
        rest.unlink()
        again = suwen(home, *output, *given)
        assert again.returncode == 0, again.stdout + again.stderr
        assert wrong(home) == []


def test_a_disk_that_fills_in_the_middle(good: Home, tmp_path: Path) -> None:
    """Room for some of what is new, not for all: at every size the old state stays or the new one is whole."""
    files = write_reports(tmp_path / "files", "丁戊己庚")
    for room in (2000, 600, 100):
        with small_disk(tmp_path / f"disk{room}", "16m") as disk:
            home = Home(disk / "home")
            shutil.copytree(good.root, home.root)
            rest = fill(disk)
            with rest.open("rb+") as file:
                file.truncate(max(0, rest.stat().st_size - room * 1024))
            done = suwen(home, "ingest", files)
            assert done.returncode in (0, 2), done.stderr
            assert "Traceback" not in done.stderr
            new = ALL | {"丁.txt", "戊.txt", "己.txt", "庚.txt"}
            assert found(home, "以公开为常态") in ([new] if done.returncode == 0 else [ALL, new])


def test_a_read_only_disk_is_read_on(good: Home, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        home = Home(disk / "home")
        shutil.copytree(good.root, home.root)
        with read_only(disk):
            for words in (*WRITES, ("restore", "--replace", tmp_path / "x.tar.gz")):
                (tmp_path / "x.tar.gz").write_bytes(b"x")
                done = suwen(home, *words, *([tmp_path] if words == ("ingest",) else []))
                assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
                assert "不能" in done.stderr or "失败" in done.stderr
            for words in (("search", "公开"), ("check",), ("export", "knowledge"), ("audit",), ("entities",)):
                done = suwen(home, *words)
                assert (done.returncode, done.stderr) == (0, ""), done.stderr
            assert suwen(home, "backup", tmp_path / "b.tar.gz").returncode == 0
            site = create_app(home).test_client()
            assert site.get("/api/v1/search?q=“以公开为常态”").json["total"] == 3
            assert site.get("/documents").status_code == 200
            assert site.get("/readyz").status_code == 200
        assert suwen(home, "ingest", write_reports(tmp_path / "more", "丁")).returncode == 0
        assert site.get("/api/v1/search?q=“以公开为常态”").json["total"] == 4


def test_a_read_only_disk_after_a_crash_is_refused_in_words(good: Home, tmp_path: Path) -> None:
    """What is still in the log of a crashed writer cannot be read there; nothing older is shown instead."""
    with small_disk(tmp_path / "disk", "24m") as disk:
        home = Home(disk / "home")
        shutil.copytree(good.root, home.root)
        home.database.with_name("suwen.db-wal").write_bytes(bytes(5000))
        with read_only(disk):
            done = suwen(home, "search", "公开")
            assert (done.returncode, "Traceback" in done.stderr) in ((2, False), (0, False))
            if done.returncode:
                assert "不能打开数据库" in done.stderr
