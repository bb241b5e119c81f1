"""Versions of one text: a page and its PDF, a mirror. Linked, both readable, counted once.

Two documents are versions of one text if they bear one title, agree in date and issuer where both tell them,
and share nearly all of their words. Reports that two agencies copied from one another bear two titles and are
no versions; nor are the successive wordings of a law, which differ in date.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kb.policies import title_key
from kb.store.batches import batches
from kb.store.reader import Snapshot
from kb.store.rows import Summary

SHARED = 0.9
"""How much of their shingles, of all that either has, two versions share at least."""

_SHINGLE = 8
_PAGE = 200
"""So many texts are in memory at a time."""

_SLOTS = 1 << 10
"""So many slots a document, in which shingles are counted to tell which are rare; roughly will do."""

_ROUNDING = 1e-9

Shingles = NDArray[np.uint32]


def works(snapshot: Snapshot) -> dict[str, str]:
    """For each document that is not alone: the id of the document that stands for all versions of its text.

    That is the one whose source comes first by name.
    """
    found: dict[str, str] = {}
    for group in _namesakes(snapshot.summaries()):
        for members in _alike(group, _shingled(snapshot, group)):
            first = min(members, key=lambda summary: (summary.source, summary.id))
            found.update({summary.id: first.id for summary in members})
    return found


def _namesakes(summaries: Iterable[Summary]) -> list[list[Summary]]:
    """Those of one title, without those that agree with none of the others."""
    groups: defaultdict[str, list[Summary]] = defaultdict(list)
    for summary in summaries:
        if summary.title:
            groups[title_key(summary.title)].append(summary)
    contested = (_contested(group) for _, group in sorted(groups.items()))
    return [group for group in contested if len(group) > 1]


def _contested(group: list[Summary]) -> list[Summary]:
    told = Counter(map(_told, group))
    if any(None in facts for facts in told):
        return group
    return [summary for summary in group if told[_told(summary)] > 1]


def _told(summary: Summary) -> tuple[str | None, str | None, int | None]:
    return summary.date, summary.agency, summary.year


def _alike(group: Sequence[Summary], shingles: Sequence[Shingles]) -> Iterator[list[Summary]]:
    """The members of the group that are versions of one text, in lists of two and more."""
    leader = list(range(len(group)))

    def leading(member: int) -> int:
        while leader[member] != member:
            leader[member] = member = leader[leader[member]]
        return member

    for one, other in _candidates(shingles):
        first, second = sorted((leading(one), leading(other)))
        apart = first != second and _agree(group[one], group[other])
        if apart and _share(shingles[one], shingles[other]) >= SHARED:
            leader[second] = first
    sets: defaultdict[int, list[Summary]] = defaultdict(list)
    for member, summary in enumerate(group):
        sets[leading(member)].append(summary)
    return (members for members in sets.values() if len(members) > 1)


def _candidates(shingles: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """All pairs that may share so much; they have one of their rarest shingles in common.

    In whatever order shingles are put: where two sets share `SHARED`, the first that both have is among the first
    (1 - SHARED) of either, and one more. By rarity few others have it.
    """
    counts = np.zeros(_SLOTS * len(shingles), np.int64)
    for held in shingles:
        counts[np.unique(held % len(counts))] += 1
    having: defaultdict[int, list[int]] = defaultdict(list)
    for number, held in enumerate(shingles):
        order = np.lexsort((held, counts[held % len(counts)]))
        rarest = held[order[: len(held) - math.ceil(SHARED * len(held) - _ROUNDING) + 1]].tolist()
        yield from ((other, number) for other in sorted({o for key in rarest for o in having[key]}))
        for key in rarest:
            having[key].append(number)


def _agree(one: Summary, other: Summary) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(_told(one), _told(other), strict=True))


def _shingled(snapshot: Snapshot, group: Sequence[Summary]) -> list[Shingles]:
    """The shingles of each text of the group."""
    found: list[Shingles] = []
    for page in batches((summary.id for summary in group), _PAGE):
        texts = snapshot.texts(page)
        found += (_shingles(texts[document_id]) for document_id in page)
    return found


def _shingles(text: str) -> Shingles:
    """Hashes of all runs of eight letters, blanks and punctuation left out; each once, ascending."""
    letters = "".join(filter(str.isalnum, text))
    runs = (letters[i : i + _SHINGLE].encode() for i in range(max(1, len(letters) - _SHINGLE + 1)))
    return np.unique(np.fromiter(map(crc32, runs), np.uint32))


def _share(one: Shingles, other: Shingles) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
