"""A plan → exactly the documents that answer it."""

from dataclasses import dataclass, field

import numpy as np

from index.budget import check
from index.exact.contract import Afar, Counts, ExactLayer, Mask
from index.exact.probes import Probe
from index.plan import Every, Leaf, Plan, Without
from index.settings import limits


@dataclass
class Counting:
    """The counts that one search needs, each looked up once: what the matching counted serves the totals too.

    `afar`, the same layer if it is one that is asked only about the documents that matter.
    """

    exact: ExactLayer
    afar: Afar | None = None
    _known: dict[Probe, tuple[Mask, Counts]] = field(default_factory=dict)

    def counts(self, probe: Probe, within: Mask) -> Counts:
        """How many places the documents `within` have; the numbers of the others mean nothing."""
        check()
        seen, counts = self._known.get(probe, (None, None))
        if counts is None or seen is None or (within & ~seen).any():
            seen, counts = self._asked(probe, within if seen is None else within | seen)
            if len(self._known) * (counts.nbytes + seen.nbytes) < limits().megabytes_per_query * 2**20:
                self._known[probe] = seen, counts
        return counts

    def _asked(self, probe: Probe, within: Mask) -> tuple[Mask, Counts]:
        """Of which documents the counts are true, and they."""
        if self.afar is not None:
            return within, self.afar.counts(probe, within)
        return np.ones_like(within), self.exact.counts(probe)


def matching(plan: Plan, counting: Counting, within: Mask) -> Mask:
    """The documents among `within` that answer `plan`. Only they are looked at, so filters make it cheaper."""
    if isinstance(plan, Leaf):
        return _leaf(plan, counting, within)
    if isinstance(plan, Without):
        return within & ~matching(plan.child, counting, within)
    if isinstance(plan, Every):
        for child in plan.children:
            within = matching(child, counting, within)
        return within
    found = np.zeros_like(within)
    for child in plan.children:
        found |= matching(child, counting, within)
    return found


def _leaf(leaf: Leaf, counting: Counting, within: Mask) -> Mask:
    if leaf.documents is not None:
        within = within & leaf.documents
    if leaf.loosened:
        return _most(leaf.probes, leaf.loosened.least, counting, within)
    for probe in leaf.probes:
        if not within.any():
            break
        within = within & (counting.counts(probe, within) > 0)
    return within


def _most(probes: tuple[Probe, ...], least: int, counting: Counting, within: Mask) -> Mask:
    """The documents that have at least so many of the probes; those that cannot any more are not looked at."""
    having = np.zeros(len(within), dtype=np.int32)
    for left, probe in zip(range(len(probes), 0, -1), probes, strict=True):
        within = within & (having + left >= least)
        having += within & (counting.counts(probe, within) > 0)
    return within & (having >= least)
