"""All texts of a segment looked at as one row, by the index of places: no text is read, whatever is looked for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.budget import check
from index.exact.characters import Characters, Codes
from index.exact.files import mapped
from index.exact.grams import lower
from index.exact.layout import Spans
from index.exact.ordering import reach
from index.exact.places import Numbers, Starts
from index.exact.writer import SPANS

Runs = dict[tuple[str, bool], Starts]
"""Where runs stand, with and without regard to case, while one thing is looked for."""

TOGETHER = 2_000_000
"""So many places are worked on at once."""

KNOWN = 256
"""So many runs' ranges are kept in memory."""

LOOKED_AT = 1024
"""So many of the places that were compared with: the first of every search are the same."""

_AFTER = b"\xff" * 9
"""Put behind a run: goes after all that begins with the run, of whatever width."""

_NOWHERE = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class _Range:
    """Which of the places in their order have the part of a run from `offset` on."""

    codes: Codes
    low: int
    high: int
    offset: int


class Whole:
    """The texts of a segment, and what tells where anything stands in them."""

    def __init__(self, folder: Path) -> None:
        self.characters = Characters(folder)
        self._places: Starts = mapped(folder / "places.npy")
        self._reach = reach(self.characters.width)
        self._at = self._places.data
        self.spans: dict[str, Spans] = {name: mapped(folder / f"{name}.npy").T for name in SPANS}
        self._bounds = dict[str, memoryview]()
        self._found = lru_cache(maxsize=KNOWN)(self._rarest)
        self._key_at = lru_cache(maxsize=LOOKED_AT)(self.characters.key)
        if len(self._places) != len(self.characters):
            raise ValueError("places.npy does not fit")

    def bounds(self, name: str) -> memoryview:
        """Where the `SPANS` of a name of each text begin among all."""
        known = self._bounds.get(name)
        if known is None:
            starts = self.spans[name][:, 0]
            known = self._bounds[name] = np.searchsorted(starts, self.characters.bases.astype(np.int32)).data
        return known

    def often(self, run: str) -> int:
        """At most so often a run stands, in whatever letters."""
        found = self._found(lower(run))
        return found.high - found.low if found else 0

    def starts(self, run: str, *, cased: bool) -> Starts:
        """Where a run stands; without `cased`, in whatever letters."""
        check()
        range_ = self._found(lower(run))
        if range_ is None:
            return _NOWHERE
        found = self._places[range_.low : range_.high] - np.int32(range_.offset)
        if len(range_.codes) > self._reach:
            found = self._standing(found, range_)
        elif len(range_.codes) < self._reach:
            found.sort()
        return self._in_case(found, run) if cased else found

    def window(self, first: int, last: int, known: Runs) -> "Window":
        """The texts from one to before another; what is found for it is kept in `known`."""
        return Window(self, first, last, known)

    def windows(self, texts: Iterable[str]) -> Iterator["Window"]:
        """All texts, so many at a time that there are not too many places of `texts` in them."""
        bases, known = self.characters.bases.data, Runs()
        parts = 1 + sum(map(self.often, texts)) // TOGETHER
        bounds = (bisect_left(bases, bases[-1] * part // parts) for part in range(parts + 1))
        for first, last in pairwise(dict.fromkeys(bounds)):
            yield Window(self, first, last, known)

    def _rarest(self, run: str) -> _Range | None:
        """The narrowest range of a part of a run; `None` if one of its characters stands nowhere."""
        codes = self.characters.coded(run)
        if codes is None:
            return None
        size = min(len(codes), self._reach)
        offsets = {*range(0, len(codes) - size + 1, size), len(codes) - size}
        ranges = [_Range(codes, *self._range(codes[at : at + size].tobytes()), at) for at in offsets]
        return min(ranges, key=lambda each: (each.high - each.low, each.offset))

    def _range(self, key: bytes) -> tuple[int, int]:
        """Which of the places in their order have these characters."""
        low = bisect_left(self._at, key, key=self._key_at)
        return low, bisect_left(self._at, key + _AFTER, key=self._key_at)

    def _standing(self, found: Starts, range_: _Range) -> Starts:
        """Those places at which the rest of a run stands too."""
        codes, offset = range_.codes, range_.offset
        found = found[(found >= 0) & (found <= len(self.characters) - len(codes))]
        for at in (*range(offset), *range(offset + self._reach, len(codes))):
            if len(found):
                found = found[self.characters.at(found, at) == codes[at]]
        return found

    def _in_case(self, found: Starts, run: str) -> Starts:
        for at, char in enumerate(run):
            if char.isascii() and char.isalpha() and len(found):
                found = found[self.characters.capital(found + np.int32(at)) == char.isupper()]
        return found


class Window:
    """Some of the texts, as `index.exact.looked.Looked`; offsets are those of the whole."""

    def __init__(self, whole: Whole, first: int, last: int, known: Runs) -> None:
        self._whole, self._known = whole, known
        self._first, self._last = first, last
        self.bounds = whole.characters.bases[first : last + 1]
        self.bases = self.bounds[:-1]

    @property
    def layout(self) -> "Window":
        """Where things lie."""
        return self

    @property
    def stops(self) -> Starts:
        """Where a sentence can end, and each text does."""
        return self._within(self._whole.characters.stops)

    @property
    def sentences(self) -> Spans:
        """Of all texts."""
        return self._spans("sentences")

    @property
    def paragraphs(self) -> Spans:
        """Of all texts."""
        return self._spans("paragraphs")

    @property
    def headings(self) -> Spans:
        """Of all texts."""
        return self._spans("headings")

    def starts(self, run: str, *, cased: bool) -> Starts:
        """Where a run stands."""
        known = self._known.get((run, cased))
        if known is None:
            known = self._known[run, cased] = self._whole.starts(run, cased=cased)
        return self._within(known)

    def counts(self, starts: Numbers | Starts) -> NDArray[np.int64]:
        """How many of what begins at some places lie in each text."""
        if len(starts) < len(self.bases):
            owners = np.searchsorted(self.bases, starts, "right") - 1
            return np.bincount(owners, minlength=len(self.bases))
        return np.diff(np.searchsorted(starts, self.bounds.astype(starts.dtype)))

    def _within(self, starts: Starts) -> Starts:
        low, high = starts.searchsorted(self.bounds[[0, -1]].astype(np.int32))
        return starts[low:high]

    def _spans(self, name: str) -> Spans:
        bounds = self._whole.bounds(name)
        return self._whole.spans[name][bounds[self._first] : bounds[self._last]]
