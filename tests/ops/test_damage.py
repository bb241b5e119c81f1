"""Every file of a home, damaged one at a time: `suwen check` says so, `suwen rebuild` mends it."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import SuwenError
from index.build.ingest import forget, forget_leftovers, ingest, rebuild
from kb import journal
from kb.durable import hashed
from kb.home import Home
from kb.store.session import reading
from tests.ops.homes import exported, filled, found, suwen, write_reports, wrong

Harm = Callable[[Path], None]


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    at = random.Random(path.name).randrange(len(raw))
    raw[at] ^= 0x20
    path.write_bytes(raw)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def delete(path: Path) -> None:
    path.unlink()


def parts(home: Home) -> list[str]:
    """The files of the present state: store, index, seal, journal."""
    names = [
        path.relative_to(home.root).as_posix() for path in sorted(home.root.rglob("*")) if path.is_file()
    ]
    past = ("index/00000001", "seals/00000001", "lock", "suwen.db-", "originals/0", "builds", "audit")
    kept = [name for name in names if not name.startswith(past)]
    return [n for n in kept if not n.startswith("originals/") or n.endswith(".jsonl")]


def told(home: Home) -> list[str]:
    """What check says, whether it opens the home or not."""
    try:
        return wrong(home)
    except SuwenError as error:
        return [str(error)]


@pytest.mark.parametrize("harm", [flip, cut, delete])
def test_check_tells_damage_of_any_file(good: Home, tmp_path: Path, harm: Harm) -> None:
    every = parts(good)
    assert {"suwen.db", "seals/00000002.json", "originals/sources.jsonl"} < set(every)
    unseen = []
    for name in every if harm is not flip else set(every) - {"suwen.db"}:
        home = Home(tmp_path / "home")
        shutil.copytree(good.root, home.root)
        if (home.root / name).stat().st_size:
            harm(home.root / name)
            if not told(home):
                unseen.append(name)
        shutil.rmtree(home.root)
    assert unseen == []


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_byte_of_the_store_is_told_or_nobodys(home: Home, good: Home, seed: int) -> None:
    """Most bytes of the file bear something; those that do not change no answer."""
    raw = bytearray(home.database.read_bytes())
    raw[random.Random(seed).randrange(len(raw))] ^= 1 << seed % 8
    home.database.write_bytes(raw)
    if not told(home):
        assert exported(home) == exported(good)
        assert found(home, "以公开为常态") == {"甲.txt", "乙.txt", "丙.txt"}
    rebuild(home)
    assert wrong(home) == []
    assert exported(home) == exported(good)


@pytest.mark.parametrize("harm", [flip, cut, delete])
@pytest.mark.parametrize(
    "name", ["suwen.db", "seals/00000002.json", "originals/sources.jsonl", "index/00000002/fingerprint.json"]
)
def test_rebuild_mends_it(home: Home, good: Home, name: str, harm: Harm) -> None:
    harm(home.root / name)
    rebuild(home)
    assert wrong(home) == []
    assert exported(home) == exported(good)
    assert found(home, "以公开为常态") == {"甲.txt", "乙.txt", "丙.txt"}


@pytest.mark.parametrize("table", ["entities", "aliases", "mentions", "relations", "sources", "state"])
def test_a_changed_row_of_any_table(home: Home, good: Home, table: str) -> None:
    changed = {
        "sources": "UPDATE sources SET source = source || 'x' WHERE source LIKE '甲%'",
        "state": "UPDATE state SET value = '0123456789abcdef' WHERE key = 'corrections'",
    }
    lost = f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})"
    store = sqlite3.connect(home.database)
    with store:
        assert store.execute(changed.get(table, lost)).rowcount == 1
    store.close()
    assert told(home)
    rebuild(home)
    assert wrong(home) == []
    assert exported(home) == exported(good)


def test_a_silently_changed_text(home: Home, good: Home) -> None:
    """One figure is another, in the store alone: nothing but the seal can tell."""
    with sqlite3.connect(home.database) as store:
        store.execute(
            "UPDATE documents SET extract = CAST(replace(CAST(extract AS TEXT), '2020', '2021') AS BLOB)"
        )
    store.close()
    assert any("与封存时不同" in sentence for sentence in wrong(home))
    rebuild(home)
    assert exported(home) == exported(good)


def test_damage_is_not_sealed_as_good_by_the_next_ingest(home: Home, tmp_path: Path) -> None:
    """What was damaged unseen stays told in the store, and is written anew in the index."""
    for name in (n for n in parts(home) if n.startswith("index/") and n.endswith((".npy", ".bin"))):
        if (home.root / name).stat().st_size:
            flip(home.root / name)
    store = sqlite3.connect(home.database)
    with store:
        store.execute("UPDATE documents SET text = replace(text, '12条', '13条') WHERE source = '甲.txt'")
    store.close()
    filled(home, write_reports(tmp_path / "more", "丁"))
    told_now = wrong(home)
    assert any("的内容与封存时不同" in sentence for sentence in told_now)
    assert not any("索引文件" in sentence for sentence in told_now)
    assert found(home, "以公开为常态") == {"甲.txt", "乙.txt", "丙.txt", "丁.txt"}
    rebuild(home)
    assert wrong(home) == []


def test_from_the_originals_alone(home: Home, good: Home) -> None:
    """All that is left is the folder of originals: the documents come back under the same sources."""
    for path in home.root.iterdir():
        if path.name != "originals":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert rebuild(home).read == 3
    assert exported(home) == exported(good)
    assert wrong(home) == []


def test_from_the_originals_without_the_journal(home: Home) -> None:
    for path in home.root.iterdir():
        if path.name != "originals":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    home.journal.unlink()
    assert rebuild(home).read == 3
    assert len(found(home, "以公开为常态")) == 3
    assert wrong(home) == []


def test_what_was_forgotten_stays_forgotten(home: Home) -> None:
    with reading(home) as store, store.snapshot() as snapshot:
        gone = snapshot.find("甲")
    forget(home, gone)
    home.database.unlink()
    rebuild(home)
    assert found(home, "以公开为常态") == {"乙.txt", "丙.txt"}


def the(home: Home, name: str) -> tuple[str, Path]:
    """The id of a document, and where its original is kept."""
    with reading(home) as store, store.snapshot() as snapshot:
        key = snapshot.find(name)
        kept = home.kept(snapshot.record(key).document.sha256)
    assert kept
    return key, kept


def originals(home: Home) -> set[Path]:
    return set(home.originals.glob("??/*"))


def test_what_was_forgotten_leaves_the_disk(home: Home) -> None:
    before = originals(home)
    key, kept = the(home, "甲")
    forget(home, key)
    assert before - originals(home) == {kept}
    assert wrong(home) == []


def test_originals_stay_while_a_backup_is_made(home: Home) -> None:
    """They go the next time that something is forgotten."""
    (one, kept), (other, last), (_, stays) = (the(home, name) for name in "甲乙丙")
    with home.keeping():
        forget(home, one)
        assert kept.exists()
        with pytest.raises(SuwenError, match="正在备份"):
            forget_leftovers(home)
    forget(home, other)
    assert originals(home) == {stays}
    assert wrong(home) == []
    assert last != kept


def test_what_a_file_held_before_it_changed_is_kept_until_it_is_cleared_away(
    home: Home, tmp_path: Path
) -> None:
    files = write_reports(tmp_path / "more", "丁", count=1)
    filled(home, files)
    _, old = the(home, "丁")
    filled(home, write_reports(files, "丁", count=2))
    _, new = the(home, "丁")
    assert {old, new} < originals(home)
    done = suwen(home, "forget", "--leftovers")
    assert (done.returncode, "1 份" in done.stdout) == (0, True)
    assert old not in originals(home)
    assert wrong(home) == []
    assert rebuild(home).failed == []
    assert suwen(home, "forget").returncode == suwen(home, "forget", "--leftovers", "丁").returncode == 2


def test_a_publication_reads_no_file_of_the_index_twice_to_seal_it(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: Counter[int] = Counter()

    def counted(path: Path) -> str:
        seen[path.stat().st_ino] += 1
        return hashed(path)

    monkeypatch.setattr("index.manifest.hashed", counted)
    filled(home, write_reports(tmp_path / "more", "丁"))
    assert set(seen.values()) == {1}
    monkeypatch.undo()
    assert wrong(home) == []


def test_a_store_that_does_not_open_is_moved_aside_and_kept(home: Home) -> None:
    home.database.write_bytes(b"not a database, but somebody's work")
    done = suwen(home, "search", "公开")
    assert (done.returncode, "suwen rebuild" in done.stderr) == (2, True)
    rebuild(home)
    (kept,) = home.root.glob("damaged-*/suwen.db")
    assert kept.read_bytes().startswith(b"not a database")
    assert wrong(home) == []


def test_an_original_that_is_lost_loses_no_document(home: Home, good: Home) -> None:
    lost = next(home.originals.glob("??/*.txt"))
    lost.unlink()
    assert any("原件缺失" in sentence for sentence in wrong(home))
    files = next(good.root.parent.glob("files"))
    files.rename(files.with_name("away"))
    try:
        assert [("原件缺失" in reason) for _, reason in rebuild(home).failed] == [True]
    finally:
        files.with_name("away").rename(files)
    assert exported(home) == exported(good)


@pytest.mark.parametrize("harm", [flip, delete])
def test_a_damaged_original_is_taken_again_from_its_source(home: Home, harm: Harm) -> None:
    harm(next(home.originals.glob("??/*.txt")))
    assert wrong(home)
    assert rebuild(home).failed == []
    assert wrong(home) == []


def test_an_interrupted_line_of_the_journal(home: Home, tmp_path: Path) -> None:
    """What a power cut left of a line is passed over; the next line is written whole."""
    with home.journal.open("ab") as file:
        file.write(b'{"path":"/x","na')
    filled(home, write_reports(tmp_path / "more", "丁"))
    held = journal.read(home)
    assert (held.damaged, len(held.sources)) == (1, 4)
    rebuild(home)
    assert journal.read(home).damaged == 0


def test_ingest_heals_a_lost_index_and_a_lost_seal(home: Home) -> None:
    home.seal(2).unlink()
    ingest(home, [])
    assert wrong(home) == []
    shutil.rmtree(home.index(2))
    ingest(home, [])
    assert wrong(home) == []
    assert found(home, "以公开为常态")
