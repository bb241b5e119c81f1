"""A document, or several joined, while it is looked through: as text, or as the bytes that it is stored in.

Bytes need no decoding, so that counting is several times faster; places in text are what people are shown.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import AnyStr, Generic

import numpy as np
from numpy.typing import NDArray

from index.exact.grams import lower
from index.exact.layout import Layout, Spans
from index.query.tree import Gap, Pieces

Places = NDArray[np.int64]
"""Pairs of start and end, one a row, by start: code points of a text, or bytes of stored bytes."""

SENTENCE_ENDS = "。！？；\n"

_MARKS = tuple(SENTENCE_ENDS)
_ENDS = re.compile(rf"[{SENTENCE_ENDS}]")
_MARKS_IN_BYTES = tuple(mark.encode() for mark in SENTENCE_ENDS)
_ENDS_IN_BYTES = re.compile(b"|".join(_MARKS_IN_BYTES))

_BETWEEN = "\n\0\n"

SAMPLE = 50_000
"""So much of a text is looked at to tell what is rare in it."""

NEARBY = 600
"""The start of a sentence is looked for so far back, then further."""
_ONE = rf"[^{SENTENCE_ENDS}]"
# one character in UTF-8 that ends no sentence
_ONE_IN_BYTES = rb"""(?:
      (?! \xe3\x80\x82 | \xef\xbc[\x81\x9b\x9f] ) [\xe0-\xef][\x80-\xbf]{2}
    | [\x00-\x09\x0b-\x7f] | [\xc2-\xdf][\x80-\xbf] | [\xf0-\xf4][\x80-\xbf]{3}
)"""


@dataclass(frozen=True, slots=True)
class _Part(Generic[AnyStr]):
    """What stands between two `*`: a run of characters, or with `?` in it a pattern of a fixed length."""

    run: AnyStr | None
    pattern: re.Pattern[AnyStr] | None

    def search(self, text: AnyStr, start: int, end: int = sys.maxsize) -> tuple[int, int] | None:
        """Where it stands first between `start` and `end`."""
        if self.pattern is not None:
            found = self.pattern.search(text, start, end)
            return found.span() if found else None
        if self.run is None:
            return None
        at = text.find(self.run, start, end)
        return (at, at + len(self.run)) if at >= 0 else None

    def often(self, text: AnyStr, size: int) -> int:
        """How often it stands in the first `size` of the text; a pattern counts as very often."""
        return size if self.run is None else text.count(self.run, 0, size)


class Excerpts:
    """Parts of a text joined, to look through these alone; nothing that is looked for reaches across."""

    def __init__(self, reading: "Reading | Encoded", units: Spans, between: int) -> None:
        self.reading = reading
        sizes = units[:, 1] - units[:, 0] + between
        self._starts = np.cumsum(sizes, dtype=np.int64) - sizes
        self._moved = units[:, 0] - self._starts

    def original(self, places: Places) -> Places:
        """The places in the whole text."""
        numbers = np.searchsorted(self._starts, places[:, 0], "right") - 1
        return places + self._moved[numbers][:, None]


class Reading:
    """A text; small letters and layout are made when first needed."""

    def __init__(self, text: str, layout: Callable[[], Layout]) -> None:
        self.text = text
        self._layout = layout

    @cached_property
    def lowered(self) -> str:
        """The text with Latin letters small."""
        return lower(self.text)

    @cached_property
    def layout(self) -> Layout:
        """Its sentences, paragraphs and sections."""
        return self._layout()

    @cached_property
    def sample(self) -> "Reading":
        """Its beginning."""
        return Reading(self.text[:SAMPLE], self._layout)

    def excerpts(self, units: Spans) -> Excerpts:
        """The text of some units alone."""
        parts = [self.text[start:end] for start, end in units.tolist()]
        return Excerpts(Reading(_BETWEEN.join(parts), self._layout), units, len(_BETWEEN))

    def literal(self, run: str, *, cased: bool) -> Places:
        """Where a run stands; without `cased`, one in small letters in whatever letters."""
        return _literal(self.text if cased else self.lowered, run)

    def pattern(self, pieces: Pieces, *, cased: bool) -> Places:
        """Where a pattern stands, each from the first possible character to the first possible end."""
        text = self.text if cased else self.lowered
        return rows(_pattern(_parts(pieces), text, _ENDS, _MARKS))


class Encoded:
    """The same over UTF-8: all places, those of the layout too, are those of bytes."""

    def __init__(self, text: bytes, layout: Callable[[], Layout]) -> None:
        self.text = text
        self._layout = layout

    @cached_property
    def lowered(self) -> bytes:
        """The text with Latin letters small."""
        return self.text.lower()

    @cached_property
    def layout(self) -> Layout:
        """Its sentences and paragraphs."""
        return self._layout()

    @cached_property
    def sample(self) -> "Encoded":
        """Its beginning."""
        return Encoded(self.text[:SAMPLE], self._layout)

    def excerpts(self, units: Spans) -> Excerpts:
        """The text of some units alone."""
        parts = [self.text[start:end] for start, end in units.tolist()]
        return Excerpts(Encoded(_BETWEEN.encode().join(parts), self._layout), units, len(_BETWEEN))

    def literal(self, run: str, *, cased: bool) -> Places:
        """Where a run stands."""
        return _literal(self.text if cased else self.lowered, encoded(run))

    def pattern(self, pieces: Pieces, *, cased: bool) -> Places:
        """Where a pattern stands."""
        text = self.text if cased else self.lowered
        return rows(_pattern(_parts_in_bytes(pieces), text, _ENDS_IN_BYTES, _MARKS_IN_BYTES))


def encoded(text: str) -> bytes:
    """Text as it is stored."""
    return text.encode("utf-8", "surrogatepass")


def decoded(stored: bytes) -> str:
    """Stored text."""
    return stored.decode("utf-8", "surrogatepass")


def rows(places: Iterable[tuple[int, int]]) -> Places:
    """Pairs of start and end as an array."""
    return np.array(list(places), dtype=np.int64).reshape(-1, 2)


def _literal(text: AnyStr, run: AnyStr) -> Places:
    """After each part that the run splits off the text."""
    parts, size = text.split(run), len(run)
    ends = np.cumsum(np.fromiter(map(len, parts[:-1]), np.int64, len(parts) - 1) + size)
    return np.column_stack((ends - size, ends))


def _pattern(
    parts: tuple[_Part[AnyStr], ...],
    text: AnyStr,
    ends: re.Pattern[AnyStr],
    marks: tuple[AnyStr, ...],
) -> Iterator[tuple[int, int]]:
    """Sentence by sentence, those only that hold the rarest part."""
    rarest = min(parts, key=lambda part: part.often(text, SAMPLE)) if len(parts) > 1 else parts[0]
    position = 0
    while found := rarest.search(text, position):
        start = found[0] if rarest is parts[0] else _sentence_start(text, position, found[0], marks)
        end = ends.search(text, found[1])
        position = end.start() if end else len(text)
        yield from _in_sentence(parts, text, start, position)


def _sentence_start(text: AnyStr, low: int, place: int, marks: tuple[AnyStr, ...]) -> int:
    """After the last sentence end before `place`, at least `low`."""
    nearby = NEARBY
    while place - nearby > low:
        last = max(text.rfind(mark, place - nearby, place) for mark in marks)
        if last >= 0:
            return last
        nearby *= 4
    return max(low, *(text.rfind(mark, low, place) for mark in marks))


def _in_sentence(
    parts: tuple[_Part[AnyStr], ...], text: AnyStr, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Taking the nearest next part is right because parts have no sentence ends and gaps no bound."""
    while first := parts[0].search(text, start, end):
        last: tuple[int, int] | None = first
        for part in parts[1:]:
            last = part.search(text, last[1], end) if last else None
        if not last:
            return
        yield first[0], last[1]
        start = last[1]


