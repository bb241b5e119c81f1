"""The postings of a Whoosh index once more, as arrays that are mapped whole: Whoosh reads them block by block in Python.

A word of a field is found by a hash of both, and by itself where two have the same.
"""

from bisect import bisect_left
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from index.exact.files import bare

Table = tuple[NDArray[np.uint16], NDArray[np.uint32]]
"""Documents, ascending, and how often each has the word."""

_NONE: Table = np.zeros(0, np.uint16), np.zeros(0, np.uint32)


class TableWriter:
    """Takes words with their postings in any order; the end of `with` writes the rest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hashes: list[int] = []
        self._ends: list[tuple[int, int]] = [(0, 0)]

    def __enter__(self) -> Self:
        self._files: dict[str, IO[bytes]] = {
            name: _file(self._folder, name).open("wb") for name in ("names", "documents", "counts")
        }
        return self

    def add(self, field: str, word: bytes, postings: Table) -> None:
        """Take one more word of a field."""
        key, (documents, counts) = _key(field, word), postings
        self._files["names"].write(key)
        self._files["documents"].write(documents.astype("<u2").tobytes())
        self._files["counts"].write(counts.astype("<u4").tobytes())
        named, posted = self._ends[-1]
        self._hashes.append(_hash(key))
        self._ends.append((named + len(key), posted + len(documents)))

    def __exit__(self, *error: object) -> None:
        for file in self._files.values():
            file.close()
        hashes, ends = np.array(self._hashes, "<u8"), np.array(self._ends, "<i8")
        order = np.argsort(hashes, kind="stable")
        hashes[order].tofile(_file(self._folder, "hashes"))
        np.hstack((ends[:-1], ends[1:]))[order].tofile(_file(self._folder, "rows"))


class PostingTable:
    """What a `TableWriter` wrote, open; raises `ValueError` or `OSError` if it is not all there."""

    def __init__(self, folder: Path) -> None:
        self._hashes = bare(_file(folder, "hashes"), "<u8").data
        self._rows = bare(_file(folder, "rows"), "<i8").reshape(-1, 4)
        self._names = bare(_file(folder, "names"), "u1").data
        self._documents = bare(_file(folder, "documents"), "<u2")
        self._counts = bare(_file(folder, "counts"), "<u4")
        named, posted = self._rows[:, 2:].max(axis=0, initial=0).tolist()
        sizes = len(self._rows), len(self._names), len(self._documents), len(self._counts)
        if sizes != (len(self._hashes), named, posted, posted):
            raise ValueError("the table of postings does not fit together")

    def find(self, field: str, word: str) -> Table:
        """The postings of a word in a field, none if no document has it."""
        key = _key(field, word.encode())
        hashed = _hash(key)
        at = bisect_left(self._hashes, hashed)
        while at < len(self._hashes) and self._hashes[at] == hashed:
            named, posted, name_end, end = self._rows[at].tolist()
            if self._names[named:name_end] == key:
                return self._documents[posted:end], self._counts[posted:end]
            at += 1
        return _NONE


def _key(field: str, word: bytes) -> bytes:
    return field.encode() + b":" + word


@lru_cache(maxsize=64)
def _hash(key: bytes) -> int:
    """Remembered for the tables of the other segments."""
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "little")


def _file(folder: Path, name: str) -> Path:
    return folder / f"postings.{name}"
