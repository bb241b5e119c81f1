"""Watching: what is new is read, what is removed is reported."""

import threading
import time
from pathlib import Path

from index.build.watch import Changes, changes


def watched(folder: Path, act: object) -> list[Changes]:
    """What is seen while `act` changes the folder."""
    assert callable(act)
    stop, seen = threading.Event(), []

    def follow() -> None:
        seen.extend(changes([folder], stop))

    thread = threading.Thread(target=follow)
    thread.start()
    time.sleep(1)
    act()
    time.sleep(3)
    stop.set()
    thread.join(timeout=10)
    return seen


def test_new_and_changed_and_removed_files(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("旧")
    (tmp_path / "gone.txt").write_text("去")

    def act() -> None:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "new.txt").write_text("新")
        (tmp_path / "old.txt").write_text("改")
        (tmp_path / ".hidden.txt").write_text("隐")
        (tmp_path / "gone.txt").unlink()

    seen = watched(tmp_path, act)
    assert {found.source for change in seen for found in change.found} == {"old.txt", "sub/new.txt"}
    assert {source for change in seen for source in change.removed} == {"gone.txt"}
