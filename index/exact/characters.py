"""All texts of a segment as one row of small numbers, a 0 after each text.

A number is a character's place in the alphabet of the segment, from 1, Latin capitals as small letters; where
capitals stand is kept apart, so that texts are told as they were. Numbers have two bytes (four in an alphabet of
more than 65,535), the higher first, so that rows of them go by bytes as they go by characters.
"""

from array import array
from bisect import bisect_left
from codecs import utf_32_le_decode
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.exact.files import array_file, mapped
from index.exact.looked import SENTENCE_ENDS
from index.exact.places import Starts

Codes = NDArray[np.unsignedinteger]

AT_ONCE = 1_000_000
"""So many characters are turned to numbers at once."""

NARROW = 0xFFFF
"""So many letters of an alphabet have numbers of two bytes."""

KEY = 8
"""Bytes of the characters that decide the order of places."""

_FOLD = np.uint32(ord("a") - ord("A"))
_END = 0x110000
"""Stands after each text while the alphabet is gathered: one more than the last code point."""


class CharactersWriter:
    """Takes texts in order; `close` writes codes.npy, alphabet.npy, bases.npy, capitals.npy and stops.npy."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / "characters.tmp"
        self._file = self._path.open("wb")
        self._seen = np.zeros(_END + 1, np.bool_)
        self._bases, self._capitals = array("q", [0]), array("i")

    def __len__(self) -> int:
        """Where the next text will begin."""
        return self._bases[-1]

    def add(self, text: str) -> None:
        """Take one more text."""
        codes = np.append(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4"), np.uint32(_END))
        capitals = np.flatnonzero((codes >= ord("A")) & (codes <= ord("Z")))
        codes[capitals] += _FOLD
        self._capitals.frombytes((capitals + self._bases[-1]).astype(np.int32).tobytes())
        self._seen[codes] = True
        self._file.write(codes.astype("<u4").tobytes())
        self._bases.append(self._bases[-1] + len(codes))

    def close(self) -> None:
        """Write what was taken."""
        self._file.close()
        alphabet = np.flatnonzero(self._seen[:_END]).astype("<u4")
        np.save(self._folder / "alphabet.npy", alphabet)
        np.save(self._folder / "bases.npy", np.array(self._bases, np.int64))
        np.save(self._folder / "capitals.npy", np.array(self._capitals, np.int32))
        self._write_codes(alphabet, ">u2" if len(alphabet) <= NARROW else ">u4")
        self._path.unlink()

    def _write_codes(self, alphabet: NDArray[np.uint32], kind: str) -> None:
        number_of = np.zeros(_END + 1, kind)
        number_of[alphabet] = np.arange(1, len(alphabet) + 1)
        ends = np.zeros(_END + 1, np.bool_)
        ends[[_END, *map(ord, SENTENCE_ENDS)]] = True
        stops, done = array("i"), 0
        with (
            self._path.open("rb") as taken,
            array_file(self._folder / "codes.npy", kind, self._bases[-1]) as codes,
        ):
            while len(block := np.fromfile(taken, "<u4", AT_ONCE)):
                codes.write(number_of[block].tobytes())
                stops.frombytes((np.flatnonzero(ends[block]) + done).astype(np.int32).tobytes())
                done += len(block)
        np.save(self._folder / "stops.npy", np.array(stops, np.int32))


class Characters:
    """The texts open for reading; everything is mapped."""

    def __init__(self, folder: Path) -> None:
        codes = mapped(folder / "codes.npy")
        self.bases: NDArray[np.int64] = np.load(folder / "bases.npy")
        if len(codes) != self.bases[-1] or codes.dtype.str not in (">u2", ">u4"):
            raise ValueError("codes.npy is cut short")
        self._letters = np.append(np.uint32(0), np.load(folder / "alphabet.npy"))
        self._points = self._letters.data
        self._capitals: Starts = mapped(folder / "capitals.npy")
        self.stops: Starts = mapped(folder / "stops.npy")
        self._bytes = memoryview(codes.view(np.uint8).data)
        self._codes: Codes = codes.view(f"<u{codes.itemsize}")
        self.width = codes.itemsize

    def __len__(self) -> int:
        return len(self._codes)

    def text(self, number: int) -> str:
        """The text with this number, as it was."""
        start, end = int(self.bases[number]), int(self.bases[number + 1]) - 1
        codes = self._letters[self._codes[start:end].byteswap()]
        low, high = self._capital_bounds[number], self._capital_bounds[number + 1]
        if low < high:
            codes[self._capitals[low:high] - np.int32(start)] -= _FOLD
        return utf_32_le_decode(codes.data, "surrogatepass")[0]

    @cached_property
    def _capital_bounds(self) -> memoryview:
        """Where the capitals of each text begin among all."""
        return np.searchsorted(self._capitals, self.bases).data

    def coded(self, run: str) -> Codes | None:
        """A run in small letters as numbers that `codes` can be compared with; `None` if a character of it stands nowhere."""
        numbers = []
        for point in map(ord, run):
            number = bisect_left(self._points, point, 1)
            if number == len(self._points) or self._points[number] != point:
                return None
            numbers.append(number)
        return np.array(numbers, f">u{self.width}").view(f"<u{self.width}")

    def count(self, number: int, run: str) -> int:
        """How often a run in small letters that cannot overlap itself stands in one text, in whatever letters."""
        codes = self.coded(run)
        text = self._codes[int(self.bases[number]) : int(self.bases[number + 1])]
        if codes is None or len(text) < len(codes):
            return 0
        size = len(text) - len(codes) + 1
        standing = [text[at : at + size] == code for at, code in enumerate(codes)]
        return int(np.count_nonzero(np.logical_and.reduce(standing)))

    def at(self, places: Starts, offset: int) -> Codes:
        """The numbers that stand `offset` after each of some places."""
        return self._codes.take(places + np.int32(offset))

    def key(self, start: int) -> bytes:
        """What stands from `start` on, as `KEY` bytes that go by characters."""
        at = start * self.width
        return self._bytes[at : at + KEY].tobytes()

    def capital(self, places: Starts) -> NDArray[np.bool_]:
        """Whether a Latin capital stands at each of some places."""
        at = np.searchsorted(self._capitals, places)
        known = np.append(self._capitals, np.int32(-1))
        capital: NDArray[np.bool_] = known[at] == places
        return capital
