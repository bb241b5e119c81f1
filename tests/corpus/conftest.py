"""Helpers of the room's tests: documents made from text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import Document
from corpus.read import read_document

Make = Callable[..., Document]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The document that a file with this text (or these bytes) and suffix makes."""

    def document(content: str | bytes, suffix: str = ".txt") -> Document:
        path = tmp_path / f"made{suffix}"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_document(path)

    return document
