"""What can be looked for in a text: literal runs, patterns, neighbourhoods. Each gives its places.

Places of one probe do not overlap, as `str.count` counts: 人人 stands once in 人人人. Each probe names texts
that a document must hold (`needs`: of every group at least one), by which candidates are told.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal as OneOf

from index.exact.grams import lower
from index.exact.layout import Layout
from index.query.tree import Gap, Pieces

Place = tuple[int, int]
Needs = tuple[tuple[str, ...], ...]

SENTENCE_ENDS = "。！？；\n"
_SENTENCE_END = re.compile(rf"[{SENTENCE_ENDS}]")


class Reading:
    """A document's text while it is looked through; small letters and layout are made when first needed."""

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

    def cased(self, cased: bool) -> str:
        """The text as it stands, or with Latin letters small."""
        return self.text if cased else self.lowered


@dataclass(frozen=True, slots=True)
class Literal:
    """These characters; `cased` False: Latin letters of either case (`text` is small then)."""

    text: str
    cased: bool = True

    @property
    def needs(self) -> Needs:
        """The text itself."""
        return ((self.text,),)

    def places(self, reading: Reading) -> list[Place]:
        """Where it stands."""
        text, size = reading.cased(self.cased), len(self.text)
        found, at = [], text.find(self.text)
        while at >= 0:
            found.append((at, at + size))
            at = text.find(self.text, at + size)
        return found


def literal(text: str, *, cased: bool) -> Literal:
    """The literal, in one form for one meaning: without Latin letters case makes no difference."""
    small = lower(text)
    return Literal(text, True) if cased or small == text == text.upper() else Literal(small, False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Texts with wildcards between them, within one sentence; `*` takes as few characters as it can."""

    pieces: Pieces
    cased: bool = True

    @property
    def needs(self) -> Needs:
        """Its literal texts."""
        return tuple((piece,) for piece in self.pieces if isinstance(piece, str))

    def places(self, reading: Reading) -> list[Place]:
        """Where it stands, each from the first possible character to the first possible end."""
        return list(_pattern_places(_runs(self.pieces), reading.cased(self.cased)))


@lru_cache(maxsize=256)
def _runs(pieces: Pieces) -> tuple[re.Pattern[str], ...]:
    """The parts between `*`, each of a fixed length, so that each search is linear."""
    parts = [""]
    for piece in pieces:
        if piece is Gap.RUN:
            parts.append("")
        else:
            parts[-1] += re.escape(piece) if isinstance(piece, str) else rf"[^{SENTENCE_ENDS}]"
    return tuple(re.compile(part) for part in parts if part)


def _pattern_places(runs: tuple[re.Pattern[str], ...], text: str) -> Iterator[Place]:
    """Taking the nearest next part is right because parts have no sentence ends and gaps no bound."""
    first = runs[0].search(text)
    while first:
        end = _SENTENCE_END.search(text, first.end())
        limit, last = end.start() if end else len(text), first
        for run in runs[1:]:
            following = run.search(text, last.end(), limit)
            if not following:
                break
            last = following
        else:
            yield first.start(), last.end()
            limit = last.end()
        first = runs[0].search(text, limit)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of several probes; where their places overlap, the first and longest counts."""

    probes: tuple["Probe", ...]

    @property
    def needs(self) -> Needs:
        """One group: the first need of each."""
        return (tuple(text for probe in self.probes for text in probe.needs[0]),)

    def places(self, reading: Reading) -> list[Place]:
        """The places of all, none overlapping another."""
        every = sorted(
            {p for probe in self.probes for p in probe.places(reading)}, key=lambda p: (p[0], -p[1])
        )
        kept: list[Place] = []
        for place in every:
            if not kept or place[0] >= kept[-1][1]:
                kept.append(place)
        return kept


@dataclass(frozen=True, slots=True)
class Close:
    """Probes that follow one another, in either order, at most `distance` characters apart, not overlapping."""

    probes: tuple["Probe", ...]
    distance: int

    @property
    def needs(self) -> Needs:
        """What each needs."""
        return tuple(group for probe in self.probes for group in probe.needs)

    def places(self, reading: Reading) -> list[Place]:
        """The places of the probes where they are close, each once."""
        alive = [probe.places(reading) for probe in self.probes]
        for at in range(1, len(alive)):
            alive[at] = _beside(alive[at], alive[at - 1], self.distance)
        for at in range(len(alive) - 1, 0, -1):
            alive[at - 1] = _beside(alive[at - 1], alive[at], self.distance)
        return sorted({place for places in alive for place in places})


def _beside(places: list[Place], others: list[Place], distance: int) -> list[Place]:
    starts, ends = sorted(p[0] for p in others), sorted(p[1] for p in others)
    return [
        (start, end)
        for start, end in places
        if bisect_left(ends, start - distance) < bisect_right(ends, start)
        or bisect_left(starts, end) < bisect_right(starts, end + distance)
    ]


@dataclass(frozen=True, slots=True)
class Same:
    """Probes that all stand in one sentence (or table cell), or in one paragraph (or table row)."""

    probes: tuple["Probe", ...]
    unit: OneOf["sentence", "paragraph"]

    @property
    def needs(self) -> Needs:
        """What each needs."""
        return tuple(group for probe in self.probes for group in probe.needs)

    def places(self, reading: Reading) -> list[Place]:
        """The places of the probes in such units, each once."""
        layout = reading.layout
        units = layout.sentences if self.unit == "sentence" else layout.paragraphs
        starts = [start for start, _ in units]
        held = [_by_unit(probe.places(reading), units, starts) for probe in self.probes]
        shared = set(held[0]).intersection(*held[1:])
        return sorted({place for by_unit in held for unit in shared for place in by_unit[unit]})


def _by_unit(
    places: list[Place], units: tuple[tuple[int, int], ...], starts: list[int]
) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    for start, end in places:
        unit = bisect_right(starts, start) - 1
        if unit >= 0 and end <= units[unit][1]:
            found.setdefault(unit, []).append((start, end))
    return found


@dataclass(frozen=True, slots=True)
class InHeading:
    """A probe whose places lie in headings of sections."""

    probe: "Probe"

    @property
    def needs(self) -> Needs:
        """What the probe needs."""
        return self.probe.needs

    def places(self, reading: Reading) -> list[Place]:
        """Its places wholly inside a heading."""
        headings = [(part.heading_start, part.heading_end) for part in reading.layout.parts]
        return [
            (start, end)
            for start, end in self.probe.places(reading)
            if any(first <= start and end <= last for first, last in headings)
        ]


Probe = Literal | Pattern | AnyOf | Close | Same | InHeading