def _between_gaps(pieces: Pieces) -> list[Pieces]:
    parts: list[Pieces] = [()]
    for piece in pieces:
        if piece is Gap.RUN:
            parts.append(())
        else:
            parts[-1] += (piece,)
    return [part for part in parts if part]


@lru_cache(maxsize=256)
def _parts(pieces: Pieces) -> tuple[_Part[str], ...]:
    def made(part: Pieces) -> _Part[str]:
        if len(part) == 1 and isinstance(part[0], str):
            return _Part(part[0], None)
        escaped = (re.escape(piece) if isinstance(piece, str) else _ONE for piece in part)
        return _Part(None, re.compile("".join(escaped)))

    return tuple(map(made, _between_gaps(pieces)))


@lru_cache(maxsize=256)
def _parts_in_bytes(pieces: Pieces) -> tuple[_Part[bytes], ...]:
    def made(part: Pieces) -> _Part[bytes]:
        if len(part) == 1 and isinstance(part[0], str):
            return _Part(encoded(part[0]), None)
        escaped = (re.escape(encoded(p)) if isinstance(p, str) else _ONE_IN_BYTES for p in part)
        return _Part(None, re.compile(b"".join(escaped), re.VERBOSE))

    return tuple(map(made, _between_gaps(pieces)))
