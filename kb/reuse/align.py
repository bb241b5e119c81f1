"""Which sentence here is which there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from corpus.model import Span
from kb.reuse.model import Pair
from kb.store.passages import Passage

Couple = tuple[Passage, Passage]


def align(own: Sequence[Passage], other: Sequence[Passage]) -> tuple[Pair, ...]:
    """The pairs of like sentences, in the order of `own`; exact ones first, then those left over by their masks.

    A sentence that stands more often is paired in order, the last one again where the other side has more.
    `align(b, a)` gives the same pairs turned round.
    """
    exact = _couples(own, other, "exact")
    taken = {(p.document_id, p.start) for couple in exact for p in couple}
    lone = [[p for p in side if (p.document_id, p.start) not in taken] for side in (own, other)]
    masked = {*_couples(lone[0], lone[1], "masked")}
    met = {(p.document_id, p.start) for couple in masked for p in couple}
    rest = [[p for p in side if (p.document_id, p.start) not in met] for side in lone]
    masked |= {*_couples(rest[0], other, "masked"), *_couples(own, rest[1], "masked")}
    pairs = [_pair(couple, exact=True) for couple in exact] + [
        _pair(couple, exact=False) for couple in masked
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair.own, pair.other)))


def _couples(
    own: Iterable[Passage], other: Iterable[Passage], by: Literal["exact", "masked"]
) -> list[Couple]:
    there: defaultdict[int, list[Passage]] = defaultdict(list)
    here: defaultdict[int, list[Passage]] = defaultdict(list)
    for groups, side in ((here, own), (there, other)):
        for passage in side:
            groups[getattr(passage, by)].append(passage)
    return [couple for key, group in here.items() if key in there for couple in _zip(group, there[key])]


def _zip(own: list[Passage], other: list[Passage]) -> list[Couple]:
    last = max(len(own), len(other))
    return [(own[min(i, len(own) - 1)], other[min(i, len(other) - 1)]) for i in range(last)]


def _pair(couple: Couple, *, exact: bool) -> Pair:
    """A pair is boilerplate if it is so on either side."""
    kinds = sorted({passage.kind for passage in couple} - {"plain"})
    here, there = (Span(passage.start, passage.end) for passage in couple)
    return Pair(here, there, exact, kinds[0] if kinds else "plain")
