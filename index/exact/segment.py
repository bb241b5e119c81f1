"""One folder of the exact layer, open for reading; everything is mapped, nothing is loaded.

Documents that were dropped since it was written are invisible: the others are numbered without gaps.
"""

import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.exact import grams, layout
from index.exact.files import mapped
from index.exact.grams import tallied
from index.exact.places import Numbers, Starts
from index.exact.probes import Literal, Probe, case_matters
from index.exact.whole import Whole, Window
from index.exact.writer import MAX_TALLY

Local = NDArray[np.uint16]
Tallies = NDArray[np.uint8]

KNOWN = 256
"""So many keys' documents are kept at hand."""

_NONE = (np.empty(0, np.uint16), np.empty(0, np.uint8))


class Blobs:
    """Byte strings one after another in a mapped file."""

    def __init__(self, folder: Path, name: str, count: int) -> None:
        self._bounds: list[int] = np.load(folder / f"{name}.npy").tolist()
        path = folder / f"{name}.bin"
        size = path.stat().st_size
        if size != self._bounds[-1] or len(self._bounds) != count + 1:
            raise ValueError(f"{path.name} is cut short")
        with path.open("rb") as handle:
            self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) if size else b""

    def __getitem__(self, number: int) -> bytes:
        return self._map[self._bounds[number] : self._bounds[number + 1]]


class _Placed:
    """The layout of one of the texts of a segment."""

    def __init__(self, window: Window, parts: Callable[[], bytes]) -> None:
        self._window, self._parts = window, parts

    @cached_property
    def sentences(self) -> layout.Spans:
        """Sentences and table cells."""
        return self._window.sentences - self._base

    @cached_property
    def paragraphs(self) -> layout.Spans:
        """Paragraphs and table rows."""
        return self._window.paragraphs - self._base

    @cached_property
    def headings(self) -> layout.Spans:
        """The headings of sections."""
        return self._window.headings - self._base

    @cached_property
    def parts(self) -> tuple[layout.Part, ...]:
        """Sections."""
        return layout.parts_from(self._parts())

    @property
    def _base(self) -> np.int32:
        return np.int32(self._window.bases[0])


class Segment:
    """Documents by local number from 0, their texts and layouts, and the documents of each key."""

    def __init__(self, folder: Path, documents: int, dropped: Iterable[int] = ()) -> None:
        """`documents`, how many were written; `dropped`, the places of those that are no more."""
        self._kept = np.ones(documents, dtype=np.bool_)
        self._kept[list(dropped)] = False
        self._numbers = np.cumsum(self._kept) - 1
        self._written = np.flatnonzero(self._kept).tolist()
        self._whole = Whole(folder)
        if len(self._whole.characters.bases) != documents + 1:
            raise ValueError(f"{folder.name} has other documents")
        self._parts = Blobs(folder, "parts", documents)
        self._keys = mapped(folder / "keys.npy").data
        self._starts = mapped(folder / "starts.npy")
        self._documents: Local = mapped(folder / "documents.npy")
        self._tallies: Tallies = mapped(folder / "tallies.npy")
        self._known = lru_cache(maxsize=KNOWN)(self._having)
        shapes = len(self._documents), len(self._tallies), len(self._keys) + 1
        if shapes != (int(self._starts[-1]), int(self._starts[-1]), len(self._starts)):
            raise ValueError(f"{folder.name} does not fit together")

    def __len__(self) -> int:
        return len(self._written)

    def text(self, number: int) -> str:
        """The canonical text of a document."""
        return self._whole.characters.text(self._written[number])

    def layout(self, number: int) -> layout.Layout:
        """Where the sentences, paragraphs and sections of a document lie."""
        written = self._written[number]
        return _Placed(self._whole.window(written, written + 1, {}), lambda: self._parts[written])

    def possible(self, probe: Probe) -> bool:
        """Whether of every group that the probe needs a text may stand here; without this the probe does not."""
        return all(any(map(self._whole.often, group)) for group in probe.needs)

    def counts(self, probe: Probe) -> NDArray[np.int64]:
        """How many places each document has."""
        if isinstance(probe, Literal) and tallied(probe.text) and not case_matters(probe):
            return self._tallied(probe.text)
        if not self.possible(probe):
            return np.zeros(len(self), np.int64)
        texts = [text for group in probe.needs for text in group]
        each = [window.counts(_starts(probe, window)) for window in self._whole.windows(texts)]
        return np.concatenate(each)[self._kept]

    def _tallied(self, run: str) -> NDArray[np.int64]:
        """From the tallies; of the documents that have it more often than they tell, from the text."""
        documents, tallies = self.having(grams.key(run))
        counts = np.zeros(len(self), np.int64)
        counts[documents] = tallies
        for number in documents[tallies == MAX_TALLY].tolist():
            counts[number] = self._whole.characters.count(self._written[number], run)
        return counts

    def having(self, key: np.uint64) -> tuple[Local, Tallies]:
        """The documents that have a key, ascending, and how often, up to the tally's bound."""
        return self._known(int(key))

    def _having(self, key: int) -> tuple[Local, Tallies]:
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return _NONE
        bounds = slice(int(self._starts[at]), int(self._starts[at + 1]))
        documents, tallies = self._documents[bounds], self._tallies[bounds]
        if len(self) == len(self._kept):
            return documents, tallies
        kept = self._kept[documents]
        return self._numbers[documents[kept]].astype(np.uint16), tallies[kept]


def _starts(probe: Probe, window: Window) -> Numbers | Starts:
    return probe.starts(window) if isinstance(probe, Literal) else probe.places(window)[:, 0]
