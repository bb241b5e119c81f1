"""Patterns: texts with `?` (one character) and `*` (any number) between them, within one sentence."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np

from index.exact.looked import Looked
from index.exact.places import Numbers, Places, among, apart, distinct
from index.query.tree import Gap, Pieces


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two `*`: runs, each with its distance from the beginning, and how long it is in all."""

    runs: tuple[tuple[int, str], ...]
    size: int

    def starts(self, looked: Looked, *, cased: bool) -> Numbers:
        """Where it can stand; whether a sentence ends within it is not looked at."""
        found = [looked.starts(run, cased=cased).astype(np.int64) - offset for offset, run in self.runs]
        first, *others = sorted(found, key=len)
        for other in others:
            first = first[among(first, other)]
        standing: Numbers = first[first >= looked.bases[0]]
        return standing


def pattern(looked: Looked, pieces: Pieces, *, cased: bool) -> Places:
    """Where a pattern stands, each from the first possible character to the first possible end.

    Taking the nearest next part is right because parts have no sentence ends and gaps no bound.
    """
    parts = _parts(pieces)
    found = [part.starts(looked, cased=cased) for part in parts if part.runs]
    starts = found.pop(0) if parts[0].runs else _openings(looked, found[0], found[-1] + parts[-1].size)
    ends = starts + parts[0].size
    for part, nexts in zip(parts[1:], found, strict=True):
        at = np.searchsorted(nexts, ends)
        standing = at < len(nexts)
        starts, ends = starts[standing], nexts[at[standing]] + part.size
    stops = looked.stops
    following = np.searchsorted(stops, starts.astype(np.int32))
    within = following < len(stops)
    starts, ends, following = starts[within], ends[within], following[within]
    return apart(np.column_stack((starts, ends))[ends <= stops[following]])


def _openings(looked: Looked, nexts: Numbers, ends: Numbers) -> Numbers:
    """Where a pattern that begins with any character can stand: first in a sentence that has what is next in it, or
    after a place of its own.
    """
    begins = np.append(looked.bases[:1], looked.stops.astype(np.int64) + 1)
    holding = distinct(np.searchsorted(begins, nexts, "right") - 1)
    return distinct(np.sort(np.concatenate((begins[holding], ends))))


@lru_cache(maxsize=256)
def _parts(pieces: Pieces) -> tuple[_Part, ...]:
    """The parts; `?` alone between two `*` joins what is before it, which means the same."""
    groups: list[Pieces] = [()]
    for piece in pieces:
        if piece is Gap.RUN:
            groups.append(())
        else:
            groups[-1] += (piece,)
    parts: list[Pieces] = []
    for group in filter(None, groups):
        if parts and not any(isinstance(piece, str) for piece in group):
            parts[-1] += group
        else:
            parts.append(group)
    return tuple(map(_part, parts))


def _part(pieces: Pieces) -> _Part:
    sizes = [len(piece) if isinstance(piece, str) else 1 for piece in pieces]
    offsets = accumulate(sizes, initial=0)
    runs = ((at, piece) for at, piece in zip(offsets, pieces, strict=False) if isinstance(piece, str))
    return _Part(tuple(runs), sum(sizes))
