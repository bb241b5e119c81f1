"""For every key the documents that have it: gathered in sorted runs on disk, merged key range by key range.

Keys are numbers: characters and pairs of the exact layer, words of an engine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.exact.files import array_file
from index.exact.grams import Keys

RUN = 1_000_000
"""So many postings are held in memory before they are written as a run; as many at a time are merged."""

_SAMPLED = 1024
"""Of every so many keys of a run one is remembered, to part the runs into ranges of one size."""

_Run = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class _Spilled:
    """A run on disk, sorted by key and document, and its key at every `_SAMPLED`th place."""

    path: Path
    size: int
    samples: Keys


class PostingsWriter:
    """Takes documents in their order, at most 65,536; `close` writes the sets.

    They are compressed sparse rows: `keys`, `starts` (one more), and in the order of keys `documents`, ascending,
    with their `tallies`, which are numbers of the kind `tally`.
    """

    def __init__(self, folder: Path, tally: str) -> None:
        self._folder, self._tally = folder, tally
        self._row = np.dtype([("key", "<u8"), ("document", "<u2"), ("tally", tally)])
        self._runs: list[_Spilled] = []
        self._held: list[_Run] = []
        self._postings = self._documents = 0

    def add(self, keys: Keys, tallies: NDArray[np.integer[Any]]) -> None:
        """Take the keys of one more document, each once, and how often it has each."""
        rows = np.empty(len(keys), self._row)
        rows["key"], rows["document"], rows["tally"] = keys, self._documents, tallies
        self._held.append(rows)
        self._postings += len(rows)
        self._documents += 1
        if self._postings > RUN:
            self._spill()

    def close(self) -> None:
        """Write the sets, and remove the runs."""
        self._spill()
        size = sum(run.size for run in self._runs)
        distinct, starts = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
        with (
            array_file(self._folder / "documents.npy", "<u2", size) as documents,
            array_file(self._folder / "tallies.npy", self._tally, size) as tallies,
        ):
            for at, rows in _merged(self._runs, self._row):
                first = np.flatnonzero(np.diff(rows["key"], prepend=~rows["key"][:1]))
                distinct.append(rows["key"][first])
                starts.append(first + at)
                documents.write(rows["document"].tobytes())
                tallies.write(rows["tally"].tobytes())
        np.save(self._folder / "keys.npy", np.concatenate(distinct))
        np.save(self._folder / "starts.npy", np.concatenate([*starts, [size]]).astype(np.int64))
        for run in self._runs:
            run.path.unlink()

    def _spill(self) -> None:
        if not self._postings:
            return
        rows = _by_key(self._held)
        path = self._folder / f"{len(self._runs):04d}.run"
        rows.tofile(path)
        self._runs.append(_Spilled(path, len(rows), rows["key"][::_SAMPLED].copy()))
        self._held, self._postings = [], 0


def _by_key(runs: Sequence[_Run]) -> _Run:
    """The runs as one, in the order of keys; those of one key in the order of the runs, so of documents."""
    rows = np.concatenate(runs)
    return rows[np.argsort(rows["key"], kind="stable")]


def _merged(runs: Sequence[_Spilled], row: np.dtype[np.void]) -> Iterator[tuple[int, _Run]]:
    """All postings in the order of keys, some `RUN` at a time, each piece with its place; a key is never parted."""
    samples = np.sort(np.concatenate([np.zeros(0, np.uint64), *(run.samples for run in runs)]))
    bounds = [_places(run, row, np.unique(samples[RUN // _SAMPLED :: RUN // _SAMPLED])) for run in runs]
    done = 0
    for piece in zip(*bounds, strict=True):
        rows = _by_key([_read(run, row, *place) for run, place in zip(runs, piece, strict=True)])
        if len(rows):
            yield done, rows
        done += len(rows)


def _places(run: _Spilled, row: np.dtype[np.void], ends: Keys) -> list[tuple[int, int]]:
    """Where the ranges of keys that end before each of `ends`, and the last range, lie in a run."""
    mapped = np.memmap(run.path, row, mode="r")
    places = [0, *np.searchsorted(mapped["key"], ends).tolist(), run.size]
    return list(pairwise(places))


def _read(run: _Spilled, row: np.dtype[np.void], start: int, end: int) -> _Run:
    return np.fromfile(run.path, row, end - start, offset=start * row.itemsize)
