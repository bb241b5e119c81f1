"""Which files are found, under which names."""

import os
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from index.build.ingest import fingerprint
from index.build.walk import walk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "a/1.txt", "a/.hidden.txt", ".git/x.txt", "note.odd"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def test_folders_are_walked_by_name_and_hidden_things_left_out(folder: Path) -> None:
    assert [found.source for found in walk([folder])] == ["note.odd", "a/1.txt", "b/2.txt"]
    assert [found.readable for found in walk([folder])] == [False, True, True]


def test_a_file_named_goes_by_its_name(folder: Path) -> None:
    assert [found.source for found in walk([folder / "a" / "1.txt"])] == ["1.txt"]


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder, target_is_directory=True)
    assert [found.source for found in walk([folder])] == ["note.odd", "a/1.txt", "b/2.txt"]


def test_a_missing_path_is_told_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(UnreadableError, match="找不到"):
        next(walk([folder, folder / "nothing"]))


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableError):
        fingerprint(pipe)
