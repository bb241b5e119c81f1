"""Opening a state that takes long keeps nobody waiting who wants another, and is done once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from index.opened import open_index as really_open
from tests.index.support import Library, document, publish, staged


@pytest.fixture
def libraries(tmp_path: Path) -> tuple[Library, Library]:
    """Two homes of one document each."""
    slow, other = (publish(tmp_path / name, [staged(document(f"公开{name}"))]) for name in "甲乙")
    return slow, other


def test_one_state_that_does_not_open_holds_up_no_other(
    libraries: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, other = libraries
    answered, times = Event(), []

    def open_index(folder: Path, *rest: Any) -> Any:
        if folder == slow.home.index(1):
            times.append(folder)
            assert answered.wait(60)
        return really_open(folder, *rest)

    monkeypatch.setattr("index.searcher.open_index", open_index)
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(slow.searcher) for _ in range(2)]
        found = pool.submit(other.searcher)
        try:
            assert len(found.result(30).catalogue) == 1
        finally:
            answered.set()
        first, second = (each.result(60) for each in waiting)
    assert first is second
    assert len(times) == 1
