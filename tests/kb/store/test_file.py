"""The store as a file."""

from pathlib import Path

import pytest

from corpus.errors import DamagedError
from kb.home import Home
from kb.store.session import reading


def test_what_is_no_store_is_not_misread(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.database.write_bytes(b"no database at all, only bytes" * 100)
    with pytest.raises(DamagedError), reading(home):
        pass
