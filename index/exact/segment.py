"""One folder of the exact layer, open for reading; everything is mapped, nothing is loaded.

Documents that were dropped since it was written are invisible: the others are numbered without gaps.
"""

import mmap
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.exact import layout
from index.exact.grams import Keys

Local = NDArray[np.uint16]
Tallies = NDArray[np.uint8]

LAYOUT = ("sentences", "paragraphs", "parts", "sentence_bytes", "paragraph_bytes")
"""What is stored of where things lie in each document: by code points, and sentences and paragraphs by bytes too."""

_NONE = (np.empty(0, np.uint16), np.empty(0, np.uint8))


class Blobs:
    """Byte strings one after another in a mapped file, those that are `kept`."""

    def __init__(self, folder: Path, name: str, kept: NDArray[np.bool_]) -> None:
        bounds = np.load(folder / f"{name}.npy")
        path = folder / f"{name}.bin"
        if path.stat().st_size != bounds[-1] or len(bounds) != len(kept) + 1:
            raise ValueError(f"{path.name} is cut short")
        with path.open("rb") as handle:
            size = path.stat().st_size
            self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        self._starts: list[int] = bounds[:-1][kept].tolist()
        self._ends: list[int] = bounds[1:][kept].tolist()

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> bytes:
        return self._map[self._starts[number] : self._ends[number]]

    def several(self, numbers: Iterable[int]) -> list[bytes]:
        """Some of them, in less time than one by one."""
        data, starts, ends = self._map, self._starts, self._ends
        return [data[starts[number] : ends[number]] for number in numbers]


class Numbered(Protocol):
    """Byte strings by the numbers of documents."""

    def __getitem__(self, number: int) -> bytes: ...


class StoredLayout:
    """A document's layout; nothing is read before it is asked for."""

    def __init__(self, blobs: Mapping[str, Numbered], number: int) -> None:
        self._blobs, self._number = blobs, number

    @cached_property
    def sentences(self) -> layout.Spans:
        """Sentences and table cells."""
        return layout.spans_from(self._blobs["sentences"][self._number])

    @cached_property
    def paragraphs(self) -> layout.Spans:
        """Paragraphs and table rows."""
        return layout.spans_from(self._blobs["paragraphs"][self._number])

    @cached_property
    def parts(self) -> tuple[layout.Part, ...]:
        """Sections."""
        return layout.parts_from(self._blobs["parts"][self._number])


class Segment:
    """Documents by local number from 0, their texts and layouts, and the documents of each key."""

    def __init__(self, folder: Path, documents: int, dropped: Iterable[int] = ()) -> None:
        """`documents`, how many were written; `dropped`, the places of those that are no more."""
        self._kept = np.ones(documents, dtype=np.bool_)
        self._kept[list(dropped)] = False
        self._numbers = np.cumsum(self._kept) - 1
        self.texts = Blobs(folder, "texts", self._kept)
        self._blobs = {"texts": self.texts} | {name: Blobs(folder, name, self._kept) for name in LAYOUT}
        self._keys: Keys = np.load(folder / "keys.npy", mmap_mode="r")
        self._starts = np.load(folder / "starts.npy", mmap_mode="r")
        self._documents: Local = np.load(folder / "documents.npy", mmap_mode="r")
        self._tallies: Tallies = np.load(folder / "tallies.npy", mmap_mode="r")
        shapes = len(self._documents), len(self._tallies), len(self._keys) + 1
        if shapes != (int(self._starts[-1]), int(self._starts[-1]), len(self._starts)):
            raise ValueError(f"{folder.name} does not fit together")

    def __len__(self) -> int:
        return len(self.texts)

    def layout(self, number: int) -> "StoredLayout":
        """Where the sentences, paragraphs and sections of a document lie."""
        return StoredLayout(self._blobs, number)

    def stored(self, name: str, numbers: Iterable[int]) -> list[bytes]:
        """The texts or one part of the layouts of some documents, as it is stored."""
        return self._blobs[name].several(numbers)

    def having(self, key: np.uint64) -> tuple[Local, Tallies]:
        """The documents that have a key, ascending, and how often, up to the tally's bound."""
        at = int(np.searchsorted(self._keys, key))
        if at == len(self._keys) or self._keys[at] != key:
            return _NONE
        bounds = slice(int(self._starts[at]), int(self._starts[at + 1]))
        documents, tallies = self._documents[bounds], self._tallies[bounds]
        if len(self) == len(self._kept):
            return documents, tallies
        kept = self._kept[documents]
        return self._numbers[documents[kept]].astype(np.uint16), tallies[kept]

    def having_all(self, keys: Keys) -> Local:
        """The documents that have all of `keys`, ascending."""
        sets = sorted((self.having(key)[0] for key in keys), key=len)
        found = sets[0]
        for other in sets[1:]:
            if not len(found):
                break
            if len(other) < len(self):
                flags = np.zeros(len(self), dtype=np.bool_)
                flags[other] = True
                found = found[flags[found]]
        return found
