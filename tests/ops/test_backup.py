"""A home to one file and back: equal exports, at any moment, and nothing believed that is not whole."""

import gzip
import io
import shutil
import tarfile
import threading
from pathlib import Path

import pytest

from corpus.errors import SuwenError
from index.build.restore import restore
from kb.backup import MANIFEST, pack, unpack
from kb.home import Home
from tests.ops.homes import exported, filled, found, suwen, write_reports, wrong
from web.app import create_app


@pytest.fixture(scope="module")
def archive(good: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backup") / "suwen.tar.gz"
    assert pack(good, path)[1] == []
    return path


def test_to_one_file_and_back(good: Home, archive: Path, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    manifest, state = restore(other, archive)
    assert (manifest.generation, state.documents) == (2, 3)
    assert exported(other) == exported(good)
    assert found(other, "“以公开为常态”") == {"甲.txt", "乙.txt", "丙.txt"}
    assert wrong(other) == []
    again = tmp_path / "again.tar.gz"
    pack(other, again)
    third = Home(tmp_path / "third")
    restore(third, again)
    assert exported(third) == exported(good)


def test_by_the_command_line(good: Home, tmp_path: Path) -> None:
    file, other = tmp_path / "b.tar.gz", Home(tmp_path / "other")
    assert suwen(good, "backup", file).returncode == 0
    assert suwen(other, "restore", file).returncode == 0
    refused = suwen(other, "restore", file)
    assert (refused.returncode, "--replace" in refused.stderr) == (2, True)
    assert exported(other) == exported(good)


def test_a_server_sees_what_was_restored_without_a_restart(home: Home, archive: Path, tmp_path: Path) -> None:
    site = create_app(home).test_client()
    filled(home, write_reports(tmp_path / "more", "丁戊"))
    (home.root / "corrections.toml").write_text("", encoding="utf-8")
    assert site.get("/api/v1/search?q=常态").json["total"] == 5
    restore(home, archive, replace=True)
    assert site.get("/api/v1/search?q=常态").json["total"] == 3
    assert wrong(home) == []
    assert not list(home.root.glob(".*"))


def test_a_backup_while_files_are_read_is_of_one_state(home: Home, tmp_path: Path) -> None:
    before = exported(home)
    files = write_reports(tmp_path / "more", "丁戊己庚")
    worker = threading.Thread(target=filled, args=(home, files))
    worker.start()
    packed = []
    while worker.is_alive():
        packed.append(tmp_path / f"{len(packed)}.tar.gz")
        pack(home, packed[-1])
    worker.join()
    states = [before, exported(home)]
    for number, path in enumerate(packed[:1] + packed[-1:]):
        other = Home(tmp_path / f"restored{number}")
        restore(other, path)
        assert exported(other) in states
        assert wrong(other) == []


def test_a_missing_original_is_told_and_the_rest_is_packed(home: Home, tmp_path: Path) -> None:
    next(home.originals.glob("??/*")).unlink()
    done = suwen(home, "backup", tmp_path / "b.tar.gz")
    assert (done.returncode, "原件缺失" in done.stdout) == (1, True)
    assert restore(Home(tmp_path / "other"), tmp_path / "b.tar.gz")[1].documents == 3


def test_nothing_to_back_up(tmp_path: Path) -> None:
    done = suwen(Home(tmp_path / "nothing"), "backup", tmp_path / "b.tar.gz")
    assert (done.returncode, "suwen ingest" in done.stderr) == (2, True)
    assert not (tmp_path / "b.tar.gz").exists()


@pytest.mark.parametrize("where", range(5, 100, 19))
@pytest.mark.parametrize("harm", ["flip", "cut"])
def test_a_damaged_backup_is_refused_or_does_no_harm(
    good: Home, archive: Path, tmp_path: Path, harm: str, where: int
) -> None:
    raw = bytearray(archive.read_bytes())
    at = len(raw) * where // 100
    raw[at] ^= 0x55
    bad = tmp_path / "bad.tar.gz"
    bad.write_bytes(raw if harm == "flip" else raw[:at])
    other = Home(tmp_path / "other")
    refused = suwen(other, "restore", bad)
    if refused.returncode:
        assert (refused.returncode, "备份" in refused.stderr) == (2, True)
        assert {path.name for path in other.root.iterdir()} == {"lock"}
    else:
        # Between the members of a tar there is padding; a byte of that is nobody's.
        assert exported(other) == exported(good)


def members(archive: Path) -> list[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(archive) as held:
        return [(member, held.extractfile(member).read()) for member in held.getmembers()]


def repacked(path: Path, parts: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    with tarfile.open(path, "w:gz") as out:
        for member, data in parts:
            member.size = len(data)
            out.addfile(member, io.BytesIO(data))
    return path


def renamed(member: tarfile.TarInfo, name: str, **changes: object) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    for key, value in changes.items():
        setattr(made, key, value)
    return made


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "originals/../../evil", "suwen.db/../x", "corrections.toml\n", "bin/x"]
)
def test_names_that_lead_elsewhere(archive: Path, tmp_path: Path, name: str) -> None:
    manifest, *rest = members(archive)
    stray = (renamed(manifest[0], name), b"x")
    named = (
        manifest[0],
        manifest[1].replace(b'"files":{', f'"files":{{{name!r}:"00",'.replace("'", '"').encode()),
    )
    (tmp_path / "out").mkdir()
    for parts in ([manifest, stray, *rest], [named, stray, *rest]):
        with pytest.raises(SuwenError, match="备份"):
            unpack(repacked(tmp_path / "bad.tar.gz", parts), tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_links_twins_and_strangers(archive: Path, tmp_path: Path) -> None:
    manifest, store, *rest = members(archive)
    link = renamed(store[0], "suwen.db", type=tarfile.SYMTYPE, linkname="/etc/passwd")
    for parts in ([manifest, (link, b""), *rest], [manifest, store, store, *rest], [store, *rest], []):
        with pytest.raises(SuwenError, match="备份"):
            unpack(repacked(tmp_path / "bad.tar.gz", parts), tmp_path)
    for raw in (b"", b"\x1f\x8b", gzip.compress(b"hello"), b"PK\x03\x04" + bytes(100)):
        (tmp_path / "strange").write_bytes(raw)
        with pytest.raises(SuwenError, match="备份"):
            unpack(tmp_path / "strange", tmp_path)


def test_a_backup_of_a_newer_program(archive: Path, tmp_path: Path) -> None:
    manifest, *rest = members(archive)
    newer = (manifest[0], manifest[1].replace(b'"schema":', b'"schema":9'))
    assert manifest[0].name == MANIFEST
    with pytest.raises(SuwenError, match="更新的程序"):
        unpack(repacked(tmp_path / "newer.tar.gz", [newer, *rest]), tmp_path)


def test_no_room_for_the_backup(good: Home, tmp_path: Path) -> None:
    done = suwen(good, "backup", tmp_path / "no" / "such" / "folder.tar.gz")
    assert (done.returncode, "不能写入" in done.stderr) == (2, True)
    shutil.rmtree(tmp_path / "no", ignore_errors=True)
