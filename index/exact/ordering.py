"""The places of all characters in the order of what stands there: the index of places, `places.npy`.

Places go by the `reach` characters from each on, places of the same ones by place: so the places of any run of so many
characters are one range, ascending. It is put into order range by range, so that memory does not grow with the texts.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.exact.characters import KEY, Codes
from index.exact.files import array_file, mapped
from index.exact.places import Starts

AT_ONCE = 1 << 20
"""So many places are put into order at once."""


def reach(width: int) -> int:
    """So many characters of `width` bytes decide the order."""
    return KEY // width


def write_places(folder: Path) -> None:
    """Write places.npy beside codes.npy."""
    stored = mapped(folder / "codes.npy")
    depth = reach(stored.itemsize)
    codes = np.zeros(len(stored) + depth, stored.dtype.newbyteorder("<"))
    codes[: len(stored)] = stored
    with array_file(folder / "places.npy", "<i4", len(stored)) as file:
        for places in _ordered(codes, codes[: len(stored)], None, depth):
            file.write(places.astype("<i4").tobytes())


def _ordered(codes: Codes, here: Codes, among: Starts | None, left: int) -> Iterator[Starts]:
    """Places, all or `among` some, by the `left` characters there; `here` are the first of these."""
    for low, high in _ranges(here):
        places = np.flatnonzero((here >= low) & (here < high)).astype(np.int32)
        if among is not None:
            places = among[places]
        if len(places) <= AT_ONCE:
            yield _sorted(codes, places, left)
        elif left == 1:
            yield places
        else:
            after = places + np.int32(1)
            for following in _ordered(codes, codes[after], after, left - 1):
                yield following - np.int32(1)


def _ranges(here: Codes) -> Iterator[tuple[int, int]]:
    """Ranges of characters that stand at most `AT_ONCE` times, or are one character."""
    until = np.cumsum(sum(np.bincount(b, minlength=int(here.max()) + 1) for b in _blocks(here)))
    low = done = 0
    while low < len(until):
        high = max(int(np.searchsorted(until, done + AT_ONCE, "right")), low + 1)
        if until[high - 1] > done:
            yield low, high
        low, done = high, int(until[high - 1])


def _blocks(here: Codes) -> Iterator[Codes]:
    return (here[at : at + AT_ONCE] for at in range(0, len(here), AT_ONCE))


def _sorted(codes: Codes, places: Starts, left: int) -> Starts:
    """By what stands there, then by place: in two steps, which takes half the time of a stable sort."""
    keys = np.zeros(len(places), np.uint64)
    for offset in range(left):
        keys = (keys << np.uint64(codes.itemsize * 8)) | codes[places + np.int32(offset)]
    order = np.argsort(keys)
    ranks = np.cumsum(np.diff(keys[order], prepend=keys[order][:1]) != 0)
    ranked = np.sort((ranks << 32) | places[order])
    return (ranked & 0xFFFFFFFF).astype(np.int32)
