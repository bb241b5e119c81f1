"""Which segments stay as they are when documents come and go: a simple logarithmic rule.

Segments are of one rank if they are of one size, by powers of `FANOUT`. When `FANOUT` of a rank would stand side by
side they are written anew as one; so a document is written some log(n) times in all, and there are never more than
`FANOUT` - 1 segments a rank, and full ones.
"""

from collections.abc import Sequence
from math import ceil

from index.manifest import Member, Part

FANOUT = 6
SMALLEST = 200_000
"""Code points: all segments below are of one rank."""

LARGEST = 16_000_000
MOST = 8192
"""Code points and documents in a segment: large ones are quick to search, small ones to write."""


def outworn(parts: Sequence[Part], fresh: int) -> list[Part]:
    """The segments to write anew together with `fresh` code points of documents that are new or changed.

    Those that have lost half of what they held, and those whose rank would be full.
    """
    worn = [part for part in parts if part.length * 2 < sum(member.length for member in part.members)]
    rest = [part for part in parts if part not in worn]
    fresh += sum(part.length for part in worn)
    while fresh:
        alike = [part for part in rest if _rank(part.length) <= _rank(fresh)]
        joined = fresh + sum(part.length for part in alike)
        if sum(_rank(part.length) == _rank(fresh) for part in alike) < FANOUT - 1 or joined > LARGEST:
            break
        worn += alike
        rest = [part for part in rest if part not in alike]
        fresh = joined
    return worn


def _rank(length: int) -> int:
    """0 for the smallest segments, one more for each power of `FANOUT`."""
    rank = 0
    while length >= SMALLEST * FANOUT**rank:
        rank += 1
    return rank


def grouped(documents: Sequence[Member], least: int = 1) -> list[Sequence[Member]]:
    """Documents in their order as segments of like size, `least` of them if there are so many documents."""
    total = sum(member.length for member in documents)
    wanted = max(ceil(total / LARGEST), ceil(len(documents) / MOST), min(least, len(documents)), 1)
    size = ceil(len(documents) / wanted)
    return [documents[at : at + size] for at in range(0, len(documents), max(size, 1))]
