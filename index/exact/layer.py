"""The exact layer open for reading: counts of places over all documents, and the places in one."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import partial
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from index.budget import check
from index.exact.contract import Counts, Having
from index.exact.grams import Keys
from index.exact.layout import Layout
from index.exact.probes import Probe
from index.exact.reading import Reading
from index.exact.remembered import Remembered
from index.exact.segment import Segment

REMEMBERED = 200
"""How many answers for all documents are kept in memory."""


class Exact:
    """All segments in a row; a document's number is its place in the order in which they were written."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._segments = list(segments)
        self._bases = list(accumulate(map(len, self._segments), initial=0))
        self._remembered: Remembered[Probe, Counts] = Remembered(REMEMBERED)

    def __len__(self) -> int:
        return self._bases[-1]

    def text(self, number: int) -> str:
        """The canonical text of a document."""
        segment, local = self._locate(number)
        return segment.text(local)

    def layout(self, number: int) -> Layout:
        """Where its sentences, paragraphs and sections lie."""
        segment, local = self._locate(number)
        return segment.layout(local)

    def reading(self, number: int) -> Reading:
        """A document made ready to look through."""
        return Reading(self.text(number), partial(self.layout, number))

    def having(self, keys: Keys) -> list[Having]:
        """For each character or pair the documents that have it; Latin letters of either case."""
        return [self._having(key) for key in keys]

    def stands(self, probe: Probe) -> bool:
        """Whether any document has it."""
        check()
        return any(segment.possible(probe) for segment in self._segments) and bool(self.counts(probe).any())

    def holding(self, probes: Iterable[Probe]) -> NDArray[np.int32]:
        """How many of the probes each document has."""
        total = np.zeros(len(self), dtype=np.int32)
        for probe in probes:
            total += self.counts(probe) > 0
        return total

    def counts(self, probe: Probe) -> Counts:
        """How many places each document has."""
        known = self._remembered.get(probe)
        return self._remembered.put(probe, self._count(probe)) if known is None else known

    def _having(self, key: np.uint64) -> Having:
        each = [segment.having(key) for segment in self._segments]
        numbers = [
            np.add(found, base, dtype=np.int64) for (found, _), base in zip(each, self._bases, strict=False)
        ]
        none = np.zeros(0, np.int64), np.zeros(0, np.uint8)
        return np.concatenate([none[0], *numbers]), np.concatenate(
            [none[1], *(tallies for _, tallies in each)]
        )

    def _locate(self, number: int) -> tuple[Segment, int]:
        at = bisect_right(self._bases, number) - 1
        return self._segments[at], number - self._bases[at]

    def _count(self, probe: Probe) -> Counts:
        each = [np.zeros(0, np.int32)]
        for segment in self._segments:
            check()
            each.append(segment.counts(probe).astype(np.int32))
        counts = np.concatenate(each)
        counts.setflags(write=False)
        return counts
