"""Which keys may stand in two works, told in a fixed amount of memory."""

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]

SLOTS = 1 << 23
"""Keys fall into so many slots of five bytes: 40 MB, whatever the size of the corpus."""


class Sieve:
    """Says of each key whether it may stand in two works.

    A No is always right. A Yes is wrong where another work has a key of the same slot: that costs a row which is
    dropped later, no more.
    """

    def __init__(self) -> None:
        self._first = np.zeros(SLOTS, np.uint32)
        self._shared = np.zeros(SLOTS, np.bool_)

    def add(self, keys: Keys, work: int) -> None:
        """Note that these keys stand in work number `work` (from 1)."""
        slots = keys % SLOTS
        first = self._first[slots]
        self._shared[slots[(first != 0) & (first != work)]] = True
        self._first[slots[first == 0]] = work

    def may_repeat(self, keys: Keys) -> NDArray[np.bool_]:
        """For each key whether it may stand in two works."""
        return self._shared[keys % SLOTS]
