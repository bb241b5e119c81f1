"""The exact layer open for reading: counts of places over all documents, and the places in one."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import partial, reduce
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.budget import check
from index.exact.grams import needed, tallied
from index.exact.joined import Joined
from index.exact.layout import Layout
from index.exact.probes import Literal, Probe
from index.exact.reading import Reading, decoded, encoded
from index.exact.segment import Local, Segment, Tallies
from index.exact.writer import MAX_TALLY

Counts = NDArray[np.int32]
Mask = NDArray[np.bool_]

TOGETHER = 128
"""So many documents are looked through at once for neighbourhoods and patterns."""

REMEMBERED = 200
"""How many answers for all documents are kept in memory."""


class Exact:
    """All segments in a row; a document's number is its place in the order in which they were written."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._segments = list(segments)
        self._bases = np.cumsum([0, *map(len, self._segments)])
        self._remembered: OrderedDict[Probe, Counts] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return int(self._bases[-1])

    def text(self, number: int) -> str:
        """The canonical text of a document."""
        segment, local = self._locate(number)
        return decoded(segment.texts[local])

    def layout(self, number: int) -> Layout:
        """Where its sentences, paragraphs and sections lie."""
        segment, local = self._locate(number)
        return segment.layout(local)

    def reading(self, number: int) -> Reading:
        """A document made ready to look through."""
        return Reading(self.text(number), partial(self.layout, number))

    def having(self, key: np.uint64) -> tuple[NDArray[np.int64], Tallies]:
        """The documents with a character or pair, ascending, and how often each has it, up to `MAX_TALLY`; Latin
        letters of either case.
        """
        each = [segment.having(key) for segment in self._segments]
        numbers = [
            np.add(found, base, dtype=np.int64) for (found, _), base in zip(each, self._bases, strict=False)
        ]
        none = np.zeros(0, np.int64), np.zeros(0, np.uint8)
        return np.concatenate([none[0], *numbers]), np.concatenate(
            [none[1], *(tallies for _, tallies in each)]
        )

    def stands(self, probe: Probe) -> bool:
        """Whether any document has it."""
        check()
        possible = any(len(_candidates(segment, probe)) for segment in self._segments)
        return possible and bool(self.counts(probe).any())

    def holding(self, probes: Iterable[Probe]) -> NDArray[np.int32]:
        """How many of the probes each document has."""
        total = np.zeros(len(self), dtype=np.int32)
        for probe in probes:
            total += self.counts(probe) > 0
        return total

    def counts(self, probe: Probe, within: Mask | None = None) -> Counts:
        """How many places each document has, one number a document.

        With `within` only those documents are looked at, and the numbers of the others mean nothing.
        """
        known = self._recall(probe)
        if known is not None:
            return known
        if within is not None and not within.all():
            return self._count(probe, within)
        return self._remember(probe, self._count(probe))

    def _recall(self, probe: Probe) -> Counts | None:
        with self._lock:
            if probe in self._remembered:
                self._remembered.move_to_end(probe)
            return self._remembered.get(probe)

    def _remember(self, probe: Probe, counts: Counts) -> Counts:
        with self._lock:
            self._remembered[probe] = counts
            if len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return counts

    def _locate(self, number: int) -> tuple[Segment, int]:
        at = int(np.searchsorted(self._bases, number, side="right")) - 1
        return self._segments[at], number - int(self._bases[at])

    def _count(self, probe: Probe, within: Mask | None = None) -> Counts:
        counts = np.zeros(len(self), dtype=np.int32)
        for segment, base in zip(self._segments, self._bases.tolist(), strict=False):
            wanted = None if within is None else within[base : base + len(segment)]
            for locals_, found in _count_segment(segment, probe, wanted):
                counts[base + locals_.astype(np.int64)] = found
        counts.setflags(write=False)
        return counts


def _count_segment(
    segment: Segment, probe: Probe, wanted: Mask | None
) -> Iterator[tuple[Local, NDArray[np.int32]]]:
    if isinstance(probe, Literal) and tallied(probe.text) and not _case_matters(probe):
        candidates, tallies = segment.having(needed(probe.text)[0])
        yield candidates, tallies.astype(np.int32)
        candidates = candidates[tallies == MAX_TALLY]
    else:
        candidates = _candidates(segment, probe)
    if wanted is not None:
        candidates = candidates[wanted[candidates]]
    yield candidates, _look(segment, probe, candidates)


def _case_matters(probe: Literal) -> bool:
    """Whether the index, which knows small letters only, cannot decide."""
    return probe.cased and any("a" <= char.lower() <= "z" for char in probe.text if char.isascii())


def _candidates(segment: Segment, probe: Probe) -> Local:
    """The documents that hold at least one text of every group the probe needs, by pairs of characters."""
    groups = [
        reduce(np.union1d, [segment.having_all(needed(text)) for text in group]) for group in probe.needs
    ]
    return reduce(lambda left, right: np.intersect1d(left, right, assume_unique=True), groups)


def _look(segment: Segment, probe: Probe, candidates: Local) -> NDArray[np.int32]:
    """The number of places in each candidate, from its text."""
    numbers: list[int] = candidates.tolist()
    alone = not isinstance(probe, Literal) and any("\n" in text for group in probe.needs for text in group)
    size = 1 if alone else TOGETHER
    blocks = (numbers[at : at + size] for at in range(0, len(numbers), size))
    return np.concatenate([np.zeros(0, np.int32), *(_counted(segment, probe, block) for block in blocks)])


def _counted(segment: Segment, probe: Probe, numbers: list[int]) -> NDArray[np.int32]:
    """The number of places in each of some documents, looked through at once."""
    check()
    texts = segment.texts.several(numbers)
    if isinstance(probe, Literal):
        run = encoded(probe.text)
        found = [text.count(run) if probe.cased else text.lower().count(run) for text in texts]
        return np.array(found, dtype=np.int32)
    joined = Joined(texts, probe.reach, lambda name: segment.stored(name, numbers), bytewise=probe.bytewise)
    return joined.counts(probe.places(joined.reading))
