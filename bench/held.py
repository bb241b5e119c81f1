"""The documents that search is measured on: read once and kept, with the queries drawn from them."""

import multiprocessing
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import overload

import msgspec
import reports
from asked import Asked, asked
from library import SHARED, documents

from corpus.model import Document
from corpus.read import read_document

READ = 10_000
"""So many reports are generated and read; beyond, they come again under other figures."""

_DIGITS = "0123456789"


class Facts(msgspec.Struct):
    """What is told of the documents without loading them: how many, bytes of text, and the queries by kind."""

    documents: int
    size: int
    queries: dict[str, list[Asked]]


class Held(Sequence[Document]):
    """`count` generated reports, or for 0 the statutes and documents beside the project; kept below `folder`."""

    def __init__(self, folder: Path, count: int) -> None:
        self._count = count
        self._name = "reports" if count else "statutes"
        self.folder = folder / f"{self._name}-{count}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"{self._name}-{min(count, READ)}.pickle"

    @property
    def told(self) -> str:
        """What these documents are."""
        return "generated reports, seed 1" if self._count else f"statutes and documents of {SHARED.name}/"

    def facts(self, each: int) -> Facts:
        """Told from the documents the first time, from the file afterwards; `each` queries of every kind."""
        kept = self.folder / f"queries-{each}.json"
        if not kept.exists():
            size = sum(len(document.text.encode("utf-8", "surrogatepass")) for document in self)
            kept.write_bytes(msgspec.json.encode(Facts(len(self), size, asked(self, each))))
        return msgspec.json.decode(kept.read_bytes(), type=Facts)

    def __len__(self) -> int:
        return self._count or len(self._read)

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...
    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        if isinstance(at, slice):
            return [self[n] for n in range(len(self))[at]]
        if at >= len(self):
            raise IndexError(at)
        return _moved(self._read[at % READ], at // READ)

    @cached_property
    def _read(self) -> list[Document]:
        if not self._file.exists():
            with self._file.open("wb") as file:
                for document in _generated(min(self._count, READ)) if self._count else documents():
                    pickle.dump(document, file, protocol=5)
        return list(_pickled(self._file))


def _pickled(path: Path) -> Iterator[Document]:
    with path.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)


def _generated(count: int) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        reports.write(Path(folder), count)
        with multiprocessing.get_context("fork").Pool() as pool:
            return pool.map(read_document, sorted(Path(folder).iterdir()), chunksize=64)


def _moved(document: Document, steps: int) -> Document:
    """The document with all digits of its text moved on by so many; everything stands where it stood."""
    if not steps:
        return document
    text = document.text.translate(str.maketrans(_DIGITS, _DIGITS[steps:] + _DIGITS[:steps]))
    key = sha256(f"{document.id} {steps}".encode()).hexdigest()
    return replace(document, id=key[:16], sha256=key, source=f"{steps}_{document.source}", text=text)
