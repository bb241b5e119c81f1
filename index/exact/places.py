"""Places as arrays: pairs of start and end, and what can be told of them without looking at any text."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from index.budget import check

Places = NDArray[np.int64]
"""Pairs of start and end, one a row, by start: code points of a text, or of the texts of a segment in a row."""

Numbers = NDArray[np.int64]
"""Numbers of units, or offsets."""

Starts = NDArray[np.int32]
"""Where something stands, ascending; places of one run may overlap here."""

AT_ONCE = 65_536
"""So many places are gone through one by one before the budget is looked at."""


def rows(places: Iterable[tuple[int, int]]) -> Places:
    """Pairs of start and end as an array."""
    return np.array(list(places), dtype=np.int64).reshape(-1, 2)


def placed(starts: Starts, size: int) -> Places:
    """The places of something of one size."""
    found: Places = np.add.outer(starts, np.array((0, size), np.int64))
    return found


def parted(starts: Starts, size: int) -> Starts:
    """Where things of one size stand, without those that overlap the one before, as in `apart`."""
    if len(starts) < 2 or np.diff(starts).min() >= size:
        return starts
    return apart(placed(starts, size))[:, 0].astype(np.int32)


def apart(places: Places) -> Places:
    """The first place, the next that does not overlap it, and so on, as `str.count` counts.

    `places` go by start. Most overlap nothing, or only the first of a group: these are told all at once.
    """
    if len(places) < 2:
        return places
    starts, ends = places[:, 0], places[:, 1]
    kept = np.append(True, starts[1:] >= np.maximum.accumulate(ends)[:-1])
    if kept.all():
        return places
    firsts = np.flatnonzero(kept)
    lasts = np.append(firsts[1:], len(places)) - 1
    tangled = starts[lasts] >= ends[firsts]
    among = np.flatnonzero(np.repeat(tangled, lasts - firsts + 1))
    kept[among] = False
    end = -1
    for at in range(0, len(among), AT_ONCE):
        check()
        block = among[at : at + AT_ONCE]
        for number, place in zip(block.tolist(), places[block].tolist(), strict=True):
            if place[0] >= end:
                kept[number], end = True, place[1]
    left: Places = places[kept]
    return left


def union(every: list[Places]) -> Places:
    """The places of all, each once, by start. (A place is one number here: start and end in 32 bits each.)"""
    joined = np.concatenate(every)
    keys = distinct(np.sort((joined[:, 0] << 32) | joined[:, 1]))
    return np.column_stack((keys >> 32, keys & 0xFFFFFFFF))


def beside(places: Places, others: Places, distance: int) -> Places:
    """The places with one of `others` just before or just after, at most `distance` characters away.

    None of `others` overlaps another.
    """
    if not len(places) or not len(others):
        return places[:0]
    others_starts, others_ends = np.ascontiguousarray(others.T)
    starts, ends = np.ascontiguousarray(places.T)
    before = np.searchsorted(others_ends, starts - distance) < np.searchsorted(others_ends, starts, "right")
    after = np.searchsorted(others_starts, ends) < np.searchsorted(others_starts, ends + distance, "right")
    near: Places = places[before | after]
    return near


def units(places: Places, spans: NDArray[np.int32]) -> Numbers:
    """The number of the one of `spans` that wholly holds each place, -1 if none does; ascending but for these."""
    numbers = np.searchsorted(spans[:, 0], places[:, 0].astype(np.int32), "right") - 1
    inside = (numbers >= 0) & (places[:, 1] <= spans[:, 1][numbers]) if len(spans) else numbers >= 0
    return np.where(inside, numbers, -1)


def among(some: Numbers, others: Numbers) -> NDArray[np.bool_]:
    """Which of some numbers are among others; both ascend."""
    at = np.searchsorted(others, some)
    found: NDArray[np.bool_] = np.append(others, -1)[at] == some
    return found & (some >= 0)


def distinct(numbers: Numbers) -> Numbers:
    """Ascending numbers, each once."""
    return numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]
