"""Versions of one text: a page and its PDF, a mirror. Linked, both readable, counted once.

Two documents are versions of one text if they bear one title, agree in date and issuer where both tell them,
and share nearly all of their words. Reports that two agencies copied from one another bear two titles and are
no versions; nor are the successive wordings of a law, which differ in date.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from zlib import crc32

from kb.policies import title_key
from kb.store.reader import Snapshot
from kb.store.rows import Summary

SHARED = 0.9
"""How much of their shingles, of all that either has, two versions share at least."""

_SHINGLE = 8


def works(snapshot: Snapshot) -> dict[str, str]:
    """For each document that is not alone: the id of the document that stands for all versions of its text.

    That is the one whose source comes first by name.
    """
    found: dict[str, str] = {}
    for group in _namesakes(snapshot.summaries()):
        texts = snapshot.texts(summary.id for summary in group)
        for members in _alike(group, texts):
            first = min(members, key=lambda summary: (summary.source, summary.id))
            found.update({summary.id: first.id for summary in members})
    return found


def _namesakes(summaries: Iterable[Summary]) -> list[list[Summary]]:
    groups: defaultdict[str, list[Summary]] = defaultdict(list)
    for summary in summaries:
        if summary.title:
            groups[title_key(summary.title)].append(summary)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def _alike(group: list[Summary], texts: Mapping[str, str]) -> list[list[Summary]]:
    """The members of the group that are versions of one text, in sets of two and more."""
    shingles = {summary.id: _shingles(texts[summary.id]) for summary in group}
    leader = {summary.id: summary.id for summary in group}
    for one, other in combinations(group, 2):
        if _agree(one, other) and _share(shingles[one.id], shingles[other.id]) >= SHARED:
            old, new = sorted((leader[one.id], leader[other.id]), reverse=True)
            leader = {key: new if value == old else value for key, value in leader.items()}
    sets: defaultdict[str, list[Summary]] = defaultdict(list)
    for summary in group:
        sets[leader[summary.id]].append(summary)
    return [members for members in sets.values() if len(members) > 1]


def _agree(one: Summary, other: Summary) -> bool:
    pairs = ((one.date, other.date), (one.agency, other.agency), (one.year, other.year))
    return all(a is None or b is None or a == b for a, b in pairs)


def _shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of eight letters, blanks and punctuation left out."""
    letters = "".join(filter(str.isalnum, text))
    return frozenset(
        crc32(letters[i : i + _SHINGLE].encode()) for i in range(max(1, len(letters) - _SHINGLE + 1))
    )


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)
