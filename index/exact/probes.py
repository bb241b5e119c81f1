"""What can be looked for in a text: literal runs, patterns, neighbourhoods. Each gives its places.

Places of one literal do not overlap, as `str.count` counts: 人人 stands once in 人人人. Each probe names texts
that a document must hold (`needs`: of every group at least one), by which candidates are told.
"""

from dataclasses import dataclass
from typing import Literal as OneOf

import numpy as np
from numpy.typing import NDArray

from index.budget import check
from index.exact.grams import lower
from index.exact.layout import Spans
from index.exact.reading import Encoded, Places, Reading, rows
from index.query.tree import Pieces

Needs = tuple[tuple[str, ...], ...]

Looked = Reading | Encoded
"""What is looked through."""


class _One:
    """Stands in one piece."""

    __slots__ = ()

    @property
    def reach(self) -> int:
        """How far apart its parts may stand and still belong together."""
        return 0

    @property
    def bytewise(self) -> bool:
        """Whether it can be told from bytes alone."""
        return True


@dataclass(frozen=True, slots=True)
class _Several:
    """Is made of others."""

    probes: tuple["Probe", ...]

    @property
    def needs(self) -> Needs:
        """What each needs."""
        return tuple(group for probe in self.probes for group in probe.needs)

    @property
    def reach(self) -> int:
        """How far apart its parts may stand and still belong together."""
        return max(probe.reach for probe in self.probes)

    @property
    def bytewise(self) -> bool:
        """Whether all can be told from bytes alone."""
        return all(probe.bytewise for probe in self.probes)


@dataclass(frozen=True, slots=True)
class Literal(_One):
    """These characters; `cased` False: Latin letters of either case (`text` is small then)."""

    text: str
    cased: bool = True

    @property
    def needs(self) -> Needs:
        """The text itself."""
        return ((self.text,),)

    def places(self, reading: Looked) -> Places:
        """Where it stands."""
        return reading.literal(self.text, cased=self.cased)


def literal(text: str, *, cased: bool) -> Literal:
    """The literal, in one form for one meaning: without Latin letters case makes no difference."""
    small = lower(text)
    return Literal(text, True) if cased or small == text == text.upper() else Literal(small, False)


@dataclass(frozen=True, slots=True)
class Pattern(_One):
    """Texts with wildcards between them, within one sentence; `*` takes as few characters as it can."""

    pieces: Pieces
    cased: bool = True

    @property
    def needs(self) -> Needs:
        """Its literal texts."""
        return tuple((piece,) for piece in self.pieces if isinstance(piece, str))

    def places(self, reading: Looked) -> Places:
        """Where it stands, each from the first possible character to the first possible end."""
        return reading.pattern(self.pieces, cased=self.cased)


@dataclass(frozen=True, slots=True)
class AnyOf(_Several):
    """Any of several probes; where their places overlap, the first and longest counts."""

    @property
    def needs(self) -> Needs:
        """One group: the first need of each."""
        return (tuple(text for probe in self.probes for text in probe.needs[0]),)

    def places(self, reading: Looked) -> Places:
        """The places of all, none overlapping another."""
        every = _union([_checked(probe, reading) for probe in self.probes])
        kept: list[tuple[int, int]] = []
        for start, end in sorted(every.tolist(), key=lambda place: (place[0], -place[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return rows(kept)


@dataclass(frozen=True, slots=True)
class Close(_Several):
    """Probes that follow one another, in either order, at most `distance` characters apart, not overlapping."""

    distance: int

    @property
    def reach(self) -> int:
        """How far apart its parts may stand and still belong together."""
        return max(self.distance, *(probe.reach for probe in self.probes))

    @property
    def bytewise(self) -> bool:
        """Not from bytes: the distance is one of characters."""
        return False

    def places(self, reading: Looked) -> Places:
        """The places of the probes where they are close, each once."""
        alive = [_checked(probe, reading) for probe in self.probes]
        for at in range(1, len(alive)):
            alive[at] = _beside(alive[at], alive[at - 1], self.distance)
        for at in range(len(alive) - 1, 0, -1):
            alive[at - 1] = _beside(alive[at - 1], alive[at], self.distance)
        return _union(alive)


def _beside(places: Places, others: Places, distance: int) -> Places:
    """The places with another just before or just after."""
    if not len(places) or not len(others):
        return places[:0]
    starts, ends = np.sort(others[:, 0]), np.sort(others[:, 1])
    before = np.searchsorted(ends, places[:, 0] - distance) < np.searchsorted(ends, places[:, 0], "right")
    after = np.searchsorted(starts, places[:, 1]) < np.searchsorted(starts, places[:, 1] + distance, "right")
    return places[before | after]


@dataclass(frozen=True, slots=True)
class Same(_Several):
    """Probes that all stand in one sentence (or table cell), or in one paragraph (or table row)."""

    unit: OneOf["sentence", "paragraph"]

    def places(self, reading: Looked) -> Places:
        """The places of the probes in such units, each once: after the rarest only its units are looked through."""
        units = reading.layout.sentences if self.unit == "sentence" else reading.layout.paragraphs
        first, *others = sorted(self.probes, key=lambda probe: len(probe.places(reading.sample)))
        every = [first.places(reading)]
        units = _holding(units, every[0])
        for probe in others:
            excerpts = reading.excerpts(units)
            every.append(excerpts.original(_checked(probe, excerpts.reading)))
            units = _holding(units, every[-1])
        return _union([places[_units(places, units) >= 0] for places in every])


def _holding(units: Spans, places: Places) -> Spans:
    numbers = _units(places, units)
    return units[np.unique(numbers[numbers >= 0])]


def _units(places: Places, units: Spans) -> NDArray[np.int64]:
    """The number of the unit that wholly holds each place, -1 if none does."""
    numbers = np.searchsorted(units[:, 0], places[:, 0], "right") - 1
    inside = (numbers >= 0) & (places[:, 1] <= units[:, 1][numbers]) if len(units) else numbers >= 0
    return np.where(inside, numbers, -1)


@dataclass(frozen=True, slots=True)
class InHeading:
    """A probe whose places lie in headings of sections."""

    probe: "Probe"

    @property
    def needs(self) -> Needs:
        """What the probe needs."""
        return self.probe.needs

    @property
    def reach(self) -> int:
        """How far apart its parts may stand and still belong together."""
        return self.probe.reach

    @property
    def bytewise(self) -> bool:
        """Not from bytes: headings are known by characters."""
        return False

    def places(self, reading: Looked) -> Places:
        """Its places wholly inside a heading."""
        headings = sorted((part.heading_start, part.heading_end) for part in reading.layout.parts)
        places = self.probe.places(reading)
        return places[_units(places, np.array(headings, dtype=np.int32).reshape(-1, 2)) >= 0]


Probe = Literal | Pattern | AnyOf | Close | Same | InHeading


def _checked(probe: Probe, reading: Looked) -> Places:
    """The places of one of many probes, each within the budget."""
    check()
    return probe.places(reading)


def _union(every: list[Places]) -> Places:
    """The places of all, each once, by start. (A place is one number here: start and end in 32 bits each.)"""
    joined = np.concatenate(every)
    keys = np.unique((joined[:, 0] << 32) | joined[:, 1])
    return np.column_stack((keys >> 32, keys & 0xFFFFFFFF))
