"""What can be looked for in texts: literal runs, patterns, neighbourhoods. Each gives its places.

Places of one literal do not overlap, as `str.count` counts: 人人 stands once in 人人人. Each probe names texts
that a document must hold (`needs`: of every group at least one): where these are not, it is not.
"""

from dataclasses import dataclass
from typing import Literal as OneOf

import numpy as np

from index.budget import check
from index.exact import patterns
from index.exact.grams import lower
from index.exact.looked import Looked
from index.exact.places import (
    Numbers,
    Places,
    Starts,
    apart,
    beside,
    parted,
    placed,
    union,
    units,
)
from index.query.tree import Pieces

Needs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """These characters; `cased` False: Latin letters of either case (`text` is small then)."""

    text: str
    cased: bool = True

    @property
    def needs(self) -> Needs:
        """The text itself."""
        return ((self.text,),)

    def starts(self, looked: Looked) -> Starts:
        """Where it begins."""
        return parted(looked.starts(self.text, cased=self.cased), len(self.text))

    def places(self, looked: Looked) -> Places:
        """Where it stands."""
        return placed(self.starts(looked), len(self.text))


def literal(text: str, *, cased: bool) -> Literal:
    """The literal, in one form for one meaning: without Latin letters case makes no difference."""
    small = lower(text)
    return Literal(text, True) if cased or small == text == text.upper() else Literal(small, False)


def case_matters(probe: Literal) -> bool:
    """Whether sets of characters, which know small letters only, cannot decide."""
    return probe.cased and any("a" <= char.lower() <= "z" for char in probe.text if char.isascii())


@dataclass(frozen=True, slots=True)
class Pattern:
    """Texts with wildcards between them, within one sentence; `*` takes as few characters as it can."""

    pieces: Pieces
    cased: bool = True

    @property
    def needs(self) -> Needs:
        """Its literal texts."""
        return tuple((piece,) for piece in self.pieces if isinstance(piece, str))

    def places(self, looked: Looked) -> Places:
        """Where it stands, each from the first possible character to the first possible end."""
        return patterns.pattern(looked, self.pieces, cased=self.cased)


@dataclass(frozen=True, slots=True)
class _Several:
    """Is made of others."""

    probes: tuple["Probe", ...]

    @property
    def needs(self) -> Needs:
        """What each needs."""
        return tuple(group for probe in self.probes for group in probe.needs)


@dataclass(frozen=True, slots=True)
class AnyOf(_Several):
    """Any of several probes; where their places overlap, the first and longest counts."""

    @property
    def needs(self) -> Needs:
        """One group: the first need of each."""
        return (tuple(text for probe in self.probes for text in probe.needs[0]),)

    def places(self, looked: Looked) -> Places:
        """The places of all, none overlapping another."""
        every = union([_checked(probe, looked) for probe in self.probes])
        return apart(every[np.lexsort((-every[:, 1], every[:, 0]))])


@dataclass(frozen=True, slots=True)
class Close(_Several):
    """Probes that follow one another, in either order, at most `distance` characters apart, not overlapping."""

    distance: int

    def places(self, looked: Looked) -> Places:
        """The places of the probes where they are close, each once."""
        row = _Apart(looked, self.distance)
        found = {probe: row.moved(_checked(probe, looked)) for probe in dict.fromkeys(self.probes)}
        alive = [found[probe] for probe in self.probes]
        for at in range(1, len(alive)):
            check()
            alive[at] = beside(alive[at], alive[at - 1], self.distance)
        for at in range(len(alive) - 1, 0, -1):
            check()
            alive[at - 1] = beside(alive[at - 1], alive[at], self.distance)
        return union([row.back(places) for places in alive])


class _Apart:
    """Texts in a row, moved so far apart that nothing in one is near anything in the next."""

    def __init__(self, looked: Looked, distance: int) -> None:
        self._bases, self._shifts = looked.bases, np.arange(len(looked.bases)) * (distance + 1)

    def moved(self, places: Places) -> Places:
        return places + self._shifts[np.searchsorted(self._bases, places[:, :1], "right") - 1]

    def back(self, places: Places) -> Places:
        moved = self._bases + self._shifts
        return places - self._shifts[np.searchsorted(moved, places[:, :1], "right") - 1]


@dataclass(frozen=True, slots=True)
class Same(_Several):
    """Probes that all stand in one sentence (or table cell), or in one paragraph (or table row)."""

    unit: OneOf["sentence", "paragraph"]

    def places(self, looked: Looked) -> Places:
        """The places of the probes in such units, each once."""
        spans = looked.layout.sentences if self.unit == "sentence" else looked.layout.paragraphs
        every, shared = list[tuple[Places, Numbers]](), np.ones(len(spans) + 1, np.bool_)
        for probe in dict.fromkeys(self.probes):
            places = _checked(probe, looked)
            numbers = units(places, spans)
            having = np.zeros_like(shared)
            having[numbers] = True
            shared &= having
            every.append((places, numbers))
        shared[-1] = False  # where places in no unit are
        return union([places[shared[numbers]] for places, numbers in every])


@dataclass(frozen=True, slots=True)
class InHeading:
    """A probe whose places lie in headings of sections."""

    probe: "Probe"

    @property
    def needs(self) -> Needs:
        """What the probe needs."""
        return self.probe.needs

    def places(self, looked: Looked) -> Places:
        """Its places wholly inside a heading."""
        places = self.probe.places(looked)
        return places[units(places, looked.layout.headings) >= 0]


Probe = Literal | Pattern | AnyOf | Close | Same | InHeading


def _checked(probe: Probe, looked: Looked) -> Places:
    """The places of one of many probes, each within the budget."""
    check()
    return probe.places(looked)
