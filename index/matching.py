"""A plan → exactly the documents that answer it."""

import numpy as np

from index.exact.layer import Exact, Mask
from index.plan import Every, Leaf, Plan, Without


def matching(plan: Plan, exact: Exact, within: Mask) -> Mask:
    """The documents among `within` that answer `plan`. Only they are looked at, so filters make it cheaper."""
    if isinstance(plan, Leaf):
        return _leaf(plan, exact, within)
    if isinstance(plan, Without):
        return within & ~matching(plan.child, exact, within)
    if isinstance(plan, Every):
        for child in plan.children:
            within = matching(child, exact, within)
        return within
    found = np.zeros_like(within)
    for child in plan.children:
        found |= matching(child, exact, within)
    return found


def _leaf(leaf: Leaf, exact: Exact, within: Mask) -> Mask:
    if leaf.documents is not None:
        within = within & leaf.documents
    for probe in leaf.probes:
        if not within.any():
            break
        within = within & (exact.counts(probe, within) > 0)
    return within
