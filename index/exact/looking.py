"""Looking through the texts of some documents: what the sets of characters cannot decide is counted here."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.budget import check
from index.exact.joined import Joined
from index.exact.probes import Literal, Probe
from index.exact.reading import encoded

Stored = Callable[[str, list[int]], list[bytes]]
"""One of the things stored of documents (see `index.exact.writer.BLOBS`), of those with these numbers."""

TOGETHER = 128
"""So many documents are looked through at once for neighbourhoods and patterns."""


def look(stored: Stored, probe: Probe, numbers: list[int]) -> NDArray[np.int32]:
    """The number of places in each of the documents, from its text."""
    alone = not isinstance(probe, Literal) and any("\n" in text for group in probe.needs for text in group)
    size = 1 if alone else TOGETHER
    blocks = (numbers[at : at + size] for at in range(0, len(numbers), size))
    return np.concatenate([np.zeros(0, np.int32), *(_counted(stored, probe, block) for block in blocks)])


def _counted(stored: Stored, probe: Probe, numbers: list[int]) -> NDArray[np.int32]:
    """The number of places in each of some documents, looked through at once."""
    check()
    texts = stored("texts", numbers)
    if isinstance(probe, Literal):
        run = encoded(probe.text)
        found = [text.count(run) if probe.cased else text.lower().count(run) for text in texts]
        return np.array(found, dtype=np.int32)
    joined = Joined(texts, probe.reach, lambda name: stored(name, numbers), bytewise=probe.bytewise)
    return joined.counts(probe.places(joined.reading))


def case_matters(probe: Literal) -> bool:
    """Whether sets of characters, which know small letters only, cannot decide."""
    return probe.cased and any("a" <= char.lower() <= "z" for char in probe.text if char.isascii())
