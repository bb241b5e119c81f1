"""When words typed as one run need not all stand: it is told, can be refused, and touches nothing else.

A run without blanks was cut into words by us, not by who typed it. Where it has several words and hardly any
document has them all, documents with more than half of them answer too. The rule looks at the run and the library alone,
never at filters or the rest of the query, so that facets and their counts stay true when they are clicked. What is
in quotes, apart by blanks, denied or in a field is never loosened.
"""

from collections.abc import Sequence

import numpy as np

from index.bound.context import Context
from index.exact.probes import Probe
from index.model import Loosened

FEW = 10
"""Documents, a page: with so many that have all words nothing is loosened."""

PART = 100
"""Of a small library so many documents are many that are more than one in a hundred."""

SHORTEST = 3
"""Words: fewer are all meant."""


def loosened(text: str, words: Sequence[str], probes: Sequence[Probe], context: Context) -> Loosened | None:
    """How a run is loosened: more than half of the words must stand; `None` if all must."""
    if context.strict or len(words) < SHORTEST:
        return None
    having = context.holding(probes)
    strict, least = int(np.count_nonzero(having == len(words))), len(words) // 2 + 1
    few = max(1, min(FEW, len(having) // PART))
    if strict >= few or least == len(words) or np.count_nonzero(having >= least) == strict:
        return None
    return Loosened(text, tuple(words), least, strict)
